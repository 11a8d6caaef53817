// What was run, kept in this browser alone (IndexedDB): shown, opened again, deleted, exported. Nothing of it is sent.
() => {
  const { playground } = window, { say } = playground, place = document.querySelector("#past [data-keep]");
  if (!place || playground.history) return;
  const MOST_RUNS = 100, MOST_BYTES = 20e6, MOST_RUN_BYTES = 400e3, MOST_SOUND_BYTES = 150e3, SIDE = 512, LONGEST = 120;
  const SWITCH = "playground-history";
  const all = (root, what) => [...root.querySelectorAll(what)];
  const byId = (id) => document.getElementById(id);
  const make = (kind, about = {}, ...children) => {
    const one = Object.assign(document.createElement(kind), about);
    one.append(...children);
    return one;
  };

  // ---- The store

  const done = (request) => new Promise((good, bad) => { request.onsuccess = () => good(request.result); request.onerror = () => bad(request.error); });
  let opened = null;
  function openStore() {
    if (opened) return opened;
    const request = indexedDB.open("playground", 1);
    request.onupgradeneeded = () => request.result.createObjectStore("runs", { keyPath: "id", autoIncrement: true });
    return (opened = done(request));
  }
  const store = async (mode) => (await openStore()).transaction("runs", mode).objectStore("runs");
  const list = async () => done((await store("readonly")).getAll());
  const add = async (run) => done((await store("readwrite")).add(run));
  const remove = async (id) => done((await store("readwrite")).delete(id));
  const removeAll = async () => done((await store("readwrite")).clear());
  // Which runs must go, oldest first, so that as many and as large as may be kept remain.
  function tooMuch(runs, most = MOST_RUNS, bytes = MOST_BYTES) {
    let count = 0, sum = 0;
    return [...runs].sort((a, b) => b.id - a.id).filter((run) => ++count > most || (sum += run.bytes) > bytes);
  }

  // ---- Files: a small copy of a picture, a short sound as it is; of others the name

  const isFile = (value) => Boolean(value && typeof value === "object" && !Array.isArray(value) && value.path && "url" in value);
  async function mapFiles(value, change) {
    if (isFile(value)) return change(value);
    if (Array.isArray(value)) return Promise.all(value.map((one) => mapFiles(one, change)));
    if (!value || typeof value !== "object") return value;
    return Object.fromEntries(await Promise.all(Object.entries(value).map(async ([name, one]) => [name, await mapFiles(one, change)])));
  }
  const filesIn = (value) => isFile(value) ? [value] : value && typeof value === "object" ? Object.values(value).flatMap(filesIn) : [];
  const toUrl = (blob) => new Promise((good, bad) => Object.assign(new FileReader(), { onload: ({ target }) => good(target.result), onerror: bad }).readAsDataURL(blob));
  async function shrink(blob) {
    const picture = await createImageBitmap(blob), scale = Math.min(1, SIDE / Math.max(picture.width, picture.height));
    const canvas = make("canvas", { width: Math.max(1, picture.width * scale), height: Math.max(1, picture.height * scale) });
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    return { copy: canvas.toDataURL("image/webp", 0.8), smaller: scale < 1 };
  }
  async function copyFile(file) {
    const kept = { path: file.path, url: file.url, orig_name: file.orig_name || file.path.split("/").pop(), meta: file.meta, mime_type: file.mime_type, kept: true };
    try {
      const blob = await (await fetch(file.url)).blob();
      if (blob.type.startsWith("image/")) return { ...kept, ...(await shrink(blob)) };
      if (blob.type.startsWith("audio/") && blob.size <= MOST_SOUND_BYTES) return { ...kept, copy: await toUrl(blob) };
    } catch {}
    return kept;
  }
  function fromUrl(url) {
    const [, type, text] = /^data:([^;,]+);base64,(.*)$/.exec(url);
    return new Blob([Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0))], { type });
  }
  async function sendAgain({ copy, orig_name }) {
    const blob = fromUrl(copy), body = new FormData(), root = window.gradio_config.root;
    const name = blob.type === "image/webp" ? orig_name.replace(/[.][^.]*$/, "") + ".webp" : orig_name;
    body.append("files", blob, name);
    const answer = await fetch(root + "/gradio_api/upload", { method: "POST", body });
    if (!answer.ok) throw Error(answer.statusText);
    const [path] = await answer.json();
    return { path, url: root + "/gradio_api/file=" + path, orig_name: name, size: blob.size, mime_type: blob.type, meta: { _type: "gradio.FileData" } };
  }

  // ---- Keeping a run

  const isOn = () => { try { return (localStorage.getItem(SWITCH) ?? place.dataset.keep) === "on"; } catch { return false; } };
  const asked = new Map();
  const withoutCopies = (value) => JSON.parse(JSON.stringify(value, (name, one) => (name === "copy" ? undefined : one)));
  document.addEventListener("playground:asked", ({ detail: panel }) => {
    const task = panel.id.slice("task-".length), values = playground.asked(task);
    if (isOn()) asked.set(task, { at: Date.now(), values: mapFiles(values, copyFile) });
    else asked.delete(task);
  });
  document.addEventListener("playground:taken", async ({ detail: { panel, answer, report } }) => {
    const task = panel.id.slice("task-".length), found = asked.get(task);
    asked.delete(task);
    if (!found || !isOn()) return;
    const run = { at: found.at, task, values: await found.values, report, answer: await mapFiles(noteKinds(task, answer), copyFile), picture: null };
    await keep(run).catch(() => {});
  });
  // Widgets go by numbers that the next version of the page may give to others: what is kept goes by place and kind.
  const noteKinds = (task, { values, raw }) => ({ kinds: kindsOf(task), values: values.map(([, value]) => value), raw });
  const kindsOf = (task) => playground.outputsOf(task).map(({ type }) => type).join();
  const giveNumbers = (task, { values, raw }) => {
    const ids = playground.outputsOf(task).map(({ id }) => id);
    return { values: values.map((value, place) => [ids[place], value]), raw, rawId: ids.at(-1) };
  };
  const plainTurns = (turns) => JSON.stringify((turns ?? []).map(({ role, content }) => [role, Array.isArray(content) ? content.map((one) => one.text ?? "").join("\n") : content]));
  // A conversation that goes on takes the place of what it was before.
  const goesOn = (run, before) => Boolean(before?.task === run.task && run.values.messages?.length && before.conversation === plainTurns(run.values.messages));
  async function keep(run) {
    run.picture = firstCopy(run.values) ?? firstCopy(run.answer);
    const size = (value) => JSON.stringify(value).length;
    if (size(run) > MOST_RUN_BYTES) run.answer = withoutCopies(run.answer);
    if (size(run) > MOST_RUN_BYTES) run.answer = null;
    if (size(run) > MOST_RUN_BYTES) Object.assign(run, { values: withoutCopies(run.values), picture: null });
    if ("messages" in run.values) run.conversation = plainTurns(run.answer?.values[0]);
    run.bytes = size(run);
    if (run.bytes > MOST_RUN_BYTES) return;
    await add(run);
    const runs = await list(), before = runs.at(-2);
    if (goesOn(run, before)) await remove(runs.splice(-2, 1)[0].id);
    for (const one of tooMuch(runs)) await remove(one.id);
  }
  const firstCopy = (value) => filesIn(value).map(({ copy }) => copy).find((copy) => copy?.startsWith("data:image/")) ?? null;

  // ---- Opening one again

  async function openAgain(run) {
    const missing = [], smaller = [];
    const revive = async (file) => {
      const plain = { path: file.path, url: file.url, orig_name: file.orig_name, mime_type: file.mime_type, meta: file.meta };
      if (!file.kept || (await playground.isThere(file))) return plain;
      const sent = file.copy ? await sendAgain(file).catch(() => null) : null;
      if (!sent) missing.push(file.orig_name);
      else if (file.smaller) smaller.push(file.orig_name);
      return sent;
    };
    const show = async (file) => ({ ...file, url: (await playground.isThere(file)) ? file.url : file.copy?.startsWith("data:image/") ? file.copy : null });
    const dropLost = (value) => isFile(value) ? (value.url ? value : null) : Array.isArray(value) ? value.map(dropLost).filter((one) => one && !(one.image && !one.image.url)) : value;
    const values = {};
    for (const [name, value] of Object.entries(run.values)) values[name] = dropNothing(await mapFiles(value, revive));
    const fits = run.answer && run.answer.kinds === kindsOf(run.task);
    const answer = fits ? giveNumbers(run.task, { ...run.answer, values: (await mapFiles(run.answer.values, show)).map(dropLost) }) : null;
    if (answer && run.conversation) Object.assign(values, { messages: run.answer.values[0], text: "" });
    dialog.close();
    await playground.open(run.task);
    playground.visit();
    const panel = byId("task-" + run.task);
    if (panel.dataset.running) panel.querySelector(".at-hand .halt").click();
    playground.remember(run.task, values);
    playground.fill(run.task, values);
    panel.ended = null;
    delete panel.querySelector(".answers").dataset.stale;
    const notes = [
      say("js.history.from", { time: when(run.at) }),
      missing.length ? say("js.history.missing", { files: missing.join(", ") }) : "",
      smaller.length ? say("js.history.smaller", { files: smaller.join(", ") }) : "",
      answer ? "" : say("js.history.no_answer"),
    ];
    if (answer) playground.showAnswer([...answer.values, [answer.rawId, answer.raw]]);
    playground.tell(panel, { ...run.report, note: [run.report.note, ...notes].filter(Boolean).join(" ") });
    if (answer) setTimeout(() => playground.drawBar(panel, answer), 400);
    const heading = panel.querySelector(".heading h2");
    heading.setAttribute("tabindex", "-1");
    heading.focus();
  }
  const dropNothing = (value) => Array.isArray(value) ? value.filter((one) => one && one.image !== null) : value;

  // ---- The list

  const language = () => document.documentElement.lang || undefined;
  const when = (at) => new Date(at).toLocaleString(language(), { dateStyle: "medium", timeStyle: "short" });
  const titleOf = (task) => byId("find-" + task)?.firstChild.textContent.trim() ?? task;
  const short = (text) => (text.length > LONGEST ? text.slice(0, LONGEST - 1) + "…" : text);
  function describe(run) {
    const turns = run.conversation && JSON.parse(run.conversation).filter(([role]) => role === "user");
    const texts = Object.values(run.values).slice(0, playground.about(run.task)?.names.indexOf("model"));
    const names = filesIn(run.values).map((file) => file.orig_name + (file.copy ? "" : " (" + say("js.history.file_not_kept") + ")"));
    const words = turns?.length ? turns.map(([, text]) => text) : texts.filter((one) => typeof one === "string" && one.trim());
    return short([...names, ...words].join(" · ").replace(/\s+/g, " "));
  }
  function drawRun(run) {
    const about = titleOf(run.task) + ", " + when(run.at);
    const words = make("span", { className: "words" },
      make("b", { textContent: titleOf(run.task) }),
      make("time", { textContent: when(run.at), dateTime: new Date(run.at).toISOString() }),
      make("span", { className: "snippet", textContent: describe(run) }),
      make("small", { textContent: run.report.model }));
    const open = make("button", { type: "button", className: "open-again" }, ...(run.picture ? [make("img", { src: run.picture, alt: "" })] : []), words);
    open.addEventListener("click", () => openAgain(run));
    const gone = make("button", { type: "button", className: "delete", textContent: "×", title: say("js.history.delete") });
    gone.setAttribute("aria-label", say("js.history.delete_one", { about }));
    gone.addEventListener("click", async () => {
      await remove(run.id);
      const next = gone.closest("li").nextElementSibling ?? gone.closest("li").previousElementSibling;
      await draw();
      (all(dialog, "li .delete").find((one) => one.ariaLabel === next?.querySelector(".delete").ariaLabel) ?? closing).focus();
    });
    return make("li", {}, open, gone);
  }
  const rows = make("ul"), told = make("p", { className: "told" }), closing = make("button", { type: "button", className: "close" });
  const exporting = make("button", { type: "button" }), emptying = make("button", { type: "button" });
  const keeps = make("input", { type: "checkbox", id: "past-keep" });
  const heading = make("h2", { id: "past-heading" }), label = make("label"), promise = make("p", { className: "promise" });
  const dialog = make("dialog", { id: "past-runs" },
    make("div", { className: "head" }, heading, closing), label, promise, told, rows, make("div", { className: "foot" }, exporting, emptying));
  dialog.setAttribute("aria-labelledby", "past-heading");
  async function draw() {
    heading.textContent = say("js.history.title");
    closing.textContent = say("js.history.close");
    label.replaceChildren(keeps, " " + say("js.history.keep"));
    promise.textContent = say("js.history.promise", { count: MOST_RUNS });
    keeps.checked = isOn();
    const runs = await list().catch(() => null);
    told.textContent = runs === null ? say("js.history.refused") : runs.length ? "" : say("js.history.empty");
    rows.replaceChildren(...(runs ?? []).reverse().map(drawRun));
    exporting.textContent = say("js.history.export");
    emptying.textContent = say("js.history.delete_all");
    exporting.disabled = emptying.disabled = !runs?.length;
  }
  keeps.addEventListener("change", () => { try { localStorage.setItem(SWITCH, keeps.checked ? "on" : "off"); } catch { draw(); } });
  closing.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", ({ target }) => { if (target === dialog) dialog.close(); });
  exporting.addEventListener("click", async () => {
    const runs = await list();
    playground.save("history-" + playground.stamp() + ".json", JSON.stringify({ runs }, null, 2) + "\n", "application/json");
  });
  // Asked twice: there is no way back.
  emptying.addEventListener("click", async () => {
    if (emptying.textContent !== say("js.history.delete_sure")) {
      emptying.textContent = say("js.history.delete_sure");
      setTimeout(() => { emptying.textContent = say("js.history.delete_all"); }, 5000);
      return;
    }
    await removeAll();
    await draw();
    closing.focus();
  });

  const CLOCK = '<svg viewBox="0 0 24 24" width="20" height="20" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true"><circle cx="12" cy="12" r="9"/><path d="M12 7v5l4 2"/></svg>';
  const button = make("button", { type: "button", className: "past", innerHTML: CLOCK }, make("span", { textContent: say("js.history.title") }));
  button.setAttribute("aria-haspopup", "dialog");
  button.addEventListener("click", async () => { await draw(); dialog.showModal(); });
  document.querySelector(".gradio-container").append(dialog); // where the page's own type and buttons hold
  place.replaceChildren(button);
  playground.history = { list, keep, tooMuch, describe };
}
