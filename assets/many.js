// The page for many inputs: opened from a panel with its task chosen, and back to the panel for its settings.
() => {
  if (window.playground.openMany) return;
  window.playground.openMany = async (task) => {
    window.playground.linked = task;
    await window.playground.openTab("many");
    for (let tries = 0; tries < 100 && !document.getElementById("many-choose"); tries++) await new Promise((done) => setTimeout(done, 40));
    document.getElementById("many-choose")?.click();
  };
  document.addEventListener("click", ({ target }) => {
    if (!target.closest?.("#tab-many .open-panel")) return;
    const chosen = document.querySelector("#tab-many input[role=listbox], #tab-many [role=combobox], #tab-many .secondary-wrap input")?.value;
    const option = [...document.querySelectorAll("#found [data-task]")].find((one) => one.firstChild.textContent.trim() === chosen?.trim());
    if (option) window.playground.open(option.dataset.task);
  });
}
