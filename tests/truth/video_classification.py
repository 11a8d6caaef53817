"""Clips of a camera that moves over photos, and the names that fit."""

from functools import partial

from tests.meaning.video_classification import clip
from tests.truth.case import Case
from tests.truth.image_classification import NAMES
from tests.truth.photos import PHOTOS

RULE = "the first name is of something in the clip; a refusal counts as no answer"
FLOOR = 0.0
CASES = tuple(
    Case(
        photo.name,
        {"video": partial(clip, photo.opened())},
        lambda raw, fitting=NAMES[photo.name]: raw[0]["label"] in fitting,
    )
    for photo in PHOTOS
)
