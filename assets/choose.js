// The way to the dialog that chooses a model: a button beside each panel's field. The dialog is fetched at the first press.
() => {
  const { playground } = window;
  if (playground.pick) return;
  const MOST_RECENT = 8, TRIES = 20, TRY_MS = 60;
  const here = (path) => new URL(path, document.baseURI).href;
  const taskOf = (panel) => panel?.id.slice("task-".length) ?? "";
  const panelOf = (node) => node.closest?.("[role=tabpanel][id^='task-']");

  let loading = null;
  const add = (tag, values) => new Promise((done, failed) =>
    document.head.append(Object.assign(document.createElement(tag), { onload: done, onerror: failed, ...values })));
  function load() {
    loading ??= Promise.all([
      add("link", { rel: "stylesheet", href: here("assets/late/picker.css") }),
      add("script", { src: here("assets/late/picker.js") }),
    ]).catch(() => { loading = null; });
    return loading;
  }
  playground.pick = async (task, anyTask = false) => {
    await load();
    playground.openPicker?.(task, anyTask);
  };

  // What is kept of models lies in this browser alone: {recent: {task: [model]}, favourites: {task: [model]}}.
  playground.models = {
    read(kind, task) {
      try {
        const found = JSON.parse(localStorage.getItem("playground.models"))?.[kind]?.[task];
        return Array.isArray(found) ? found.filter((one) => typeof one === "string" && one.length <= 200) : [];
      } catch { return []; }
    },
    keep(kind, task, models) {
      try {
        const all = JSON.parse(localStorage.getItem("playground.models")) ?? {};
        localStorage.setItem("playground.models", JSON.stringify({ ...all, [kind]: { ...all[kind], [task]: models } }));
      } catch {}
    },
    remember(task, model) {
      model = (model ?? "").replace(/^providers:/, "");
      if (!/^[\w-][\w.-]*[/][\w.-]+$/.test(model)) return; // folders, addresses and the automatic choice need no list
      const before = this.read("recent", task).filter((one) => one !== model);
      this.keep("recent", task, [model, ...before].slice(0, MOST_RECENT));
    },
  };
  function rememberRun(task) {
    try { playground.models.remember(task, JSON.parse(sessionStorage.getItem("playground"))?.[task]?.model); } catch {}
  }

  function addButton(panel, tries = TRIES) {
    const field = panel.querySelector(".model-choice");
    if (!field && tries) return setTimeout(() => addButton(panel, tries - 1), TRY_MS);
    if (!field || field.querySelector(".pick-model")) return;
    const button = Object.assign(document.createElement("button"), { type: "button", className: "pick-model" });
    button.textContent = playground.say("js.choose.open");
    button.setAttribute("aria-haspopup", "dialog");
    field.append(button);
  }

  document.addEventListener("click", ({ target }) => {
    const panel = panelOf(target), button = target.closest?.(".pick-model");
    if (button) playground.pick(taskOf(panel), button.matches(".any-task"));
    else if (panel && target.closest(".asked .label-wrap")) addButton(panel);
    else if (panel && target.closest(".at-hand .run")) setTimeout(() => rememberRun(taskOf(panel)), 500);
  });
}
