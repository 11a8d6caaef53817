// The language of the page: chosen in its header, kept in a cookie, and spoken after a reload that loses no input.
() => {
  document.addEventListener("click", ({ target }) => {
    const chosen = target.closest?.("[data-language]");
    if (!chosen || chosen.getAttribute("aria-pressed") === "true") return;
    const inFrame = location.protocol === "https:" ? "; SameSite=None; Secure; Partitioned" : "; SameSite=Lax";
    document.cookie = "playground_language=" + chosen.dataset.language + "; path=/; max-age=31536000" + inFrame;
    location.reload();
  });
}
