// What the page does in the browser beside Gradio: it follows runs, keeps addresses, finds tasks and fetches code.
() => {
  if (window.playground) return;
  const $ = (root, what) => root?.querySelector(what);
  const all = (root, what) => [...root.querySelectorAll(what)];
  const byId = (id) => document.getElementById(id);
  const soon = (what, ms = 60) => setTimeout(what, ms);
  const on = (kinds, what) => kinds.split(" ").forEach((kind) => document.addEventListener(kind, what, true));
  const panelOf = (node) => node?.closest?.("[role=tabpanel][id^='task-']");
  const taskOf = (panel) => panel.id.slice("task-".length);
  const lineOf = (panel) => all(panel, ".run-line").find((one) => one.tell);
  const tell = (panel, value) => lineOf(panel)?.tell(value);
  const shown = (where) => all(document, "[role=tabpanel][id^='" + where + "-']").find((one) => one.offsetParent);
  const page = location.origin + location.pathname;
  // What assets/answer.js and assets/history.js follow: "asked" and "answered".
  const announce = (what, panel) => document.dispatchEvent(new CustomEvent("playground:" + what, { detail: panel }));

  // ---- Words

  const sentences = {};
  const learn = (words) => Object.assign(sentences, words.en, words[document.documentElement.lang.slice(0, 2)]);
  learn(window.playgroundWords);
  function say(key, values = {}) {
    const sentence = (values.count === 1 && sentences[key + ".one"]) || sentences[key] || key;
    return sentence.replace(/[{](\w+)[}]/g, (whole, name) => values[name] ?? whole);
  }

  // ---- What each task takes: names, the widgets that hold them, and what these hold at first

  const widgets = new Map(window.gradio_config.components.map((one) => [one.id, one]));
  const takes = new Map(), runs = new Map();
  for (const one of window.gradio_config.dependencies) {
    const named = window.gradio_api_info?.named_endpoints?.["/" + one.api_name]?.parameters;
    const option = byId("find-" + String(one.api_name).replaceAll("_", "-"));
    if (!named || !option) continue;
    const { task, tab } = option.dataset;
    const about = { task, tab, ids: one.inputs, names: named.map((parameter) => parameter.parameter_name) };
    takes.set(task, about);
    runs.set(one.id, about);
  }
  const SHARED = ["device", "dtype", "try_instantly"];
  const namesOf = (task) => takes.get(task).names.filter((name) => !SHARED.includes(name));
  const widgetOf = (task, name) => widgets.get(takes.get(task).ids[takes.get(task).names.indexOf(name)]);

  // ---- What was asked, kept in this tab alone, so that it outlives a reload

  let kept = {};
  try { kept = JSON.parse(sessionStorage.getItem("playground")) ?? {}; } catch {}
  function keep(task, values) {
    kept[task] = { ...kept[task], ...values };
    try { sessionStorage.setItem("playground", JSON.stringify(kept)); } catch {}
  }
  let filling = [];
  function fill(task, values) {
    for (const [name, value] of Object.entries(values)) {
      const { ids, names } = takes.get(task);
      if (names.includes(name) && value !== undefined) filling.push([ids[names.indexOf(name)], value]);
    }
    if (filling.length) byId("restore")?.click();
  }
  function take() {
    const { outputs } = window.gradio_config.dependencies.find((one) => one.targets.some(([id]) => widgets.get(id)?.props.elem_id === "restore"));
    const values = outputs.map(() => undefined);
    for (const [id, value] of filling) values[outputs.indexOf(id)] = value;
    filling = [];
    return values;
  }

  // ---- Models that run elsewhere. A token that was typed lives in this page alone, and goes with its calls.

  let token = "";
  const HUB_PAGE = /^https?:[/][/](www[.])?(huggingface[.]co|hf[.]co)([/]|$)/;
  const isElsewhere = (model) => typeof model === "string" && (model.startsWith("providers:") || (/^https?:/.test(model) && !HUB_PAGE.test(model)));
  // Where the inputs of a run go, in a sentence; "" where they stay with this server.
  function whereTo(model) {
    model = String(model ?? "").trim();
    if (!isElsewhere(model)) return "";
    if (model.startsWith("providers:")) return say("js.elsewhere.to_providers");
    const host = model.split("/")[2];
    return say(host.endsWith(".endpoints.huggingface.cloud") ? "js.elsewhere.to_their_endpoint" : "js.elsewhere.to_endpoint", { host });
  }
  function destination(model) {
    const told = Object.assign(document.createElement("p"), { textContent: whereTo(model) });
    return told.textContent && told.outerHTML;
  }

  // ---- Runs

  function begin(body) {
    const { fn_index, data } = JSON.parse(body);
    const about = runs.get(fn_index), panel = about && byId("task-" + about.task);
    if (!panel) return null;
    keep(about.task, Object.fromEntries(about.names.map((name, place) => [name, data[place]]).filter(([name]) => !SHARED.includes(name))));
    panel.ended = null;
    announce("asked", panel);
    delete $(panel, ".answers")?.dataset.stale;
    tell(panel, { message: say("js.waiting_for_the_server") });
    setRunning(panel, true);
    look(panel);
    showAnswer(panel);
    address(about.task);
    return panel;
  }
  function fail(panel, error) {
    if (panel.dataset.running) tell(panel, { error: error || say("js.no_answer_input_is_kept") });
  }
  const send = window.fetch;
  window.fetch = async (where, how, ...rest) => {
    const asks = how?.method === "POST" && String(where?.url ?? where).includes("/queue/join");
    const panel = asks && typeof how.body === "string" ? begin(how.body) : null;
    if (asks && token) how = { ...how, headers: { ...Object.fromEntries(new Headers(how.headers)), "x-hf-token": token } };
    try {
      const answer = await send(where, how, ...rest);
      if (panel && !answer.ok) answer.clone().json().then(({ detail, error }) => fail(panel, error ?? detail), () => fail(panel));
      return answer;
    } catch (error) {
      if (panel) fail(panel);
      throw error;
    }
  };
  function setRunning(panel, is) {
    if (is) panel.dataset.running = "yes"; else delete panel.dataset.running;
    $(panel, ".at-hand .run")?.setAttribute("aria-disabled", is);
    $(panel, ".at-hand .halt")?.setAttribute("aria-disabled", !is);
  }
  // While a run waits: its place in the queue, and what is only told in the corner of the page.
  function look(panel) {
    const timer = setInterval(() => {
      if (!panel.dataset.running || !panel.isConnected) return clearInterval(timer);
      const place = /queue: (\d+)\/\d+ \|[^/]*(?:\/([\d.]+))?/.exec($(panel, ".run-line .progress-text")?.textContent ?? "");
      const noted = $(document, ".toast-body.error .toast-text, .toast-body.error .toast-message-text")?.textContent;
      if (place) tell(panel, { message: (place[1] > 1 ? say("js.so_many_before_you", { count: place[1] - 1 }) : say("js.you_are_next")) + (place[2] ? say("js.about_seconds", { seconds: Math.ceil(place[2]) }) : "") });
      else if (noted) fail(panel, noted.trim());
    }, 500);
  }
  function follow(line) {
    const panel = panelOf(line);
    if (!panel) return;
    const filled = $(line, "[data-filled]")?.dataset.filled;
    if (filled && filled !== line.filled) {
      line.filled = filled;
      soon(() => (panel.quiet ? tell(panel, {}) : $(panel, ".at-hand .run").click(), (panel.quiet = false)), 0);
      return;
    }
    if (panel.ended && $(line, ".busy, b")) { // what was on its way when the run was stopped
      if (panel.ended.cleared) { panel.late = true; $(panel, ".at-hand .clear").click(); } else tell(panel, panel.ended);
      return;
    }
    const was = panel.dataset.running;
    setRunning(panel, Boolean($(line, ".busy")));
    if (was && !panel.dataset.running) soon(() => { showCode(panel); announce("answered", panel); });
  }
  function showAnswer(panel) {
    const answers = $(panel, ".answers"), asked = $(panel, ".asked");
    if (!answers || $(panel, ".chat")) return;
    const { top, left } = answers.getBoundingClientRect();
    const below = left === asked.getBoundingClientRect().left; // on a phone
    if (top >= 0 && top < innerHeight * (below ? 0.2 : 0.75)) return;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    answers.scrollIntoView({ block: "start", behavior: calm ? "auto" : "smooth" });
  }
  function stale(panel) {
    const answers = $(panel, ".answers"), line = lineOf(panel);
    if (answers && line?.textContent.trim() && !$(line, ".failed")) answers.dataset.stale = say("js.answer_of_before");
  }

  on("input change drop", ({ target }) => {
    const panel = panelOf(target), task = panel && taskOf(panel);
    if (!panel || !target.closest(".asked") || target.closest(".examples") || !takes.has(task)) return;
    stale(panel);
    // Gradio gives its widgets no ids: the third text field of a panel is the third of its inputs that are texts.
    const type = target.matches("[data-testid=textbox]") ? "textbox" : "";
    const texts = namesOf(task).filter((name) => widgetOf(task, name).type === type);
    const name = texts[all(panel, ".asked [data-testid=textbox]").indexOf(target)];
    if (!name) return;
    keep(task, { [name]: target.value });
    clearTimeout(panel.writing);
    panel.writing = soon(() => address(task), 600);
  });

  on("click", (event) => {
    const { target } = event, panel = panelOf(target), button = target.closest?.("button");
    if (button?.getAttribute("aria-disabled") === "true" && button.closest(".at-hand")) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    if (button?.matches("[id^=tab-][id$=-button], [id^=task-][id$=-button]") && event.isTrusted) soon(visit, 120);
    if (!panel) return;
    if (target.closest(".examples, .another") && panel.dataset.running) $(panel, ".at-hand .halt").click();
    if (button?.closest(".halt") && panel.dataset.running) tell(panel, (panel.ended = { stopped: true }));
    if (button?.closest(".clear")) { setRunning(panel, false); delete $(panel, ".answers")?.dataset.stale; }
    if (button?.matches(".undo")) { fill(taskOf(panel), panel.emptied ?? {}); tell(panel, {}); }
    if (button?.matches(".copy")) copy(button, $(button.closest(".command, .program"), "code").textContent);
    if (button?.matches(".share")) copy(button, page + address(taskOf(panel)), say("js.link_copied"));
    if (button?.matches(".label-wrap")) soon(() => showCode(panel), 200);
    const changes = "[role=option], .points-picture img, [aria-label*=Clear], [aria-label*=Remove], [aria-label*=apture], [aria-label*=清], [aria-label*=删], [aria-label*=移], [aria-label*=拍]";
    if (target.closest(".asked") && target.closest(changes) && !target.closest(".at-hand")) stale(panel);
    if (target.matches("img") && $(panel, ".points")) stale(panel);
  });

  async function copy(button, text, done = say("js.copied")) {
    try { await navigator.clipboard.writeText(text); } catch {
      const field = document.body.appendChild(Object.assign(document.createElement("textarea"), { value: text }));
      field.select();
      document.execCommand("copy");
      field.remove();
    }
    const before = button.before ??= button.textContent;
    button.textContent = done;
    soon(() => (button.textContent = before), 2000);
  }

  // ---- The code of the latest run, fetched when it is looked at

  const nameFiles = (value) => Array.isArray(value) ? value.map(nameFiles)
    : value?.image?.path ? nameFiles(value.image)
    : value?.path ? { name: value.orig_name || value.path.split("/").pop() } : value;
  async function showCode(panel) {
    const place = all(panel, ".code .prose, .code.prose")[0], task = taskOf(panel);
    if (!place?.offsetParent || panel.dataset.running) return;
    const sent = Object.fromEntries(Object.entries(kept[task] ?? {}).map(([name, value]) => [name, nameFiles(value)]));
    const report = lineOf(panel)?.report?.() ?? {};
    const asked = JSON.stringify({ data: [task, sent, report, page] });
    if (asked === place.asked) return;
    place.asked = asked;
    const answer = await send(page + "gradio_api/run/code", { method: "POST", headers: { "Content-Type": "application/json" }, body: asked });
    const programs = answer.ok ? (await answer.json()).data[0] : [];
    place.replaceChildren(...programs.flatMap(({ title, text }) => {
      const heading = Object.assign(document.createElement("h3"), { textContent: title });
      const program = Object.assign(document.createElement("div"), { className: "program" });
      const code = Object.assign(document.createElement("code"), { textContent: text });
      const pre = Object.assign(document.createElement("pre"), { tabIndex: 0 });
      pre.append(code);
      program.append(Object.assign(document.createElement("button"), { type: "button", className: "copy", textContent: say("js.copy") }), pre);
      return [heading, program];
    }));
  }

  // ---- Addresses: /?task=...&text=...&model=...; what they do not know is left out, and never breaks the page

  const OURS_NOT = /^(__|view$)/, LONGEST = 4000, FIXED = ["task", "tab", "page"]; // "page" is Gradio's
  const key = (name) => FIXED.includes(name) ? "setting." + name : name;
  function address(task, push = false) {
    const now = new URLSearchParams([...new URLSearchParams(location.search)].filter(([name]) => OURS_NOT.test(name)));
    if (!takes.has(task)) now.set("tab", task); else {
      now.set("task", task);
      for (const name of namesOf(task)) {
        const value = kept[task]?.[name];
        if (!["string", "number", "boolean"].includes(typeof value) || value === (widgetOf(task, name).props.value ?? "")) continue;
        if (name === "model" && isElsewhere(value)) continue; // who sends inputs away chooses that, and no link
        if (String(value).length <= LONGEST) now.set(key(name), value);
      }
    }
    const wanted = "?" + now;
    if (wanted !== location.search) history[push ? "pushState" : "replaceState"](history.state, "", wanted + location.hash);
    return wanted;
  }
  function readSetting(task, name, text) {
    const { type, props } = widgetOf(task, name);
    if (name === "model" && isElsewhere(text.trim())) return undefined;
    if (typeof props.value === "boolean") return { true: true, false: false }[text];
    if (typeof props.value === "number") return text.trim() && Number.isFinite(+text) ? Math.min(Math.max(+text, props.minimum ?? -Infinity), props.maximum ?? Infinity) : undefined;
    if (props.choices && !props.allow_custom_value) return props.choices.some(([, value]) => value === text) ? text : undefined;
    return ["textbox", "dropdown"].includes(type) && text.length <= LONGEST ? text : undefined;
  }
  const until = async (what, ms = 4000) => {
    for (const end = Date.now() + ms; Date.now() < end; await new Promise((done) => soon(done, 40))) if (what()) return what();
  };
  async function open(task) {
    const tab = takes.get(task)?.tab ?? task;
    (await until(() => byId("tab-" + tab + "-button")))?.click();
    if (!takes.has(task)) return;
    const button = await until(() => byId("task-" + task + "-button"));
    button?.click();
    button?.scrollIntoView({ block: "nearest", inline: "center" });
    await until(() => byId("task-" + task)?.offsetParent);
  }
  function readAddress() {
    const asked = new URLSearchParams(location.search), task = asked.get("task"), place = asked.get("tab") ?? "";
    if (!takes.has(task)) return { task: /^[a-z-]{1,40}$/.test(place) && byId("tab-" + place + "-button") ? place : "", values: {} };
    const found = namesOf(task).filter((name) => asked.has(key(name))).map((name) => [name, readSetting(task, name, asked.get(key(name)))]);
    return { task, values: Object.fromEntries(found.filter(([, value]) => value !== undefined)) };
  }
  // Uploads do not live for ever: a file that the server has no longer is not brought back.
  const filesOf = (value) => Array.isArray(value) ? value.flatMap(filesOf) : value?.url ? [value.url] : value?.image ? filesOf(value.image) : [];
  async function isThere(value) {
    const answers = await Promise.all(filesOf(value).map((url) => send(url, { method: "HEAD" }).then(({ ok }) => ok, () => false)));
    return answers.every(Boolean);
  }
  async function restore() {
    const { task, values } = readAddress();
    if (takes.has(task)) keep(task, values);
    for (const one of Object.keys(kept)) {
      if (!takes.has(one)) continue;
      for (const [name, value] of Object.entries(kept[one])) if (!(await isThere(value))) delete kept[one][name];
      fill(one, kept[one]);
    }
    if (task) await open(task);
    const panel = byId("task-" + task);
    const settings = panel ? namesOf(task).slice(namesOf(task).indexOf("model")) : [];
    if (settings.some((name) => name in values)) all(panel, ".asked .label-wrap").find((one) => !one.matches(".open"))?.click();
    title();
  }
  const title = () => { document.title = [$(shown("task"), ".heading h2")?.firstChild?.textContent.trim(), "Pipeline Playground"].filter(Boolean).join(" · "); };
  function visit() {
    const panel = shown("task"), tab = shown("tab");
    if (panel || tab) address(panel ? taskOf(panel) : tab.id.slice("tab-".length), true);
    title();
  }
  addEventListener("popstate", async () => { await open(readAddress().task || [...takes.keys()][0]); title(); });

  // ---- Finding a task by a word

  const plain = (text) => text.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f]/g, "").trim();
  const SMALL = new Set("a an the to in of from my is it this what with by for and or on i want how do".split(" "));
  let options = null;
  async function readWords() {
    const answer = await send(page + "gradio_api/run/words", { method: "POST", headers: { "Content-Type": "application/json" }, body: '{"data":[]}' }).catch(() => null);
    const known = answer?.ok ? (await answer.json()).data[0] : {};
    return all(document, "#found [data-task]").map((one) => {
      const phrases = [one.firstChild.textContent, $(one, ".term").textContent, ...(known[one.dataset.task] ?? "").split(",")].map(plain).filter(Boolean);
      return { one, phrases, words: [...new Set(phrases.flatMap((phrase) => phrase.split(/[\s-]+/)))] };
    });
  }
  // Whether two words differ by one letter, or by two neighbours that changed places.
  function slips(a, b) {
    if (Math.abs(a.length - b.length) > 1 || Math.min(a.length, b.length) < 4) return false;
    let start = 0, end = 0;
    while (start < a.length && a[start] === b[start]) start++;
    while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++;
    const [left, right] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
    return Math.max(left.length, right.length) <= 1 || (left.length === 2 && left === [...right].reverse().join(""));
  }
  const rateWord = (word, { words, phrases }) => words.includes(word) ? 4
    : words.some((one) => one.startsWith(word)) ? 3
    : phrases.some((one) => one.includes(word) && (word.length > 2 || word > "\u2e7f")) ? 2
    : words.some((one) => slips(one, word)) ? 1 : 0;
  async function find(text) {
    const known = await (options ??= readWords());
    const asked = plain(text), words = asked.split(/[\s,]+/).filter((word) => word && !SMALL.has(word));
    const rated = known.map((option) => {
      const marks = words.map((word) => rateWord(word, option));
      const whole = option.phrases.includes(asked) ? 6 : 0, inTitle = words.some((word) => option.phrases[0].includes(word)) ? 1 : 0;
      return { one: option.one, hits: marks.filter(Boolean).length, mark: whole + inTitle + marks.reduce((sum, mark) => sum + mark, 0) };
    }).filter(({ hits }) => hits);
    const most = Math.max(0, ...rated.map(({ hits }) => hits));
    return rated.filter(({ hits }) => hits === most).sort((a, b) => b.mark - a.mark).slice(0, 8).map(({ one }) => one);
  }
  const field = byId("find-word"), list = byId("found"), nothing = $(document, "#find .nothing");
  function showFound(found, typed) {
    all(list, "li").forEach((one) => { one.hidden = true; one.setAttribute("aria-selected", false); });
    found.forEach((one) => { one.hidden = false; list.append(one); });
    mark(found[0]);
    list.hidden = !found.length;
    nothing.hidden = Boolean(found.length) || !typed;
    field.setAttribute("aria-expanded", Boolean(found.length));
  }
  function mark(option) {
    all(list, "[aria-selected=true]").forEach((one) => one.setAttribute("aria-selected", false));
    option?.setAttribute("aria-selected", true);
    option?.scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", option?.id ?? "");
  }
  async function choose(option) {
    if (!option) return;
    field.value = "";
    showFound([]);
    $(document, "#find .seek").setAttribute("aria-expanded", false);
    await open(option.dataset.task);
    visit();
  }
  field?.addEventListener("input", async () => {
    const typed = field.value, found = await find(typed);
    if (field.value === typed) showFound(found, typed.trim());
  });
  field?.addEventListener("keydown", (event) => {
    const visible = all(list, "li:not([hidden])"), at = visible.findIndex((one) => one.ariaSelected === "true");
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && visible.length) mark(visible[(at + step + visible.length) % visible.length]);
    else if (event.key === "Enter") choose(visible[at]);
    else if (event.key === "Escape") showFound([]);
    else return;
    event.preventDefault();
  });
  byId("find")?.addEventListener("click", ({ target }) => {
    const seek = target.closest(".seek"), word = target.closest(".try");
    if (seek) {
      const opened = seek.getAttribute("aria-expanded") !== "true";
      seek.setAttribute("aria-expanded", opened);
      if (opened) field.focus();
    } else if (word) { field.value = word.textContent; field.dispatchEvent(new Event("input")); field.focus(); }
    else choose(target.closest("[data-task]"));
  });
  on("focusin", ({ target }) => { if (!target.closest("#find")) showFound([]); });

  // ---- Points on a picture

  function dots() {
    for (const panel of all(document, "[role=tabpanel]:has(> * .points), [role=tabpanel][id^='task-']:has(.points)")) {
      const picture = $(panel, ".asked .image-frame img, .asked img"), text = $(panel, ".points textarea, .points input")?.value ?? "";
      if (!picture?.naturalWidth) continue;
      const frame = picture.parentElement;
      all(frame, ".click-dot").forEach((dot) => dot.remove());
      frame.style.position = "relative";
      for (const [, x, y] of text.matchAll(/([\d.]+)[,\s]+([\d.]+)/g)) {
        const dot = Object.assign(document.createElement("span"), { className: "click-dot" });
        dot.style.left = (100 * x) / picture.naturalWidth + "%";
        dot.style.top = (100 * y) / picture.naturalHeight + "%";
        frame.append(dot);
      }
    }
  }
  on("load", ({ target }) => { if (target.matches?.(".asked img")) soon(dots); });

  // ---- Gradio's own drawer for programmers: opened by its address, closed by Escape

  const drawer = () => all(document, "footer button").find((one) => /API/.test(one.textContent));
  const viewed = () => new URLSearchParams(location.search).get("view");
  on("keydown", ({ key: pressed }) => { if (pressed === "Escape" && viewed() === "api") drawer()?.click(); });

  window.playground = {
    say, learn,
    sent: (task) => kept[task] ?? {},
    set: (task, values) => { fill(task, values); keep(task, values); address(task); },
    whereTo, destination, hasToken: () => Boolean(token), useToken: (typed) => { token = typed; },
    follow, take, fill, open, visit, dots: () => soon(dots),
    takes, namesOf, widgetOf, isThere, tell, copy, remember: keep, asked: (task) => structuredClone(kept[task] ?? {}), about: (task) => takes.get(task),
    report: (panel) => lineOf(panel)?.report?.() ?? {},
    keep: (task, values) => {
      const panel = byId("task-" + task);
      if (panel?.late) return (panel.late = false);
      if (panel) panel.ended = { cleared: true };
      if (panel) panel.emptied = Object.fromEntries(values.map((value, place) => [takes.get(task).names[place], value]));
      kept[task] = {};
      keep(task, {});
      address(task);
    },
  };
  all(document, ".run-line").forEach((line) => line.tell && follow(line));
  restore();
  if (viewed() === "api") until(drawer).then((button) => { button?.click(); soon(() => button?.click(), 300); });
}
