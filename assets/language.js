// The language of the page: chosen in its header, kept in a cookie, and spoken after a reload that loses no input.
() => {
  document.addEventListener("click", ({ target }) => {
    const chosen = target.closest?.("[data-language]");
    if (!chosen || chosen.getAttribute("aria-pressed") === "true") return;
    const inFrame = location.protocol === "https:" ? "; SameSite=None; Secure; Partitioned" : "; SameSite=Lax";
    document.cookie = "playground_language=" + chosen.dataset.language + "; path=/; max-age=31536000" + inFrame;
    location.reload();
  });

  // Gradio 6.31 says some things in English in every language.
  const NAMES = ["aria-label", "title", "placeholder"], THEMES = ".theme-buttons button", GRADIO = "js.gradio.";
  const { en, [document.documentElement.lang.slice(0, 2)]: own } = window.playgroundWords;
  if (!own || own === en) return;
  const known = Object.keys(en).filter((key) => key.startsWith(GRADIO)).map((key) => {
    const names = [...en[key].matchAll(/[{](\w+)[}]/g)].map(([, name]) => name);
    return { key, names, form: new RegExp("^" + en[key].replace(/[{]\w+[}]/g, "(.+?)") + "$") };
  });
  function inOwnWords(text) {
    const { key, names, form } = known.find((one) => one.form.test(text)) ?? {};
    if (!key) return text;
    const [, ...values] = form.exec(text);
    return own[key].replace(/[{](\w+)[}]/g, (_, name) => values[names.indexOf(name)].replace(/^\d+[.]\d{2,}$/, (number) => (+number).toFixed(1)));
  }
  function speak(one) {
    if (one.matches?.(THEMES)) one.textContent = one.textContent.replace(/[A-Z][a-z]+/, inOwnWords);
    for (const name of NAMES) {
      const text = one.getAttribute?.(name), said = text && inOwnWords(text);
      if (said && said !== text) one.setAttribute(name, said);
    }
  }
  const within = [THEMES, ...NAMES.map((name) => `[${name}]`)].join();
  new MutationObserver((changes) => {
    for (const { target, type, addedNodes } of changes) {
      if (type === "attributes") speak(target);
      else for (const one of addedNodes) [one, ...(one.querySelectorAll?.(within) ?? [])].forEach(speak);
    }
  }).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: NAMES });
  document.querySelectorAll(within).forEach(speak);
}
