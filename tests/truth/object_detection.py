"""What is on a photo must be boxed, and nothing else."""

from typing import Any

from tests.truth.case import Case
from tests.truth.photos import PHOTOS, Photo

RULE = "every main thing of the photo found, and nothing named that is not there"
FLOOR = 0.6


def is_true(photo: Photo, raw: list[dict[str, Any]]) -> bool:
    """Tell whether all that must be named is, and all that is named may be."""
    named = {one["label"] for one in raw}
    return set(photo.shows) <= named <= {*photo.shows, *photo.may_show}


CASES = tuple(
    Case(f"{photo.name}{seen}", {"image": picture}, lambda raw, photo=photo: is_true(photo, raw))
    for photo in PHOTOS
    for seen, picture in (("", photo.opened()), (" mirrored and closer", photo.mirrored()))
)
