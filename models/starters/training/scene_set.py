"""Scenes in memory, drawn once and shared by the trainings that learn to see."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np
import torch
from numpy.typing import NDArray

from models.starters.scenes import KINDS, make_scene, region_numbers

SIZE = 128
"""Pixels a side; image processors bring every picture to it."""

SEED = 20
MEAN = STD = [0.5, 0.5, 0.5]
"""What image processors take off and divide by, channels from 0 to 1."""


@dataclass(frozen=True, slots=True)
class SceneSet:
    """Many scenes, SIZE x SIZE.

    Attributes:
        images: uint8, scenes x height x width x 3.
        regions: uint8, scenes x height x width: places in scenes.REGIONS.
        depths_m: float16, scenes x height x width.
        kinds: for each scene, int64 of shape (things,): places in scenes.KINDS.
        boxes: for each scene, float32 of shape (things, 4): xmin, ymin, xmax, ymax in parts of the picture.
    """

    images: NDArray[np.uint8]
    regions: NDArray[np.uint8]
    depths_m: NDArray[np.float16]
    kinds: list[NDArray[np.int64]]
    boxes: list[NDArray[np.float32]]


@cache
def scene_set(count: int) -> SceneSet:
    """Draw scenes of one to five things; always the same ones."""
    rng = np.random.default_rng(SEED)
    scenes = (make_scene(rng, size=SIZE, count=(1, 5)) for _ in range(count))
    images = np.empty((count, SIZE, SIZE, 3), dtype=np.uint8)
    regions = np.empty((count, SIZE, SIZE), dtype=np.uint8)
    depths_m = np.empty((count, SIZE, SIZE), dtype=np.float16)
    kinds, boxes = [], []
    for index, scene in enumerate(scenes):
        images[index] = np.asarray(scene.image)
        regions[index], depths_m[index] = region_numbers(scene), scene.depth_m
        kinds.append(np.array([KINDS.index(thing.kind) for thing in scene.things], dtype=np.int64))
        boxes.append(
            np.array([thing.box for thing in scene.things], dtype=np.float32).reshape(-1, 4) / np.float32(SIZE)
        )
    return SceneSet(images, regions, depths_m, kinds, boxes)


def batches(count: int, size: int, steps: int, seed: int = SEED) -> Iterator[tuple[NDArray[np.int64], bool]]:
    """Yield the places of `size` scenes, `steps` times, and whether to mirror them."""
    rng = np.random.default_rng(seed)
    order = np.concatenate([rng.permutation(count) for _ in range(-(-size * steps // count))])
    for step in range(steps):
        yield order[step * size : (step + 1) * size], bool(rng.random() < 0.5)


def as_pixels(images: NDArray[np.uint8], mirrored: bool) -> torch.Tensor:
    """Return pictures as models take them: float32, pictures x 3 x height x width, from -1 to 1."""
    pixels = torch.from_numpy(images).permute(0, 3, 1, 2).float() / 127.5 - 1
    return pixels.flip(3) if mirrored else pixels.contiguous()
