"""Painted grounds: a far part above a horizon, a near part below it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Ground:
    """A place: what it is called in a sentence ("on the grass"), what is behind it, and its colours, top to bottom."""

    name: str
    behind: str
    far: tuple[Colour, Colour]
    near: tuple[Colour, Colour]


GROUNDS = (
    Ground("grass", "sky", ((120, 180, 235), (205, 228, 245)), ((120, 175, 80), (70, 130, 50))),
    Ground("sand", "sky", ((135, 195, 235), (225, 238, 245)), ((235, 215, 165), (205, 175, 115))),
    Ground("snow", "sky", ((150, 170, 200), (215, 222, 232)), ((240, 244, 250), (205, 218, 232))),
    Ground("water", "sky", ((235, 190, 150), (245, 225, 195)), ((70, 140, 185), (30, 85, 135))),
    Ground("road", "sky", ((165, 185, 205), (210, 215, 220)), ((130, 130, 135), (85, 85, 92))),
    Ground("carpet", "wall", ((230, 220, 205), (215, 200, 180)), ((165, 80, 75), (125, 50, 55))),
)


def paint(rng: np.random.Generator, ground: Ground, size: int, horizon: int) -> Image.Image:
    """Return the ground as an RGB picture of size x size pixels, every time a little different in light and grain."""
    rows = np.concatenate([blend(ground.far, horizon), blend(ground.near, size - horizon)])
    canvas = np.repeat(rows[:, None, :], size, axis=1)
    canvas *= rng.uniform(0.85, 1.1)
    canvas += rng.uniform(-12, 12, size=3).astype(np.float32)
    canvas += cloudy(rng, size) * rng.uniform(2, 14)
    canvas += rng.normal(0, rng.uniform(0.5, 4), size=(size, size, 1)).astype(np.float32)
    return Image.fromarray(canvas.clip(0, 255).astype(np.uint8))


def blend(colours: tuple[Colour, Colour], height: int) -> NDArray[np.float32]:
    """Return `height` rows that go from one colour to the other."""
    steps = np.linspace(0, 1, max(height, 1), dtype=np.float32)[:height, None]
    first, last = (np.array(colour, dtype=np.float32) for colour in colours)
    return np.asarray(first * (1 - steps) + last * steps, dtype=np.float32)


def cloudy(rng: np.random.Generator, size: int) -> NDArray[np.float32]:
    """Return a soft random field, size x size x 1, of about unit deviation."""
    coarse = Image.fromarray(rng.normal(size=(6, 6)).astype(np.float32))
    return np.asarray(coarse.resize((size, size), Image.Resampling.BICUBIC), dtype=np.float32)[:, :, None]
