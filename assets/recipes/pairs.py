"""Pictures and their halves, as pairs from which to learn enlarging."""

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image

from assets.recipes.scenes import make_scene

PHOTOS = (
    "astronaut.png",
    "brick.png",
    "camera.png",
    "chelsea.png",
    "coffee.png",
    "grass.png",
    "gravel.png",
    "hubble_deep_field.jpg",
    "rocket.jpg",
)
"""Photos that scikit-image ships."""

SCENE_SIZE = 256


@dataclass(frozen=True, slots=True)
class Pair:
    """A picture, uint8 of shape (2 height, 2 width, 3), and its half, (height, width, 3)."""

    large: NDArray[np.uint8]
    small: NDArray[np.uint8]


def photo_pairs() -> list[Pair]:
    """Return the photos, and the photos at half their size, which are sharper."""
    photos = [Image.open(photo_folder() / name).convert("RGB") for name in PHOTOS]
    return [pair(picture) for picture in (*photos, *map(halve, photos))]


def scene_pairs(rng: np.random.Generator, count: int) -> list[Pair]:
    """Return new scenes."""
    return [pair(make_scene(rng, size=SCENE_SIZE).image) for _ in range(count)]


def photo_folder() -> Path:
    """Return where the photos of the installed scikit-image lie."""
    found = find_spec("skimage")  # finds the package without importing it
    if found is None or found.origin is None:
        raise ModuleNotFoundError("Training needs the photos of scikit-image: pip install -r tests/requirements.txt")
    return Path(found.origin).parent / "data"


def pair(picture: Image.Image) -> Pair:
    """Return the picture, cut to even sides, and its half."""
    even = picture.crop((0, 0, picture.width // 2 * 2, picture.height // 2 * 2))
    return Pair(np.asarray(even), np.asarray(halve(even)))


def halve(picture: Image.Image) -> Image.Image:
    """Return the picture at half its size, by bicubic interpolation as the benchmarks of the field do."""
    return picture.resize((picture.width // 2, picture.height // 2), Image.Resampling.BICUBIC)


def crops(rng: np.random.Generator, pairs: list[Pair], count: int, side: int) -> tuple[torch.Tensor, torch.Tensor]:
    """Return small and large crops, float32 from 0 to 1, (count, 3, side, side) and (count, 3, 2 side, 2 side).

    They are turned, mirrored and change their colours by chance.
    """
    areas = np.array([one.small.shape[0] * one.small.shape[1] for one in pairs], dtype=float)
    chosen = rng.choice(len(pairs), size=count, p=areas / areas.sum())
    cut = [crop(rng, pairs[number], side) for number in chosen]
    small, large = (torch.stack([as_pixels(one[part]) for one in cut]) for part in (0, 1))
    return small, large


def crop(rng: np.random.Generator, one: Pair, side: int) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Return one crop, small and large."""
    height, width = one.small.shape[:2]
    top, left = int(rng.integers(height - side + 1)), int(rng.integers(width - side + 1))
    turns, mirrored, colours = int(rng.integers(4)), bool(rng.integers(2)), rng.permutation(3)

    def alter(picture: NDArray[np.uint8], scale: int) -> NDArray[np.uint8]:
        part = picture[scale * top : scale * (top + side), scale * left : scale * (left + side)]
        part = np.rot90(part[:, ::-1] if mirrored else part, turns)
        return part[:, :, colours]

    return alter(one.small, 1), alter(one.large, 2)


def as_pixels(picture: NDArray[np.uint8]) -> torch.Tensor:
    """Return a picture as models take it: float32 of shape (3, height, width), from 0 to 1."""
    return torch.from_numpy(np.ascontiguousarray(picture)).permute(2, 0, 1).float() / 255
