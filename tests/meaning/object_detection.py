"""The real inputs of tests/truth, seen otherwise."""

from tests.meaning.ask import Ask
from tests.meaning.photos import altered
from tests.truth.object_detection import is_true
from tests.truth.photos import PHOTOS

METRIC = "every main thing found and nothing else named, 14 photos made darker and grey"
FLOOR = 0.6
DARKER_AND_GREY = slice(2, None)


def score(ask: Ask) -> float:
    """Return the share that is right."""
    right = [
        is_true(photo, ask(image=picture)) for photo in PHOTOS for picture in altered(photo.opened())[DARKER_AND_GREY]
    ]
    return sum(right) / len(right)
