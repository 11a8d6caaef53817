// One bar of tools under every answer: copy it, or save it as the files that its kind has; made in the browser.
() => {
  const { playground } = window, { say } = playground;
  if (playground.readAnswer) return;
  const all = (root, what) => [...root.querySelectorAll(what)];
  const byId = (id) => document.getElementById(id);
  const taskOf = (panel) => panel.id.slice("task-".length);
  const config = window.gradio_config, types = new Map(config.components.map(({ id, type }) => [id, type]));
  const labels = new Map(config.components.map(({ id, props }) => [id, props.label ?? ""]));
  const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

  // ---- Answers as the page's widgets hold them

  // Of a task's answer, the last of them its raw form; the run line behind them is no part of it.
  const outputsOf = (task) => config.dependencies.find(({ api_name }) => api_name === task.replaceAll("-", "_")).outputs.slice(0, -1).map((id) => ({ id, type: types.get(id) }));
  const pressed = (name) => config.dependencies.find(({ targets }) => targets.some(([id]) => config.components.find((one) => one.id === id)?.props.elem_id === name));
  const waiting = [];
  let toShow = [];
  // Returns {values: [[id, value], ...], raw, rawId}.
  function readAnswer(task) {
    return new Promise((done) => {
      waiting.push((values) => {
        const { inputs } = pressed("read-answers");
        const found = outputsOf(task).map(({ id }) => [id, values[inputs.indexOf(id)]]);
        done({ values: found.slice(0, -1), raw: found.at(-1)[1], rawId: found.at(-1)[0] });
      });
      byId("read-answers").click();
    });
  }
  function showAnswer(pairs) {
    toShow.push(...pairs);
    byId("show-answers").click();
  }
  function takeAnswers() {
    const { outputs } = pressed("show-answers"), values = outputs.map(() => undefined);
    for (const [id, value] of toShow) if (outputs.includes(id)) values[outputs.indexOf(id)] = value;
    toShow = [];
    return values;
  }

  // ---- Tables

  // A cell that a spreadsheet would take for a formula gets an apostrophe; so does tabs/render/download.py.
  function harmless(cell) {
    const text = cell.replace(/\r\n?/g, "\n");
    const begins = /^[=+\-@\t\n]/.test(text.normalize("NFKC").replace(/^ +/, ""));
    return begins && !/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/.test(text) ? "'" + text : text;
  }
  const quoted = (cell) => (/[",\n]/.test(cell) ? '"' + cell.replaceAll('"', '""') + '"' : cell);
  const toCsv = (rows) => rows.map((row) => row.map((cell) => quoted(harmless(String(cell ?? "")))).join(",") + "\n").join("");
  const isFile = (value) => isObject(value) ? "media_type" in value : typeof value === "string" && /^(iVBORw0KGgo|UklGR)[\w+/]*=*$/.test(value); // PNG and WAV in base64
  const flatten = (value, name = "") => isFile(value) ? []
    : isObject(value) ? Object.entries(value).flatMap(([key, one]) => flatten(one, name ? name + "." + key : key))
    : [[name, Array.isArray(value) ? JSON.stringify(value) : value]];
  // The rows of an answer that is a table of numbers, the first of them its heading; [] where it is none.
  function rowsOf(raw) {
    let list = raw;
    while (Array.isArray(list) && list.length === 1 && Array.isArray(list[0])) list = list[0];
    if (isObject(list)) {
      const lists = Object.entries(list).filter(([, value]) => Array.isArray(value) && value.length);
      const plain = lists.filter(([, value]) => value.every((one) => ["string", "number"].includes(typeof one)));
      const even = plain.length > 1 && plain.every(([, value]) => value.length === plain[0][1].length);
      if (even) return [plain.map(([name]) => name), ...plain[0][1].map((_, place) => plain.map(([, value]) => value[place]))];
      list = lists.find(([, value]) => value.every(isObject))?.[1];
    }
    if (!Array.isArray(list) || !list.length) return [];
    if (list.every((one) => Array.isArray(one) && one.every((cell) => typeof cell === "number"))) return list;
    if (!list.every(isObject)) return [];
    const rows = list.map((one) => new Map(flatten(one)));
    const names = [...new Set(rows.flatMap((row) => [...row.keys()]))];
    if (!rows.some((row) => [...row.values()].some((cell) => typeof cell === "number"))) return [];
    return [names, ...rows.map((row) => names.map((name) => row.get(name)))];
  }

  // ---- Files

  const stamp = (when = new Date()) => new Date(when - when.getTimezoneOffset() * 60000).toISOString().slice(0, 19).replace("T", "-").replaceAll(":", "");
  function save(name, content, type = "text/plain") {
    const blob = content instanceof Blob ? content : new Blob([content], { type });
    const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }
  const bytesOf = async (url) => (await fetch(url)).blob();
  const fromBase64 = (text, type) => new Blob([Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0))], { type });
  // CRC-32 of ISO 3309, as ZIP wants it.
  function crc(bytes) {
    let sum = -1;
    for (const byte of bytes) {
      sum ^= byte;
      for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
    }
    return ~sum >>> 0;
  }
  // Files as they are, one after the other (APPNOTE.TXT 6.3): pictures are compressed already.
  async function zip(files) {
    const parts = [], index = [];
    let at = 0;
    for (const [name, blob] of files) {
      const bytes = new Uint8Array(await blob.arrayBuffer()), letters = new TextEncoder().encode(name);
      const about = [[20, 2], [0x800, 2], [0, 2], [0, 2], [0x21, 2], [crc(bytes), 4], [bytes.length, 4], [bytes.length, 4], [letters.length, 2], [0, 2]];
      const head = numbers([[0x04034b50, 4], ...about]);
      parts.push(head, letters, bytes);
      index.push(numbers([[0x02014b50, 4], [20, 2], ...about, [0, 2], [0, 2], [0, 2], [0, 4], [at, 4]]), letters);
      at += head.length + letters.length + bytes.length;
    }
    const size = index.reduce((sum, part) => sum + part.length, 0);
    const end = numbers([[0x06054b50, 4], [0, 2], [0, 2], [files.length, 2], [files.length, 2], [size, 4], [at, 4], [0, 2]]);
    return new Blob([...parts, ...index, end], { type: "application/zip" });
  }
  const numbers = (fields) => Uint8Array.from(fields.flatMap(([value, count]) => Array.from({ length: count }, (_, place) => (value >>> (8 * place)) & 255)));

  // ---- What an answer holds

  const isPicture = (value) => isObject(value) && value.url && /[.](png|jpe?g|webp|gif)$/i.test(value.path ?? value.url);
  function picturesOf(panel, { values, raw }) {
    const drawn = values.flatMap(([id, value]) => {
      if (types.get(id) === "image") return isPicture(value) ? [["", value.url]] : [];
      if (types.get(id) === "imageslider") return isPicture(value?.[1]) ? [["", value[1].url]] : [];
      if (types.get(id) === "gallery") return (value ?? []).filter(({ image }) => image?.url).map(({ image, caption }) => [caption ?? "", image.url]);
      return [];
    }).map(([name, url]) => [name, () => bytesOf(url)]);
    const inText = all(panel, ".answers .answer img[src^='data:image']").map((one, place) => [one.alt || String(place + 1), () => bytesOf(one.src)]);
    const masks = (Array.isArray(raw) ? raw : raw?.masks ?? []).map((one) => [one?.label ?? "", one?.mask ?? one]).filter(([, mask]) => isFile(mask)).map(([label, mask], place) => [
      ["mask", place + 1, label].filter(Boolean).join(" "),
      () => (typeof mask === "string" ? Promise.resolve(fromBase64(mask, "image/png")) : bytesOf(mask.file.url ?? config.root + "/gradio_api/file=" + mask.file.path)),
    ]);
    return [...drawn, ...inText, ...masks];
  }
  const textOf = (content) => Array.isArray(content) ? content.map(textOf).join("\n") : content?.text ?? String(content ?? "");
  const conversationOf = ({ values }) => values.find(([id]) => types.get(id) === "chatbot")?.[1] ?? [];
  const messagesOf = (answer) => conversationOf(answer).map(({ role, content }) => ({ role, content: textOf(content) }));
  const roles = { user: say("js.answer.role_user"), assistant: say("js.answer.role_assistant"), system: say("js.answer.role_system") };
  const toMarkdown = (messages) => messages.map(({ role, content }) => "## " + (roles[role] ?? role) + "\n\n" + content + "\n").join("\n");
  const percent = (share) => (share > 0 && share < 0.01 ? "<1%" : Math.round(100 * share) + "%");
  function wordsOf(panel, answer) {
    const messages = messagesOf(answer);
    if (messages.length) return toMarkdown(messages);
    const parts = answer.values.map(([id, value]) => ({
      textbox: () => value,
      label: () => (value?.confidences ?? []).map(({ label, confidence }) => label + "\t" + percent(confidence)).join("\n"),
    })[types.get(id)]?.() ?? "");
    return [...parts, ...all(panel, ".answers .block.answer .prose").map((one) => one.innerText)].map((one) => one.trim()).filter(Boolean).join("\n\n");
  }

  // ---- The bar

  function toolsOf(panel, answer) {
    const { values, raw } = answer, name = taskOf(panel) + "-" + stamp(), tools = [];
    const add = (words, make) => tools.push([words, make]);
    const links = all(panel, ".answers a.download"), messages = messagesOf(answer), pictures = picturesOf(panel, answer);
    const written = values.filter(([id, value]) => types.get(id) === "textbox" && value).map(([, value]) => value);
    const now = async () => messagesOf(await readAnswer(taskOf(panel))); // a question may have been taken back since
    if (messages.length) add("Markdown", async () => save(name + ".md", toMarkdown(await now()), "text/markdown"));
    else if (written.length) add("TXT", () => save(name + ".txt", written.join("\n\n") + "\n"));
    const endingOf = (blob) => "." + (blob.type.split("/")[1] || "png").replace("jpeg", "jpg");
    if (pictures.length === 1) add("PNG", async () => { const blob = await pictures[0][1](); save(name + endingOf(blob), blob); });
    if (pictures.length > 1) add(say("js.answer.pictures", { count: pictures.length }), async () => save(name + ".zip", await zip(await Promise.all(pictures.map(async ([about, get], place) => {
      const blob = await get(), called = (place + 1 + " " + about).replace(/[^\p{L}\p{N} _-]/gu, "").trim().slice(0, 60);
      return [called + endingOf(blob), blob];
    })))));
    const sounds = values.filter(([id, value]) => types.get(id) === "audio" && value?.url);
    for (const [id, { url }] of sounds) {
      const label = sounds.length > 1 ? labels.get(id) : "";
      add(["WAV", label].filter(Boolean).join(": "), async () => save([name, label.toLowerCase()].filter(Boolean).join("-") + ".wav", await bytesOf(url)));
    }
    for (const link of links) {
      const ending = link.download.split(".").pop();
      add(ending.toUpperCase(), async () => save(name + "." + ending, await bytesOf(link.href)));
    }
    const scores = values.find(([id]) => types.get(id) === "label")?.[1]?.confidences ?? [];
    const found = messages.length || links.length ? [] : rowsOf(raw);
    const rows = found.length || !scores.length ? found : [["label", "score"], ...scores.map(({ label, confidence }) => [label, confidence])];
    if (rows.length) add("CSV", () => save(name + ".csv", toCsv(rows), "text/csv"));
    if (raw != null) add("JSON", async () => save(name + ".json", JSON.stringify(messages.length ? await now() : raw, null, 2) + "\n", "application/json"));
    return tools;
  }
  const makeButton = (words, className, press) => {
    const button = Object.assign(document.createElement("button"), { type: "button", className, textContent: words });
    button.addEventListener("click", press);
    return button;
  };
  function removeBar(panel) { all(panel, ".tools").forEach((one) => one.remove()); }
  function drawBar(panel, answer) {
    removeBar(panel);
    const answers = panel.querySelector(".answers"), bar = document.createElement("div"), words = wordsOf(panel, answer);
    bar.className = "tools";
    bar.setAttribute("role", "group");
    bar.setAttribute("aria-label", say("js.answer.tools"));
    if (words) {
      const button = makeButton(say("js.answer.copy"), "tool", async () => {
        playground.copy(button, wordsOf(panel, await readAnswer(taskOf(panel))), say("js.answer.copied"));
      });
      bar.append(button);
    }
    for (const [kind, make] of toolsOf(panel, answer)) {
      const button = makeButton(kind, "tool save", () => Promise.resolve(make()).catch(() => { button.textContent = say("js.answer.gone"); }));
      button.setAttribute("aria-label", say("js.answer.save", { kind }));
      bar.append(button);
    }
    if (!bar.children.length) return;
    const chat = panel.querySelector(".block.chat"), details = all(answers, ":scope > *").find((one) => one.querySelector(".label-wrap"));
    if (chat) chat.after(bar); else answers.insertBefore(bar, details ?? null);
  }

  document.addEventListener("playground:asked", ({ detail }) => removeBar(detail));
  document.addEventListener("playground:answered", async ({ detail: panel }) => {
    const report = playground.report(panel);
    if (!report.model) return;
    const answer = await readAnswer(taskOf(panel));
    drawBar(panel, answer);
    const messages = conversationOf(answer);
    if (messages.length) playground.remember(taskOf(panel), { messages, text: "" });
    document.dispatchEvent(new CustomEvent("playground:taken", { detail: { panel, answer, report } }));
  });
  document.addEventListener("click", ({ target }) => {
    const panel = target.closest?.(".at-hand .clear, .chat [aria-label*=Clear], .chat [aria-label*=清]") && target.closest("[role=tabpanel][id^='task-']");
    if (panel) removeBar(panel);
  }, true);

  Object.assign(playground, { outputsOf, readAnswer, showAnswer, takeAnswers, drawBar, save, stamp, toCsv, zip, wasRead: (values) => waiting.shift()?.(values) });
}
