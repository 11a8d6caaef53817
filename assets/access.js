// Mends what Gradio 6.31 leaves out for keyboards and screen readers, and marks what answers here and now.
() => {
  if (window.isMended) return;
  window.isMended = true;
  const say = (key, values) => window.playground.say(key, values);
  const SETTLED_MS = 120, OLD_MS = 15000;
  const every = (root, selector) => [...root.querySelectorAll(selector)];
  const isShown = (element) => element.getClientRects().length > 0;
  const panelOf = (element) => element.closest?.('[role=tabpanel][id^="task-"]');

  function set(element, name, value) {
    if (element && element.getAttribute(name) !== value) element.setAttribute(name, value);
  }

  // Names for what has none, and words in place of numbers that nobody can listen to.
  function nameExamples(panel) {
    const list = panel.querySelector(".examples");
    if (!list || list.dataset.named) return;
    const names = JSON.parse(panel.querySelector("[data-examples]")?.dataset.examples ?? "[]");
    const buttons = every(list, ".gallery-item");
    const pictures = buttons.filter((button) => button.querySelector("img, video"));
    pictures.forEach((button) => {
      const place = buttons.indexOf(button);
      const words = say("js.example_is", { number: place + 1, name: names[place] });
      set(button, "aria-label", words);
      set(button, "title", names[place]);
      every(button, "img").forEach((picture) => set(picture, "alt", ""));
    });
    if (pictures.length && pictures.length === buttons.length) list.dataset.named = "yes";
  }

  const SOURCES = ["upload", "camera", "paste", "record"];

  function nameWidgets(panel) {
    for (const source of every(panel, ".source-selection [aria-label]")) {
      const key = SOURCES.find((one) => say("js.gradio." + one) === source.getAttribute("aria-label"));
      if (key) set(source, "data-told", say("js.source_" + key));
    }
    every(panel, ".empty[aria-label]").forEach((empty) => empty.removeAttribute("aria-label")); // a div has no name
    every(panel, "a button, button input, [role=button] input").forEach((inner) => set(inner, "tabindex", "-1"));
    for (const inner of every(panel, "button button")) { // the inner one does it: the outer is no button to the ear
      const outer = inner.parentElement.closest("button");
      set(outer, "role", "group");
      set(outer, "tabindex", "-1");
      set(inner, "tabindex", "0");
    }
    for (const host of every(panel, "#waveform *").filter((one) => one.shadowRoot)) {
      const strip = host.shadowRoot.querySelector(".scroll");
      set(strip, "tabindex", "0");
      set(strip, "role", "group");
      set(strip, "aria-label", say("js.waveform"));
    }
    for (const group of every(panel, "fieldset")) {
      const radios = every(group, "input[type=radio]");
      radios.forEach((radio) => set(radio, "name", radios[0].id || radios[0].name)); // one name: arrow keys walk them
    }
    for (const button of every(panel, "button:not([aria-label])")) {
      const picture = button.querySelector("img");
      if (!picture || button.textContent.trim()) continue;
      const label = button.closest(".block")?.querySelector("label, [data-testid=block-label]")?.textContent.trim();
      set(button, "aria-label", picture.closest(".thumbnails") ? label || say("js.picture") : say("js.enlarge", { label: label || say("js.picture") }));
    }
    for (const skip of every(panel, "[aria-label*='kip'][aria-label*='.']")) {
      set(skip, "aria-label", skip.getAttribute("aria-label").replace(/\d+\.\d{2,}/, (number) => (+number).toFixed(1)));
    }
    for (const score of every(panel, ".labels .confidence")) {
      const words = score.firstChild;
      const share = score.closest(".confidence-set")?.querySelector("meter")?.value;
      if (words?.data === "0%" && share > 0) words.data = say("js.under_one_percent");
    }
  }

  // Keys: one stop for a list of tabs, arrows within it; Ctrl+Enter runs.
  function tabsOf(list) {
    return every(list, "[role=tab]").filter(isShown);
  }

  function rove(list) {
    for (const tab of every(list, "[role=tab]")) set(tab, "tabindex", tab.getAttribute("aria-selected") === "true" ? "0" : "-1");
  }

  const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

  document.addEventListener("keydown", (event) => {
    const panel = panelOf(event.target);
    if (panel && event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      event.stopPropagation();
      panel.querySelector(".at-hand .run")?.click();
      return;
    }
    const list = event.target.matches?.("[role=tab]") && event.target.closest("[role=tablist]");
    if (!list) return;
    const tabs = tabsOf(list), place = tabs.indexOf(event.target);
    const next = event.key in STEPS ? tabs.at((place + STEPS[event.key]) % tabs.length)
      : event.key === "Home" ? tabs[0] : event.key === "End" ? tabs.at(-1) : null;
    if (!next) return;
    event.preventDefault();
    next.click();
    next.focus();
  }, true);

  function addSkipLink() {
    const link = document.createElement("a");
    link.className = "skip";
    link.href = "#";
    link.textContent = say("js.skip_to_the_task");
    link.addEventListener("click", (event) => {
      event.preventDefault();
      const heading = every(document, ".heading h2").find(isShown);
      set(heading, "tabindex", "-1");
      heading?.focus();
    });
    const way = document.createElement("nav");
    way.setAttribute("aria-label", say("js.skip"));
    way.append(link);
    document.body.prepend(way);
  }

  // What answers here and now: asked of the server, marked in the list of tasks and in the lists of models.
  let here = null, askedAt = -OLD_MS;

  async function askWhatIsHere() {
    if (performance.now() - askedAt < OLD_MS) return;
    askedAt = performance.now();
    const answer = await fetch(new URL("here", document.baseURI)).catch(() => null);
    if (!answer?.ok) return;
    here = await answer.json();
    mend();
  }

  function megabytes(bytes) {
    return Math.max(1, Math.round(bytes / 1e6)).toLocaleString("en") + " MB";
  }

  function markTasks() {
    for (const [task, told] of Object.entries(here?.tasks ?? {})) {
      const button = document.getElementById("task-" + task + "-button");
      const size = told.state === "download" ? megabytes(told.download_bytes) : "";
      set(button, "data-here", told.state);
      set(button, "title", say("js.answers_" + told.state, { size }));
      if (size) set(button, "data-size", size);
    }
  }

  function markModels() {
    for (const option of every(document, "ul[role=listbox] li")) {
      const model = option.textContent.trim().replace(/^✓/, "").trim().split(" · ")[0];
      if (!here || !model.includes("/")) continue;
      const where = model in here.models ? "here" : here.hub ? "" : "away";
      set(option, "data-here", where);
      set(option, "data-told", where === "here" ? say("js.on_this_machine") : say("js.needs_the_internet"));
    }
  }

  // The full model of a task whose starter answered: chosen and run, which fetches it; not offered where it cannot be.
  function offerFull(button) {
    const { model } = button.dataset, isHere = model in here.models;
    const words = isHere ? say("js.use_the_full_model") : here.hub ? "" : say("js.full_model_needs_internet", { size: button.dataset.size });
    if (words && button.textContent !== words) button.textContent = words;
    button.disabled = !isHere && !here.hub;
  }

  document.addEventListener("click", ({ target }) => {
    const button = target.closest?.(".run-line .get-full"), panel = button && panelOf(button);
    if (!panel) return;
    window.playground.fill(panel.id.slice("task-".length), { model: button.dataset.model, revision: "" });
    setTimeout(() => panel.querySelector(".at-hand .run").click(), SETTLED_MS);
  });

  // Folds below the answer, asked for when they are opened: how the task works, and what happened inside the model.
  function addFold(answers, name, title, look) {
    const made = answers.querySelector(".fold." + name);
    if (made) return made;
    const fold = Object.assign(document.createElement("details"), { className: "fold " + name });
    const summary = Object.assign(document.createElement("summary"), { textContent: window.playground.say(title) });
    fold.append(summary, document.createElement("div"));
    fold.lastChild.setAttribute("aria-live", "polite");
    fold.addEventListener("toggle", look);
    answers.append(fold);
    return fold;
  }

  function addLearn(panel) {
    const answers = panel.querySelector(".answers");
    const fold = answers && addFold(answers, "learn", "js.learn.title", () => addLearn(panel));
    if (fold?.open) showIn(fold, "learn", [panel.id.slice("task-".length)], "page");
  }

  function addInside(panel) {
    const answers = panel.querySelector(".answers"), line = every(panel, ".run-line").find((one) => one.report);
    const { model, source, revision } = line?.report() ?? {};
    if (!answers || !model) return;
    const fold = addFold(answers, "inside", "js.inside.title", () => addInside(panel));
    if (!fold.open || answers.dataset.stale || panel.dataset.running) return;
    const task = panel.id.slice("task-".length), sent = window.playground.sent(task);
    const named = { starter: "starter", hub: model }[source] ?? sent.model;
    showIn(fold, "inside", [task, sent, named, revision ?? ""], "drawing");
  }

  async function showIn(fold, endpoint, data, part) {
    const body = JSON.stringify({ data }), place = fold.lastChild;
    if (fold.asked === body) return;
    fold.asked = body;
    place.textContent = window.playground.say("js.inside.wait");
    const how = { method: "POST", headers: { "Content-Type": "application/json" }, body };
    const answer = await fetch(new URL("gradio_api/run/" + endpoint, document.baseURI), how).catch(() => null);
    const told = await answer?.json().catch(() => null);
    if (fold.asked !== body) return;
    if (told?.data) place.innerHTML = told.data[0][part];
    else place.textContent = told?.error ?? window.playground.say("js.inside.no_answer");
  }

  // On a phone the tasks are a row of chips: a button shows them all.
  function addMore(tasks) {
    const wrapper = tasks.querySelector(":scope > .tab-wrapper");
    if (!wrapper || wrapper.querySelector(".more")) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "more";
    button.textContent = say("js.all_tasks", { count: every(wrapper, "[role=tab]").length });
    button.setAttribute("aria-expanded", "false");
    const spread = (is) => button.setAttribute("aria-expanded", tasks.classList.toggle("spread", is));
    button.addEventListener("click", () => spread());
    wrapper.addEventListener("click", ({ target }) => { const tab = target.closest("[role=tab]");
      if (!tab) return;
      spread(false);
      tab.scrollIntoView({ block: "nearest", inline: "center" });
    });
    wrapper.append(button);
  }

  function mend() {
    every(document, ".tabs.tasks").filter(isShown).forEach(addMore);
    for (const panel of every(document, '[role=tabpanel][id^="task-"], #tab-many').filter(isShown)) {
      nameExamples(panel);
      nameWidgets(panel);
      addInside(panel);
      addLearn(panel);
    }
    every(document, "[role=tablist]").forEach(rove);
    for (const wrapper of every(document, ".tabs > .tab-wrapper")) {
      set(wrapper, "role", "navigation");
      set(wrapper, "aria-label", wrapper.parentElement.matches(".tasks") ? say("js.tasks") : say("js.kinds_of_data"));
    }
    every(document, "h2:has(> .title .url) + button").forEach((close) => set(close, "aria-label", say("js.close")));
    every(document, "footer img").forEach((picture) => set(picture, "alt", ""));
    markModels();
    if (!here) return;
    markTasks();
    every(document, ".run-line .get-full").forEach(offerFull);
  }

  let waiting = 0;
  new MutationObserver(() => { waiting ||= setTimeout(() => { waiting = 0; mend(); }, SETTLED_MS); })
    .observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ["aria-selected", "src"] });
  document.addEventListener("click", askWhatIsHere);
  addSkipLink();
  askWhatIsHere();
  mend();
}
