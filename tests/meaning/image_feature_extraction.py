"""An altered photo must find the photo it was made from."""

from tests.meaning.ask import Ask
from tests.meaning.photos import MORE, NAMES, altered, opened

PHOTOS = [*NAMES, *MORE]
METRIC = f"the original found among {len(PHOTOS)} pictures, 4 alterations of each"
FLOOR = 0.9


def score(ask: Ask) -> float:
    """Return the share of altered photos whose nearest picture is their original."""
    originals = [opened(path) for path in PHOTOS]
    right = [
        ask(image=changed, images=originals)["cosines"].argmax() == index
        for index, original in enumerate(originals)
        for changed in altered(original)
    ]
    return sum(right) / len(right)
