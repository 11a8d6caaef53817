// The page that compares: what can be chosen for each side, from what the page knows of the panel that opened it.
() => {
  if (window.playground.comparison) return;
  const { playground } = window, { say, widgetOf, namesOf, open, takes } = playground;
  const byId = (id) => document.getElementById(id);
  const every = (root, what) => [...root.querySelectorAll(what)];
  const make = (tag, about = {}, ...inside) => {
    const one = Object.assign(document.createElement(tag), about);
    one.append(...inside);
    return one;
  };
  const SIDES = ["A", "B"], OTHER = "\u0000";
  const AsyncFunction = (async () => {}).constructor;

  // ---- What stands in a panel now, whether it was run or not

  let tell = null;
  function given(task) {
    return new Promise((done) => {
      tell = (values) => {
        const places = window.gradio_config.dependencies.find((one) => one.targets.some(([id]) => idOf(id) === "read")).inputs;
        const { ids } = takes.get(task);
        done(Object.fromEntries(namesOf(task).map((name) => [name, values[places.indexOf(ids[takes.get(task).names.indexOf(name)])]])));
      };
      byId("read").click();
    });
  }
  const components = new Map(window.gradio_config.components.map((one) => [one.id, one]));
  const idOf = (id) => components.get(id)?.props.elem_id;

  // ---- Links in each panel's heading, beside Share

  const LINKS = { compare: "js.compare.link_compare", many: "js.compare.link_many" };
  function addLinks() {
    for (const share of every(document, "[role=tabpanel][id^='task-'] .heading .share")) {
      if (share.parentElement.querySelector(".more-ways")) continue;
      const links = Object.entries(LINKS).map(([opens, key]) => {
        const link = make("button", { type: "button", textContent: say(key) });
        link.dataset.opens = opens;
        return link;
      });
      share.before(make("span", { className: "more-ways" }, ...links));
    }
  }
  document.addEventListener("click", ({ target }) => {
    const link = target.closest?.("[data-opens]"), panel = link?.closest("[role=tabpanel][id^='task-']");
    if (panel) ({ compare: showForm, many: (task) => window.playground.openMany(task) })[link.dataset.opens](panel.id.slice(5));
  });

  // ---- The form: the input of both, and for each side a model and settings

  let asked = null;
  async function openTab(name) {
    byId("tab-" + name + "-button").click();
    for (let tries = 0; tries < 100 && !byId("tab-" + name)?.offsetParent; tries++) await new Promise((done) => setTimeout(done, 40));
    scrollTo(0, 0);
  }
  async function showForm(task) {
    const values = await given(task);
    const known = await fetch(new URL("here", document.baseURI)).then((answer) => answer.json(), () => ({ hub: false, models: {} }));
    byId("tab-compare")?.querySelector(".compare-stop")?.click(); // one that still runs would take the place of the next
    await openTab("compare");
    const inputs = namesOf(task).slice(0, namesOf(task).indexOf("model"));
    asked = { task, sent: Object.fromEntries(inputs.map((name) => [name, values[name]])) };
    const heading = byId("task-" + task).querySelector(".heading h2")?.firstChild?.textContent.trim() ?? task;
    const models = [values.model ?? "", chooseOther(task, values.model ?? "", known)];
    const sides = SIDES.map((name, place) => drawSide(task, name, { ...values, model: models[place] }));
    if (models[0] === models[1]) sides.forEach((side) => side.querySelector("details")?.setAttribute("open", ""));
    const back = make("button", { type: "button", className: "back", textContent: say("js.compare.back") });
    back.addEventListener("click", () => open(task));
    const title = make("h2", { textContent: say("js.compare.heading", { title: heading }), tabIndex: -1 });
    const place = byId("compare-form").querySelector(".prose") ?? byId("compare-form");
    place.replaceChildren(
      make("div", { className: "heading" }, make("div", { className: "compare-head" }, title, back), make("p", { textContent: say("js.compare.summary") })),
      drawInputs(task, inputs, asked.sent),
      make("div", { className: "compare-sides" }, ...sides),
      make("p", { className: "note same", role: "status" }),
    );
    Object.assign(byId("tab-compare").dataset, { ready: "yes", fresh: "yes" });
    tellSame();
    title.focus({ preventScroll: true });
  }
  // The other model: one that answers here, where there is one, and else the next of the list, so that the two differ.
  function chooseOther(task, first, known) {
    const choices = (widgetOf(task, "model").props.choices ?? []).map(([, value]) => value).filter((value) => value !== first && value);
    const answers = choices.filter((value) => value === "starter" ? first : known.hub || value in known.models);
    const full = choices.filter((value) => value !== "starter");
    const automatic = !first && known.hub ? full[0] : "";
    return answers.find((value) => value !== automatic) ?? first;
  }
  function drawInputs(task, names, sent) {
    const list = make("dl");
    for (const name of names) {
      list.append(make("dt", { textContent: widgetOf(task, name).props.label ?? name }), make("dd", {}, ...drawValue(sent[name])));
    }
    return make("section", { className: "compare-input", tabIndex: 0, ariaLabel: say("js.compare.input") }, list);
  }
  function drawValue(value) {
    if (Array.isArray(value)) return value.length ? value.flatMap(drawValue) : drawValue("");
    if (value?.image) return drawValue(value.image);
    if (value?.video) return drawValue(value.video);
    if (value?.content !== undefined) return [make("p", { textContent: typeof value.content === "string" ? value.content : value.content?.map?.((one) => one.text ?? "").join(" ") ?? "" })];
    if (value?.url && /[.](png|jpe?g|webp|gif|avif|bmp)$/i.test(value.path)) return [make("img", { src: value.url, alt: value.orig_name ?? "" })];
    if (value?.url && /[.](wav|flac|mp3|ogg|opus|m4a)$/i.test(value.path)) return [make("audio", { src: value.url, controls: true })];
    if (value?.path) return [make("span", { textContent: value.orig_name || say("js.compare.file") })];
    return [make("p", { textContent: String(value ?? "").trim() || say("js.compare.nothing") })];
  }
  function drawSide(task, name, values) {
    const settings = namesOf(task).slice(namesOf(task).indexOf("model") + 2);
    const fields = settings.map((setting) => drawField(task, name, setting, values[setting]));
    const fold = fields.length ? [make("details", {}, make("summary", { textContent: say("js.compare.settings") }), ...fields)] : [];
    return make("fieldset", { className: "compare-side" }, make("legend", { textContent: say("js.compare.side", { name }) }), drawModel(task, name, values), ...fold);
  }
  function drawModel(task, side, { model, revision }) {
    const choices = widgetOf(task, "model").props.choices ?? [];
    const listed = choices.some(([, value]) => value === model);
    const select = make("select", { name: "model" }, ...(listed ? [] : [make("option", { value: model, textContent: model })]),
      ...choices.map(([label, value]) => make("option", { value, textContent: label })), make("option", { value: OTHER, textContent: say("js.compare.other") }));
    select.value = model;
    const word = make("input", { type: "text", name: "hub", hidden: true, placeholder: "owner/name", maxLength: 200, ariaLabel: say("js.compare.hub_id", { name: side }) });
    const told = make("p", { className: "destination" });
    const tellWhere = () => { told.textContent = playground.whereTo(select.value === OTHER ? word.value : select.value); };
    select.addEventListener("change", () => { word.hidden = select.value !== OTHER; tellWhere(); if (!word.hidden) word.focus(); });
    word.addEventListener("input", tellWhere);
    tellWhere();
    select.dataset.revision = revision ?? "";
    select.dataset.first = model;
    return make("label", {}, make("span", { textContent: say("js.compare.model") }), select, word, told);
  }
  function drawField(task, side, name, value) {
    const { type, props } = widgetOf(task, name);
    const field = make(props.choices ? "select" : "input", { name });
    if (props.choices) field.append(...props.choices.map(([label, one]) => make("option", { value: one, textContent: label })));
    if (typeof props.value === "boolean") Object.assign(field, { type: "checkbox", checked: value ?? props.value });
    else if (typeof props.value === "number") {
      Object.assign(field, { type: "number", min: props.minimum, max: props.maximum, step: props.step ?? "any", value: value ?? props.value });
    } else field.value = value ?? props.value ?? "";
    return make("label", { title: props.info ?? "" }, make("span", { textContent: props.label }), field);
  }
  function readSide(side) {
    const read = {};
    for (const field of every(side, "[name]")) {
      const { name, type, value } = field;
      if (name === "hub") continue;
      if (name === "model") {
        const model = value === OTHER ? side.querySelector("[name=hub]").value.trim() : value;
        Object.assign(read, { model, revision: model === field.dataset.first ? field.dataset.revision : "" });
      } else read[name] = type === "checkbox" ? field.checked : type === "number" ? (value === "" ? null : Number(value)) : value;
    }
    return read;
  }
  const sides = () => every(byId("compare-form"), ".compare-side").map(readSide);
  function tellSame() {
    const [left, right] = sides().map((side) => JSON.stringify(side));
    const place = byId("compare-form").querySelector(".same");
    if (place) place.textContent = left === right ? say("js.compare.same") : "";
  }
  document.addEventListener("input", ({ target }) => { if (target.closest?.("#compare-form")) tellSame(); });
  document.addEventListener("toggle", ({ target }) => { // the settings of both sides stand beside each other
    if (target.closest?.(".compare-side")) every(byId("compare-form"), "details").forEach((one) => { one.open = target.open; });
  }, true);
  document.addEventListener("click", ({ target }) => {
    if (!target.closest?.(".compare-stop") || !byId("tab-compare").querySelector(".compared-told .busy")) return;
    byId("tab-compare").dataset.stopped = "yes";
    byId("compare-form").querySelector(".same").textContent = say("js.compare.stopped");
  });
  // The answers of before go at once, not when the first word of the new run comes; those of a run that goes on stay.
  function blank() {
    const goesOn = byId("tab-compare").querySelector(".compared-told .busy") && !byId("tab-compare").dataset.stopped;
    return ["told", ...SIDES].map(() => goesOn ? { __type__: "update" } : "");
  }
  function begin() {
    const { dataset } = byId("tab-compare");
    delete dataset.fresh;
    delete dataset.stopped;
    tellSame();
    setTimeout(() => { // on a phone the answers come below what can be seen
      const { top } = byId("tab-compare").querySelector(".compared-told").getBoundingClientRect();
      if (top > innerHeight * 0.8) scrollBy({ top: top - innerHeight * 0.2 });
    }, 300);
    return asked && JSON.parse(JSON.stringify({ ...asked, sides: sides() }));
  }

  // ---- Drawings that answer to clicks do so here, too

  function enliven() {
    for (const shown of every(document, "#tab-compare .shown[data-output]:not([data-lively])")) {
      shown.dataset.lively = "yes";
      const label = shown.querySelector("h4")?.textContent;
      const runs = asked && window.gradio_config.dependencies.find((one) => one.api_name === asked.task.replaceAll("-", "_"));
      const widget = runs?.outputs.map((id) => components.get(id)).find((one) => one?.props.label === label && one.props.js_on_load);
      if (widget && shown.querySelector("canvas, [data-seek]")) new AsyncFunction("element", widget.props.js_on_load)(shown);
    }
  }
  addLinks();
  new MutationObserver(() => { addLinks(); enliven(); }).observe(document.body, { childList: true, subtree: true });

  Object.assign(window.playground, {
    given: (values) => tell?.(values),
    valuesOf: given,
    openTab,
    comparison: begin,
    blank,
  });
}
