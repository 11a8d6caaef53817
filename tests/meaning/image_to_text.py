"""The real inputs of tests/truth, seen otherwise."""

import contextlib

from models.errors import BadInput
from tests.meaning.ask import Ask
from tests.meaning.photos import altered
from tests.truth.image_to_text import is_true
from tests.truth.photos import PHOTOS

METRIC = "the main thing named and none that is not there, where it says anything, 14 photos made darker and grey"
FLOOR = 0.6
DARKER_AND_GREY = slice(2, None)


def score(ask: Ask) -> float:
    """Return the share that is right."""
    right = []
    for photo in PHOTOS:
        for picture in altered(photo.opened())[DARKER_AND_GREY]:
            with contextlib.suppress(BadInput):
                right.append(is_true(photo, ask(image=picture)[0]["generated_text"]))
    return sum(right) / len(right)
