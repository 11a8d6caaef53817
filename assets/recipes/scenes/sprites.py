"""The emoji that scenes are made of."""

from functools import cache
from pathlib import Path

from PIL import Image

FOLDER = Path(__file__).parents[3] / "assets" / "emoji"

KINDS = tuple(sorted(file.stem for file in FOLDER.glob("*.png")))
"""Names of the 32 kinds of things, in alphabetical order: a kind's place here is its label's number."""

FLYING = frozenset({"balloon", "butterfly", "helicopter", "rocket"})
"""What hangs in the air; everything else stands on the ground."""


@cache
def sprite(kind: str) -> Image.Image:
    """Return the picture of a kind: RGBA, its longer side 112 pixels, cut to its outline."""
    with Image.open(FOLDER / f"{kind}.png") as picture:
        return picture.convert("RGBA")
