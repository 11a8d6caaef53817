"""Clicks that move the player: what a drawing's `data-seek="seconds"` needs in the page."""

SEEK = """
element.addEventListener("click", (event) => {
  const row = event.target.closest("[data-seek]");
  const panel = element.closest(".tabitem") ?? document;
  const drawn = [...panel.querySelectorAll("*")].map((one) => one.shadowRoot?.querySelector("audio"));
  const player = drawn.find(Boolean);
  if (!row || !player) return;
  player.currentTime = Number(row.dataset.seek);
  player.play().catch(() => {});
});
"""
"""gr.Audio draws with wavesurfer, which keeps its <audio> in a shadow root; the first one is the input's."""
