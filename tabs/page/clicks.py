"""The field that clicks on a picture fill, and the dots it draws there."""

import gradio as gr

DRAW_DOTS = """
(text) => {
  const picture = document.querySelector(".points")?.closest("[role=tabpanel]").querySelector("img");
  if (!picture) return;
  const draw = () => {
    const frame = picture.parentElement;
    frame.querySelectorAll(".click-dot").forEach((dot) => dot.remove());
    frame.style.position = "relative";
    for (const [x, y] of [...(text || "").matchAll(/([\\d.]+)[,\\s]+([\\d.]+)/g)].map((pair) => pair.slice(1))) {
      const dot = document.createElement("span");
      dot.className = "click-dot";
      dot.style.left = (100 * x) / picture.naturalWidth + "%";
      dot.style.top = (100 * y) / picture.naturalHeight + "%";
      frame.append(dot);
    }
  };
  picture.decode().then(draw, () => {});
}
"""


def points_field(label: str, value: str | None) -> gr.Textbox:
    """Make the component for points; they are drawn as dots on the picture above it."""
    field = gr.Textbox(value, label=label, placeholder="120, 80; 40, 60", elem_classes="points")
    field.change(None, field, None, js=DRAW_DOTS, api_visibility="private", queue=False)
    return field
