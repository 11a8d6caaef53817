"""What the browser's file chooser offers for a picture: what `tabs.read.image` reads, and nothing else."""

import json

from tabs.read.image import EXTENSIONS

PICTURES = list(EXTENSIONS)
DOCUMENTS = [*EXTENSIONS, ".pdf"]

OFFER_READABLE = f"""
const readable = {json.dumps(",".join(EXTENSIONS))};
const chooserOf = element.closest("[role=tabpanel]");
chooserOf?.addEventListener("click", (event) => {{
  if (event.target.matches?.('input[type=file][accept="image/*"]')) event.target.accept = readable;
}}, true);
"""
"""Gradio 6.31's picture widget asks for `image/*`, SVG and Photoshop files among them, when its hidden field is
clicked; the click is seen here before the chooser opens."""
