"""Cut small pictures out of Gradio's photos, to be enlarged: `PYTHONPATH=. python assets/examples/make_small.py`."""

from pathlib import Path

from PIL import Image

from tabs.examples.packaged import find_photo

CUTTINGS = {
    "small-tower": ("tower.jpg", (0.1, 0.0, 0.9, 0.8)),
    "small-cheetah": ("cheetah.jpg", (0.1, 0.05, 0.9, 0.85)),
    "small-lion": ("lion.jpg", (0.15, 0.1, 0.85, 0.75)),
}
"""Name: the photo, and which part of it, from 0 to 1: left, top, right, bottom."""
LONGER_SIDE = 200


def main() -> None:
    """Write the pictures beside this file."""
    for name, (source, part) in CUTTINGS.items():
        with Image.open(find_photo(source)) as opened:
            box = [round(share * side) for share, side in zip(part, opened.size * 2, strict=True)]
            small = opened.convert("RGB").crop(box)
        small.thumbnail((LONGER_SIDE, LONGER_SIDE), Image.Resampling.BICUBIC)
        small.save(Path(__file__).with_name(f"{name}.png"), optimize=True)


if __name__ == "__main__":
    main()
