// The dialog that chooses a model: one for the whole page, made when it is first opened; assets/choose.js fetches it.
(() => {
  const { playground } = window, { say, models } = playground;
  // The first look at a model waits until the server has imported its libraries.
  const LIMIT_MS = 20000, FIRST_LOOK_MS = 120000, TYPING_MS = 350, PHONE = 768;
  const language = document.documentElement.lang || "en";
  const NAME = /^[\w.-]+[/][\w.-]+$/;
  const SIZES = [["", "js.picker.any_size"], ["fits", "js.picker.fits_here"], ["100000000"], ["500000000"], ["2000000000"]];
  const SORTS = [["downloads", "js.picker.most_downloads"], ["likes", "js.picker.most_likes"], ["created_at", "js.picker.newest"]];
  const LICENCES = ["apache-2.0", "mit", "bsd-3-clause", "cc-by-4.0", "cc-by-sa-4.0", "cc0-1.0", "openrail", "cc-by-nc-4.0"];
  const LANGUAGES = ["en", "zh", "ar", "de", "es", "fr", "hi", "it", "ja", "ko", "nl", "pt", "ru", "tr", "vi"];

  // ---- Small tools

  function make(tag, values = {}, ...children) {
    const one = Object.assign(document.createElement(tag), values);
    one.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
    return one;
  }
  const button = (className, text, values = {}) => make("button", { type: "button", className, textContent: text, ...values });
  const short = (count) => new Intl.NumberFormat(language, { notation: "compact", maximumSignificantDigits: 3 }).format(count);
  const counted = (count) => count === 1 ? 1 : short(count); // one is said in other words
  const room = (bytes) => bytes < 1e9
    ? Math.max(1, Math.round(bytes / 1e6)).toLocaleString(language) + " MB"
    : (bytes / 1e9).toLocaleString(language, { maximumFractionDigits: 1 }) + " GB";
  function nameLanguage(code) {
    try { return new Intl.DisplayNames([language], { type: "language" }).of(code); } catch { return code; }
  }
  async function ask(event, data, stop, limitMs = LIMIT_MS) {
    const signals = [AbortSignal.timeout(limitMs), ...(stop ? [stop.signal] : [])];
    const how = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ data }), signal: AbortSignal.any(signals) };
    try {
      const answer = await fetch(new URL("gradio_api/run/" + event, document.baseURI), how);
      const told = await answer.json();
      return answer.ok ? told.data[0] : { error: told.error ?? told.detail ?? say("js.picker.no_answer") };
    } catch {
      return stop?.signal.aborted ? { stopped: true } : { error: say("js.picker.no_answer") };
    }
  }

  // ---- The dialog

  const title = make("h2", { id: "picker-title", textContent: say("js.picker.title") });
  const forTask = make("p", { className: "for" });
  const tasks = make("select", { ariaLabel: say("js.picker.task") });
  const words = make("input", { type: "search", id: "picker-words", autocomplete: "off", spellcheck: false, placeholder: say("js.picker.words_hint") });
  const choice = (label, options) => make("label", {}, make("span", { textContent: say(label) }),
    make("select", {}, ...options.map(([value, text]) => make("option", { value, textContent: text }))));
  const upTo = (count) => say("js.picker.up_to", { count: short(count) });
  const filters = {
    sort: choice("js.picker.sort", SORTS.map(([value, key]) => [value, say(key)])),
    size: choice("js.picker.size", SIZES.map(([value, key]) => [value, key ? say(key) : upTo(Number(value))])),
    licence: choice("js.picker.licence", [["", say("js.picker.any_licence")], ...LICENCES.map((one) => [one, one])]),
    language: choice("js.picker.language", [["", say("js.picker.any_language")], ...LANGUAGES.map((one) => [one, nameLanguage(one)])]),
  };
  const chosen = (name) => filters[name].querySelector("select").value;
  const status = make("p", { className: "state", role: "status" });
  const list = make("div", { className: "list" });
  const card = make("section", { className: "about", ariaLabel: say("js.picker.card") });
  const form = make("form", { className: "asked-for", role: "search" },
    make("label", { htmlFor: "picker-words", textContent: say("js.picker.words") }), words,
    make("details", { className: "filters", open: innerWidth > PHONE }, make("summary", { textContent: say("js.picker.filters") }),
      make("div", {}, ...Object.values(filters))));
  const dialog = make("dialog", { className: "picker" },
    make("header", {}, make("div", {}, title, forTask), button("close", "×", { ariaLabel: say("js.picker.close") })),
    form, status, make("div", { className: "panes" }, list, card));
  dialog.setAttribute("aria-labelledby", "picker-title");
  document.body.append(dialog);

  let task = "", shelf = null, hub = [], problem = "", stopping = null, typing = 0, shown = null;
  const titleOf = (id) => document.getElementById("find-" + id)?.firstChild.textContent.trim() ?? id;

  // ---- The list

  function mergeKnown(name, more = {}) {
    const known = [...(shelf?.models ?? []), ...hub].filter((one) => one.model === name);
    return Object.assign({ model: name }, ...known, more);
  }
  function facts(one) {
    return [
      one.memory_bytes ? say("js.picker.memory", { size: room(one.memory_bytes) })
        : one.bytes ? say(one.here ? "js.picker.on_disk" : "js.picker.download", { size: room(one.bytes) }) : "",
      one.downloads ? say("js.picker.downloads", { count: counted(one.downloads) }) : "",
      one.likes ? say("js.picker.likes", { count: counted(one.likes) }) : "",
    ].filter(Boolean).join(" · ");
  }
  function marks(one) {
    const large = one.memory_bytes > shelf?.budget_bytes;
    return [
      one.here && ["here", say("js.picker.here")],
      !one.here && one.listed && shelf && !shelf.hub && ["away", say("js.picker.away")],
      one.private && ["locked", say("js.picker.private")],
      one.gated && ["locked", say("js.picker.gated")],
      large && ["large", say("js.picker.too_large")],
    ].filter(Boolean).map(([className, textContent]) => make("span", { className: "mark " + className, textContent }));
  }
  function drawModel(one) {
    const [owner, name] = one.model.includes("/") ? one.model.split(/[/](.*)/) : ["", one.title ?? one.model];
    const pick = make("button", { type: "button", className: "model", ariaPressed: one.model === shown },
      make("span", { className: "name" }, owner && make("span", { className: "owner", textContent: owner + "/" }), name),
      ...marks(one), make("span", { className: "facts", textContent: one.says ?? facts(one) }));
    pick.dataset.model = one.model;
    return make("li", {}, pick, one.model.includes("/") ? drawStar(one.model) : null);
  }
  function drawStar(model) {
    const is = models.read("favourites", task).includes(model);
    const star = button("star", is ? "★" : "☆", { ariaPressed: is, title: say("js.picker.favourite") });
    star.ariaLabel = say("js.picker.favourite_of", { model });
    star.dataset.model = model;
    return star;
  }
  function groups() {
    const typed = words.value.trim().toLowerCase(), seen = new Set();
    const fits = (one) => !typed || (one.model + " " + (one.title ?? "")).toLowerCase().includes(typed);
    const take = (found) => found.filter((one) => !seen.has(one.model) && fits(one) && seen.add(one.model));
    const kept = (kind) => models.read(kind, task).map((name) => mergeKnown(name))
      .filter((one) => shelf.any || one.listed);
    const own = [{ model: "", title: say("js.picker.automatic"), says: say("js.picker.automatic_says") },
      ...(shelf.starter ? [{ model: "starter", title: say("js.picker.starter", { name: shelf.starter.name }), says: shelf.starter.about }] : [])];
    const isFiltered = isSearched() && (chosen("size") || chosen("licence") || chosen("language"));
    const near = isFiltered ? [] : [
      ["js.picker.no_choice", take(own)],
      ["js.picker.on_this_machine", take(shelf.models.filter((one) => one.here))],
      ["js.picker.favourites", take(kept("favourites"))],
      ["js.picker.recent", take(kept("recent"))],
      ["js.picker.tried", take(shelf.models)],
    ];
    if (isSearched()) near.push(["js.picker.on_the_hub", hub.filter((one) => !seen.has(one.model) && seen.add(one.model))]);
    const byName = words.value.trim();
    if (shelf.any && NAME.test(byName) && !seen.has(byName)) near.push(["js.picker.by_name", [{ model: byName, says: say("js.picker.look_at") }]]);
    return near.filter(([, found]) => found.length);
  }
  const isSearched = () => shelf?.any && shelf?.hub;
  function draw() {
    if (!shelf) return;
    const focused = list.contains(document.activeElement) ? document.activeElement : null;
    const drawn = groups().map(([key, found]) =>
      make("section", {}, make("h3", { textContent: say(key) }), make("ul", {}, ...found.map(drawModel))));
    list.replaceChildren(...drawn, problem ? make("p", { className: "problem", textContent: problem }) : "");
    if (problem) list.lastChild.append(" ", button("again", say("js.picker.again")));
    if (focused) [...list.querySelectorAll("." + focused.classList[0])].find((one) => one.dataset.model === focused.dataset.model)?.focus();
  }
  function tell() {
    if (!shelf) return;
    const count = list.querySelectorAll(".model").length;
    status.textContent = !shelf.any ? say("js.picker.list_only") : !shelf.hub ? say("js.picker.offline")
      : stopping ? say("js.picker.asking") : problem ? "" : say("js.picker.found", { count });
  }
  async function look() {
    stopping?.abort();
    clearTimeout(typing);
    problem = "";
    if (isSearched()) {
      const stop = stopping = new AbortController();
      tell();
      const asked = [task, words.value.slice(0, 200), chosen("sort"), chosen("size"), chosen("licence"), chosen("language")];
      const told = await ask("find_models", asked, stop);
      if (told.stopped) return;
      stopping = null;
      hub = told.models ?? [];
      problem = told.error ?? "";
    }
    draw();
    tell();
  }

  // ---- The card of one model

  const fact = (key, value) => value ? [make("dt", { textContent: say(key) }), make("dd", {}, value)] : [];
  function memory(one) {
    if (!one.memory_bytes) return "";
    const sizes = { size: room(one.memory_bytes), budget: room(one.budget_bytes ?? shelf.budget_bytes) };
    const fits = one.memory_bytes <= (one.budget_bytes ?? shelf.budget_bytes);
    return make("span", { className: fits ? "" : "large", textContent: say(fits ? "js.picker.memory_fits" : "js.picker.memory_too_large", sizes) });
  }
  function drawCard(one, verdict, place) {
    const day = one.updated && new Date(one.updated).toLocaleDateString(language, { dateStyle: "medium", timeZone: "UTC" });
    const link = one.page ? make("a", { href: one.page, target: "_blank", rel: "noopener", textContent: say("js.picker.open_page") }) : null;
    card.replaceChildren(
      button("back", say("js.picker.back")),
      make("h3", { tabIndex: -1, textContent: one.title ?? one.model }),
      make("p", { className: "marks" }, ...marks(one)),
      one.about ? make("p", { textContent: one.about, lang: one.page ? "en" : language }) : "",
      one.limits ? make("p", { textContent: one.limits }) : "",
      make("dl", {},
        ...fact("js.picker.memory_here", memory(one)),
        ...fact(one.here ? "js.picker.size_on_disk" : "js.picker.size_download", one.bytes ? room(one.bytes) : ""),
        ...fact("js.picker.parameters", one.parameters ? short(one.parameters) : ""),
        ...fact("js.picker.licence", one.licence),
        ...fact("js.picker.language", (one.languages ?? []).slice(0, 12).map(nameLanguage).join(", ") + (one.languages?.length > 12 ? " …" : "")),
        ...fact("js.picker.used", one.downloads ? say("js.picker.used_says", { downloads: short(one.downloads), likes: short(one.likes ?? 0) }) : ""),
        ...fact("js.picker.updated", day)),
      verdict ?? "", place ?? "",
      make("div", { className: "take" }, button("use", say("js.picker.use")), link));
    card.lastChild.firstChild.dataset.model = one.model;
  }
  // Where it runs: here, or elsewhere with one's own login. A token that is typed goes no further than this page and its calls.
  const TOKEN = /^hf_[\w.-]{4,}$/;
  const field = (key, one) => make("label", { className: "typed" }, make("span", { textContent: say(key) }), one);
  function makePlace(model) {
    const { login } = shelf.elsewhere ?? {}, now = playground.sent(task).model ?? "";
    if (!login || !NAME.test(model)) return null;
    const at = now === "providers:" + model ? "providers" : "";
    const radio = (value, key) => make("label", {}, make("input", { type: "radio", name: "where", className: "at-" + (value || "here"), value, checked: value === at }), say(key));
    const token = make("input", { type: "password", className: "token", autocomplete: "off", spellcheck: false, placeholder: playground.hasToken() ? say("js.picker.token_is_there") : "hf_…" });
    const address = make("input", { type: "url", className: "address", autocomplete: "off", spellcheck: false, placeholder: "https://….endpoints.huggingface.cloud" });
    const more = make("div", { className: "more" }), local = ["localhost", "127.0.0.1", "[::1]"].includes(location.hostname);
    const place = make("fieldset", { className: "where" }, make("legend", { textContent: say("js.picker.where") }),
      radio("", local ? "js.picker.where_here" : "js.picker.where_server"),
      ...(login === "none" ? [] : [radio("providers", "js.picker.where_providers")]), radio("endpoint", "js.picker.where_endpoint"), more);
    const mayType = login === "type" && isSecureContext;
    place.tell = () => {
      const where = place.querySelector(":checked").value;
      const lines = { "": () => [],
        providers: () => [say("js.elsewhere.to_providers"), say("js.picker.login_" + login), mayType && field("js.picker.token", token)],
        endpoint: () => [field("js.picker.address", address), say("js.picker.endpoints_own_model"), mayType && field("js.picker.token_if_asked", token)] }[where]();
      if (where && mayType) lines.push(say("js.picker.token_stays"));
      if (where && login === "type" && !isSecureContext) lines.push(say("js.picker.not_encrypted"));
      more.replaceChildren(...lines.filter(Boolean).map((one) => typeof one === "string" ? make("p", { textContent: one }) : one));
    };
    place.addEventListener("change", ({ target }) => { if (target.type === "radio") place.tell(); });
    // What the panel takes as its model; null, and said why, where that cannot be.
    place.read = async () => {
      const where = place.querySelector(":checked").value, typed = token.value.trim();
      more.querySelector("[role=alert]")?.remove();
      function refuse(why) {
        more.append(make("p", { role: "alert", textContent: why }));
        more.lastChild.scrollIntoView({ block: "nearest" });
        return null;
      }
      if (!where) return model;
      if (typed && !TOKEN.test(typed)) return refuse(say("js.picker.token_odd"));
      if (where === "providers" && (login === "sign_in" || (login === "type" && !typed && !playground.hasToken()))) return refuse(say("js.picker.login_missing"));
      const chosen = where === "providers" ? "providers:" + model : address.value.trim();
      const told = await ask("model_card", [task, chosen, ""]);
      if (told.error || !["providers", "endpoint"].includes(told.source)) return refuse(told.error ?? say("js.picker.address_missing"));
      if (typed) playground.useToken(typed);
      token.value = "";
      return chosen;
    };
    place.tell();
    return place;
  }
  function verdictOf(told) {
    const [text, kind] = told.error ? [told.error, "large"]
      : told.fits ? [say("js.picker.fits_task"), "fits"] : [say("js.picker.may_not_fit", { doubt: told.doubt }), "large"];
    return make("p", { className: "verdict " + kind, role: told.error ? "alert" : "status", textContent: text });
  }
  async function read(model) {
    shown = model;
    list.querySelectorAll(".model").forEach((one) => (one.ariaPressed = one.dataset.model === model));
    dialog.classList.add("reading");
    const own = { "": { title: say("js.picker.automatic"), about: say("js.picker.automatic_says") },
      starter: { ...shelf.starter, title: shelf.starter?.name, here: true } }[model];
    if (own) {
      drawCard({ ...own, model });
      return card.querySelector("h3").focus({ preventScroll: true });
    }
    let one = mergeKnown(model), verdict = make("p", { className: "verdict", role: "status", textContent: say("js.picker.looking") });
    const place = makePlace(model);
    drawCard(one, verdict, place);
    card.querySelector("h3").focus({ preventScroll: true });
    const redraw = () => {
      if (shown !== model) return;
      const inside = card.contains(document.activeElement) ? document.activeElement.className : null;
      drawCard(one, verdict, place);
      if (inside !== null) (inside && card.querySelector("." + inside) || card.querySelector("h3")).focus({ preventScroll: true });
    };
    await Promise.all([
      ask("model_card", [task, model, ""]).then((told) => {
        one = told.error ? one : mergeKnown(model, told);
        if (told.error || told.note) one.about = told.error ?? told.note;
        redraw();
      }),
      ask("check_model", [task, model, ""], null, FIRST_LOOK_MS).then((told) => {
        verdict = verdictOf(told);
        if (told.download_mb) one = { ...one, bytes: told.download_mb * 1e6 };
        redraw();
      }),
    ]);
  }
  async function use(model) {
    const of = task, place = card.querySelector(".where"), chosen = place ? await place.read() : model;
    if (chosen === null || of !== task || !dialog.open) return;
    models.remember(task, model);
    dialog.close();
    const panel = () => document.getElementById("task-" + task);
    if (!panel()?.offsetParent) { await playground.open(task); playground.visit(); }
    playground.set(task, { model: chosen, revision: "" });
    panel()?.querySelector(".model-choice")?.dispatchEvent(new Event("change", { bubbles: true })); // the answer was another's
  }

  // ---- What is pressed

  dialog.addEventListener("click", ({ target }) => {
    const pressed = target.closest("button");
    if (!pressed) return;
    if (pressed.matches(".close")) dialog.close();
    if (pressed.matches(".model")) read(pressed.dataset.model);
    if (pressed.matches(".use")) use(pressed.dataset.model);
    if (pressed.matches(".again")) look();
    if (pressed.matches(".back")) {
      dialog.classList.remove("reading");
      [...list.querySelectorAll(".model")].find((one) => one.dataset.model === shown)?.focus();
    }
    if (pressed.matches(".star")) {
      const { model } = pressed.dataset, before = models.read("favourites", task);
      models.keep("favourites", task, before.includes(model) ? before.filter((one) => one !== model) : [model, ...before].slice(0, 100));
      draw();
    }
  });
  dialog.addEventListener("keydown", (event) => {
    const all = [...list.querySelectorAll(".model")].filter((one) => one.offsetParent), at = all.indexOf(document.activeElement);
    const next = { ArrowDown: all[at + 1], ArrowUp: at > 0 ? all[at - 1] : words, Home: all[0], End: all.at(-1) }[event.key];
    if (!next || (document.activeElement !== words && at < 0) || (document.activeElement === words && event.key !== "ArrowDown")) return;
    event.preventDefault();
    next.focus();
  });
  dialog.addEventListener("cancel", (event) => {
    if (!dialog.matches(".reading") || !card.querySelector(".back").offsetParent) return;
    event.preventDefault(); // on a phone Escape, or Back, leads to the list first
    card.querySelector(".back").click();
  });
  form.addEventListener("submit", (event) => { event.preventDefault(); look(); });
  words.addEventListener("input", () => { draw(); clearTimeout(typing); typing = setTimeout(look, TYPING_MS); });
  form.addEventListener("change", ({ target }) => { if (target.matches("select")) look(); });
  tasks.addEventListener("change", () => start(tasks.value));

  async function start(of) {
    [task, shelf, hub, problem, shown] = [of, null, [], "", null];
    dialog.classList.remove("reading");
    card.replaceChildren(make("p", { className: "nothing", textContent: say("js.picker.choose_one") }));
    list.replaceChildren();
    status.textContent = say("js.picker.looking_here");
    const told = await ask("models_at_hand", [task]);
    if (task !== of) return;
    if (told.error) { status.textContent = told.error; return; }
    shelf = told;
    form.classList.toggle("near", !isSearched());
    draw();
    look();
  }
  playground.openPicker = (of, anyTask) => {
    const known = [...document.querySelectorAll("#found [data-task]")].map((one) => one.dataset.task).sort((a, b) => titleOf(a).localeCompare(titleOf(b), language));
    of = known.includes(of) ? of : task || known[0];
    tasks.replaceChildren(...known.map((id) => make("option", { value: id, textContent: titleOf(id), selected: id === of })));
    forTask.replaceChildren(anyTask ? tasks : say("js.picker.for_task", { task: titleOf(of) }));
    words.value = "";
    if (!dialog.open) dialog.showModal();
    words.focus();
    start(of);
  };
})();
