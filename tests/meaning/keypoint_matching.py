"""A photo and the same photo turned, moved and zoomed: matched points must be the same spots."""

import math
import random
from typing import Any

from PIL import Image

from tests.meaning.ask import Ask
from tests.meaning.photos import MORE, NAMES, opened

SEED = 12
NEAR = 0.03
"""Of the longer side."""

METRIC = f"matches within {NEAR:.0%} of the picture's side, {len(NAMES) + len(MORE)} photos turned, moved and zoomed"
FLOOR = 0.93


def score(ask: Ask) -> float:
    """Return the mean share of matches that are right; a pair with fewer than 20 matches counts as wrong."""
    rng = random.Random(SEED)
    return sum(part_right(ask, opened(path), rng) for path in [*NAMES, *MORE]) / len([*NAMES, *MORE])


def part_right(ask: Ask, photo: Image.Image, rng: random.Random) -> float:
    """Return the share of right matches with a changed photo."""
    back = change(photo, rng)
    changed = photo.transform(photo.size, Image.Transform.AFFINE, back, Image.Resampling.BICUBIC, fillcolor="white")
    return share_right(ask(image_0=photo, image_1=changed), photo, back)


def share_right(matches: list[dict[str, Any]], photo: Image.Image, back: tuple[float, ...]) -> float:
    """Return the share of matches that are the same spot; 0 of fewer than 20."""
    right = 0
    for match in matches:
        x, y = (match["keypoint_image_1"][axis] for axis in "xy")
        there = (back[0] * x + back[1] * y + back[2], back[3] * x + back[4] * y + back[5])
        found = tuple(match["keypoint_image_0"][axis] for axis in "xy")
        right += math.dist(found, there) < NEAR * max(photo.size)
    return right / len(matches) if len(matches) >= 20 else 0.0


def change(photo: Image.Image, rng: random.Random) -> tuple[float, ...]:
    """Return the affine map from places of a changed photo back to the photo, as PIL takes it."""
    angle, zoom = math.radians(rng.uniform(-25, 25)), rng.uniform(0.85, 1.2)
    along, across = zoom * math.cos(angle), zoom * math.sin(angle)
    x, y = photo.width / 2, photo.height / 2
    move_x, move_y = (rng.uniform(-0.08, 0.08) * side for side in photo.size)
    return (along, across, x - along * x - across * y + move_x, -across, along, y + across * x - along * y + move_y)
