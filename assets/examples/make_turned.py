"""Turn Gradio's photos, for matching key points: `python assets/examples/make_turned.py`."""

from pathlib import Path

import gradio
from PIL import Image

PHOTOS = Path(gradio.__file__).parent / "media_assets" / "images"
TURNS = {"tower": (14, (60, 90, 340, 540)), "cheetah": (-11, (80, 20, 440, 330))}
"""Name: angle in degrees, and what is cut out afterwards (left, top, right, bottom in pixels)."""


def main() -> None:
    """Write the turned photos beside this file."""
    for name, (angle, box) in TURNS.items():
        with Image.open(PHOTOS / f"{name}.jpg") as photo:
            turned = photo.convert("RGB").rotate(angle, Image.Resampling.BICUBIC, fillcolor="white").crop(box)
        turned.save(Path(__file__).with_name(f"{name}-turned.jpg"), quality=80)


if __name__ == "__main__":
    main()
