"""An altered photo must find the photo it was made from."""

from pathlib import Path

from PIL import Image

from tests.meaning.ask import Ask
from tests.meaning.photos import MORE, NAMES, altered, opened

PHOTOS = [*NAMES, *MORE]
METRIC = f"the original found among {len(PHOTOS)} pictures, each cut closer and each in grey"
FLOOR = 0.9


def score(ask: Ask) -> float:
    """Return the share of altered photos whose nearest picture is their original."""
    originals = [small(path) for path in PHOTOS]
    right = [
        ask(image=changed, images=originals)["cosines"].argmax() == index
        for index, original in enumerate(originals)
        for changed in altered(original)[1::2]
    ]
    return sum(right) / len(right)


def small(path: Path) -> Image.Image:
    """Return a photo of about the size that models look at: larger ones would take long to write and to read."""
    photo = opened(path)
    photo.thumbnail((400, 400))
    return photo
