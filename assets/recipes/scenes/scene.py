"""Scenes: a ground with things on it, and all that is true about them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from assets.recipes.scenes.ground import GROUNDS, Ground, paint
from assets.recipes.scenes.sprites import FLYING, KINDS, sprite

NEAR_M, FAR_M, SKY_M = 1.0, 4.0, 6.0
"""Depths in metres: the lower edge of the picture, the horizon, everything behind it."""

TRIES = 30


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing of a scene.

    Attributes:
        kind: its name, one of KINDS.
        box: xmin, ymin, xmax, ymax of what can be seen of it, in pixels, the last two exclusive.
        mask: what can be seen of it, bool, height x width of the picture.
        depth_m: how far away it is.
    """

    kind: str
    box: tuple[int, int, int, int]
    mask: NDArray[np.bool_]
    depth_m: float

    @property
    def centre(self) -> tuple[float, float]:
        """The middle of the box, x and y in pixels."""
        return (self.box[0] + self.box[2]) / 2, (self.box[1] + self.box[3]) / 2


@dataclass(frozen=True, slots=True)
class Scene:
    """A picture and what is in it.

    Attributes:
        image: RGB, size x size pixels.
        things: from left to right, by the middle of their boxes.
        ground: the name of the ground, one of `grass`, `sand`, `snow`, `water`, `road`, `carpet`.
        behind: what is above the ground, `sky` or `wall`.
        horizon: the first row of the near ground.
        depth_m: float32, size x size, in metres.
    """

    image: Image.Image
    things: tuple[Thing, ...]
    ground: str
    behind: str
    horizon: int
    depth_m: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Placed:
    """A thing on its way into the picture: its pixels and the place of their upper left corner."""

    kind: str
    pixels: Image.Image
    left: int
    top: int
    depth_m: float


def make_scene(
    rng: np.random.Generator,
    size: int = 128,
    count: tuple[int, int] = (1, 4),
    kinds: Sequence[str] = KINDS,
    grounds: Sequence[Ground] = GROUNDS,
    hidden: float = 0.4,
) -> Scene:
    """Return a new scene.

    Args:
        rng: where all chance comes from: the same state makes the same scene.
        size: width and height in pixels.
        count: the least and the most things; fewer where no room is left.
        kinds: what may stand in it, repeats allowed in one scene.
        grounds: where it may be.
        hidden: the greatest part of a thing that nearer ones may cover; 0 keeps all apart.
    """
    ground = grounds[int(rng.integers(len(grounds)))]
    horizon = round(size * rng.uniform(0.3, 0.5))
    placed: list[Placed] = []
    for _ in range(int(rng.integers(count[0], count[1] + 1))):
        for _ in range(TRIES):
            candidate = place(rng, kinds[int(rng.integers(len(kinds)))], size, horizon)
            if min(shown(visible_masks([*placed, candidate], size), [*placed, candidate])) >= 1 - hidden:
                placed.append(candidate)
                break
    return compose(rng, placed, ground, size, horizon)


def place(rng: np.random.Generator, kind: str, size: int, horizon: int) -> Placed:
    """Put a thing somewhere: the nearer, the larger and the lower."""
    nearness = float(rng.uniform(0, 1))
    depth_m = FAR_M + (NEAR_M - FAR_M) * nearness
    side = size * (0.2 + 0.28 * nearness) * rng.uniform(0.9, 1.1)
    pixels = turn(rng, sprite(kind), side)
    left = int(rng.integers(0, max(1, size - pixels.width + 1)))
    if kind in FLYING:
        top = int(rng.integers(0, max(1, round(size * 0.8) - pixels.height)))
    else:
        foot = horizon + 0.08 * size + (size * 0.98 - horizon - 0.08 * size) * nearness
        top = round(foot) - pixels.height
    return Placed(kind, pixels, left, min(max(top, 0), max(size - pixels.height, 0)), depth_m)


def turn(rng: np.random.Generator, pixels: Image.Image, side: float) -> Image.Image:
    """Return the sprite with its longer side `side` pixels long, mirrored or not, tilted a little, in other light."""
    if rng.random() < 0.5:
        pixels = pixels.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    scale = side / max(pixels.size)
    pixels = pixels.resize((max(2, round(pixels.width * scale)), max(2, round(pixels.height * scale))))
    pixels = pixels.rotate(float(rng.uniform(-10, 10)), Image.Resampling.BILINEAR, expand=True)
    light = float(rng.uniform(0.8, 1.12))
    red, green, blue, alpha = pixels.split()
    lighter = np.minimum(np.arange(256) * light, 255).astype(np.uint8).tolist()
    lit = [channel.point(lighter) for channel in (red, green, blue)]
    pixels = Image.merge("RGBA", [*lit, alpha])
    return pixels.crop(alpha.point([0] * 128 + [255] * 128).getbbox())


def visible_masks(placed: Sequence[Placed], size: int) -> list[NDArray[np.bool_]]:
    """Return what can be seen of each thing, the nearer in front; height x width, bool."""
    masks = [np.zeros((size, size), dtype=bool) for _ in placed]
    taken = np.zeros((size, size), dtype=bool)
    for index in sorted(range(len(placed)), key=lambda one: placed[one].depth_m):
        thing = placed[index]
        outline = np.asarray(thing.pixels.getchannel("A")) > 127
        rows = slice(thing.top, thing.top + outline.shape[0])
        columns = slice(thing.left, thing.left + outline.shape[1])
        masks[index][rows, columns] = outline[: size - thing.top, : size - thing.left]
        masks[index] &= ~taken
        taken |= masks[index]
    return masks


def shown(masks: Sequence[NDArray[np.bool_]], placed: Sequence[Placed]) -> list[float]:
    """Return which part of each thing can be seen."""
    whole = [(np.asarray(thing.pixels.getchannel("A")) > 127).sum() for thing in placed]
    return [float(mask.sum() / all_of_it) for mask, all_of_it in zip(masks, whole, strict=True)]


def compose(rng: np.random.Generator, placed: Sequence[Placed], ground: Ground, size: int, horizon: int) -> Scene:
    """Paint the picture, far things first."""
    image = paint(rng, ground, size, horizon)
    depth_m = ground_depth(size, horizon)
    for thing in sorted(placed, key=lambda one: -one.depth_m):
        image.paste(thing.pixels, (thing.left, thing.top), thing.pixels)
    things = []
    for thing, mask in zip(placed, visible_masks(placed, size), strict=True):
        depth_m[mask] = thing.depth_m
        things.append(Thing(thing.kind, box_of(mask), mask, thing.depth_m))
    things.sort(key=lambda one: one.centre)
    return Scene(image, tuple(things), ground.name, ground.behind, horizon, depth_m)


def ground_depth(size: int, horizon: int) -> NDArray[np.float32]:
    """Return how far away the empty ground is, in metres, size x size."""
    rows = np.full(size, SKY_M, dtype=np.float32)
    rows[horizon:] = np.linspace(FAR_M, NEAR_M, size - horizon, dtype=np.float32)
    return np.repeat(rows[:, None], size, axis=1)


def box_of(mask: NDArray[np.bool_]) -> tuple[int, int, int, int]:
    """Return xmin, ymin, xmax, ymax of a mask that is not empty, the last two exclusive."""
    columns, rows = np.flatnonzero(mask.any(axis=0)), np.flatnonzero(mask.any(axis=1))
    return int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1
