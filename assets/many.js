// The page for many inputs: opened from a panel with its task chosen, and back to the panel for its settings.
() => {
  if (window.playground.openMany) return;
  window.playground.openMany = async (task) => {
    window.playground.linked = task;
    await window.playground.openTab("many");
    for (let tries = 0; tries < 100 && !document.getElementById("many-choose"); tries++) await new Promise((done) => setTimeout(done, 40));
    document.getElementById("many-choose")?.click();
    tellWhere(task);
  };
  // The model is the panel's: where it runs is said here, too, before the rows go there.
  async function tellWhere(task) {
    const place = document.querySelector("#tab-many .many-panel .prose") ?? document.querySelector("#tab-many .many-panel");
    const told = place.querySelector(".destination") ?? place.appendChild(Object.assign(document.createElement("p"), { className: "destination" }));
    told.textContent = task ? window.playground.whereTo((await window.playground.valuesOf(task)).model) : "";
  }
  const chosenTask = () => {
    const chosen = document.querySelector("#tab-many input[role=listbox], #tab-many [role=combobox], #tab-many .secondary-wrap input")?.value;
    return [...document.querySelectorAll("#found [data-task]")].find((one) => one.firstChild.textContent.trim() === chosen?.trim())?.dataset.task;
  };
  document.addEventListener("click", ({ target }) => {
    if (target.closest?.("#tab-many-button, #tab-many [role=option]")) setTimeout(() => tellWhere(chosenTask()), 300);
    if (target.closest?.("#tab-many .open-panel") && chosenTask()) window.playground.open(chosenTask());
  });
}
