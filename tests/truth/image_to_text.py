"""A caption must name the main thing of a photo."""

import re

from tests.truth.case import Case
from tests.truth.photos import PHOTOS, Photo

RULE = "the caption names the main thing, and no other that is not there; a refusal counts as no answer"
FLOOR = 0.6


def is_true(photo: Photo, caption: str) -> bool:
    """Tell whether the caption names the photo's thing, and all it names is there."""
    names = re.split(r", | and ", re.sub(r"\b(?:an?|one|two|three) ", "", caption.strip(" .").lower()))
    allowed = {word.lower() for word in (*photo.words, *photo.shows, *photo.may_show)}
    return bool({word.lower() for word in photo.words} & set(names)) and set(names) <= allowed


CASES = tuple(
    Case(f"{photo.name}{seen}", {"image": picture}, lambda raw, photo=photo: is_true(photo, raw[0]["generated_text"]))
    for photo in PHOTOS
    for seen, picture in (("", photo.opened()), (" mirrored and closer", photo.mirrored()))
)
