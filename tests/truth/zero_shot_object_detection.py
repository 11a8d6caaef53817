"""What is named must be boxed where the photo shows it, and nowhere else."""

from typing import Any

from tests.truth.case import Case
from tests.truth.photos import PHOTOS

RULE = "just the named things that the photo shows are boxed, of three or four named"
FLOOR = 0.6
ASKED = {
    "astronaut": ("a woman, dog, bicycle", {"a woman"}),
    "camera": ("man, umbrella, cat", {"man"}),
    "chelsea": ("kitten, dog, bus", {"kitten"}),
    "coffee": ("mug, banana, person", {"mug"}),
    "motorcycle_left": ("motorbike, sofa, horse", {"motorbike"}),
    "luispedro": ("face, pizza, train", {"face"}),
    "grace_hopper": ("person, necktie, elephant", {"person", "necktie"}),
    "cheetah": ("cheetah, person, car", {"cheetah"}),
    "cheetah1": ("cheetah, bus, bottle", {"cheetah"}),
    "lion": ("lion, zebra, laptop", {"lion"}),
    "tower": ("bird, dog, chair", set()),
    "china": ("cat, motorcycle, book", set()),
    "flower": ("car, cat, person", set()),
    "rocket": ("rocket, cat, sofa", {"rocket"}),
}


def is_true(wanted: set[str], raw: list[dict[str, Any]]) -> bool:
    """Tell whether just what is there was found."""
    return {one["label"] for one in raw} == wanted


CASES = tuple(
    Case(
        photo.name,
        {"image": photo.opened(), "candidate_labels": ASKED[photo.name][0]},
        lambda raw, wanted=ASKED[photo.name][1]: is_true(wanted, raw),
    )
    for photo in PHOTOS
)
