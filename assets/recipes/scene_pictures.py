"""Scenes as arrays for training: pictures, and what is true of their pixels and patches."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image
from torch import Tensor

from assets.recipes.scenes import KINDS, Scene, make_scene, region_numbers
from assets.recipes.scenes.ground import GROUNDS

SIZE, PATCH = 128, 16
GRID = SIZE // PATCH
MEAN = STD = [0.5, 0.5, 0.5]
"""What image processors take off and divide by, channels from 0 to 1."""

SEED = 20
"""Of the scenes that are always the same."""

COVERED = 0.12
"""The part of a patch that a thing must cover for the patch to be called by its name."""

BOX_UNIT = 0.25
"""Distances to a box's edges are learned in quarters of the picture."""

SHIFT = 10
"""A picture is moved by up to so many pixels whenever it is used: things meet the patches' edges differently."""

GROUND_NAMES = tuple(ground.name for ground in GROUNDS)


@dataclass(frozen=True, slots=True)
class Truth:
    """What is true of the patches of a batch, row by row.

    Attributes:
        kind: (batch, patches) numbers of kinds, len(KINDS) where there is nothing.
        centre: (batch, patches) 1 where the middle of a box lies.
        box: (batch, patches, 4) left, top, right and bottom edge minus the patch's middle, in BOX_UNITs.
        ground: (batch,) numbers of grounds.
    """

    kind: Tensor
    centre: Tensor
    box: Tensor
    ground: Tensor

    def of(self, patches: Tensor) -> "Truth":
        """Return what is true of some patches of each picture, (batch, n) numbers."""
        box = self.box.gather(1, patches[..., None].expand(-1, -1, 4))
        return Truth(self.kind.gather(1, patches), self.centre.gather(1, patches), box, self.ground)


@dataclass(frozen=True, slots=True)
class Pictures:
    """Many scenes.

    Attributes:
        images: uint8, (scenes, SIZE, SIZE, 3).
        things: uint8, (scenes, SIZE, SIZE): 1 for the pixels of the first thing, 0 for none.
        kinds: (scenes, things), -1 for none.
        boxes: float32, (scenes, things, 4) in pixels.
        grounds: (scenes,).
        regions: uint8, (scenes or 0, SIZE, SIZE): places in scenes.REGIONS.
        depths_m: float16, (scenes or 0, SIZE, SIZE).
    """

    images: NDArray[np.uint8]
    things: NDArray[np.uint8]
    kinds: NDArray[np.int64]
    boxes: NDArray[np.float32]
    grounds: NDArray[np.int64]
    regions: NDArray[np.uint8]
    depths_m: NDArray[np.float16]

    @classmethod
    def make(cls, rng: np.random.Generator, count: int, most_things: int = 4) -> "Pictures":
        """Make new scenes of one to `most_things` things."""
        return cls.of((new_scene(rng, most_things) for _ in range(count)), count, most_things)

    @classmethod
    def of(cls, scenes: Iterable[Scene], count: int, most_things: int, *, dense: bool = False) -> "Pictures":
        """Put scenes into arrays one by one, scaled to SIZE as the models' processors do.

        Args:
            scenes: where they come from.
            count: how many they are.
            most_things: in one of them.
            dense: whether to keep regions and depths; the scenes must be SIZE x SIZE then.
        """
        square = (SIZE, SIZE)
        pictures = cls(
            images=np.empty((count, *square, 3), np.uint8),
            things=np.zeros((count, *square), np.uint8),
            kinds=np.full((count, most_things), -1),
            boxes=np.zeros((count, most_things, 4), np.float32),
            grounds=np.empty(count, np.int64),
            regions=np.empty((count * dense, *square), np.uint8),
            depths_m=np.empty((count * dense, *square), np.float16),
        )
        for number, scene in enumerate(scenes):
            pictures.put(number, scene)
        return pictures

    def put(self, number: int, scene: Scene) -> None:
        """Put a scene into its place."""
        self.images[number] = scale(scene.image)
        self.grounds[number] = GROUND_NAMES.index(scene.ground)
        zoom = scene.image.width // SIZE
        for place, thing in enumerate(scene.things):
            self.kinds[number, place] = KINDS.index(thing.kind)
            self.boxes[number, place] = np.array(thing.box) / zoom
            self.things[number][thing.mask[zoom // 2 :: zoom, zoom // 2 :: zoom]] = place + 1
        if len(self.regions):
            self.regions[number], self.depths_m[number] = region_numbers(scene), scene.depth_m

    def batch(self, rng: np.random.Generator, size: int) -> tuple[Tensor, Truth]:
        """Return pixel values and truth of some scenes, seen anew."""
        view = self.views(rng, size)
        truth = patch_truth(view.things, view.kinds, view.boxes)
        return view.pixels, Truth(*truth, torch.from_numpy(view.grounds))

    def views(self, rng: np.random.Generator, size: int) -> "Views":
        """Return some scenes, each moved, perhaps mirrored, in a little other light."""
        chosen = rng.integers(len(self.images), size=size)
        down, right = rng.integers(-SHIFT, SHIFT + 1, size=(2, size, 1))
        mirrored = rng.random((size, 1)) < 0.5
        rows = (np.arange(SIZE) + down).clip(0, SIZE - 1)
        columns = (np.arange(SIZE) + right).clip(0, SIZE - 1)
        columns = np.where(mirrored, columns[:, ::-1], columns)
        at = chosen[:, None, None], rows[:, :, None], columns[:, None, :]
        boxes = self.boxes[chosen] - np.concatenate([right, down, right, down], axis=1)[:, None, :]
        flipped = SIZE - boxes[..., [2, 1, 0, 3]]
        flipped[..., [1, 3]] = boxes[..., [1, 3]]
        boxes = np.where(mirrored[:, :, None], flipped, boxes).clip(0, SIZE).astype(np.float32)
        light = torch.from_numpy(rng.uniform(0.9, 1.1, size=(size, 1, 1, 1)).astype(np.float32))
        tint = torch.from_numpy(rng.uniform(-0.08, 0.08, size=(size, 3, 1, 1)).astype(np.float32))
        pixels = as_pixels(self.images[at]) * light + tint
        return Views(pixels, self.things[at], self.kinds[chosen], boxes, self.grounds[chosen])


@dataclass(frozen=True, slots=True)
class Views:
    """Some scenes as they are seen once: `Pictures` whose images have become pixel values, (batch, 3, SIZE, SIZE)."""

    pixels: Tensor
    things: NDArray[np.uint8]
    kinds: NDArray[np.int64]
    boxes: NDArray[np.float32]
    grounds: NDArray[np.int64]


def new_scene(rng: np.random.Generator, most_things: int) -> Scene:
    """Return a scene; one in six is twice as large and scaled down, as those on the page are."""
    return make_scene(rng, size=2 * SIZE if rng.random() < 1 / 6 else SIZE, count=(1, most_things))


def scale(image: Image.Image) -> NDArray[np.uint8]:
    """Return the picture as the models' processors scale it, uint8, (SIZE, SIZE, 3)."""
    return np.asarray(image if image.width == SIZE else image.resize((SIZE, SIZE), Image.Resampling.BICUBIC))


@cache
def dense_pictures(count: int) -> Pictures:
    """Draw scenes of one to five things, with regions and depths; always the same ones."""
    rng = np.random.default_rng(SEED)
    return Pictures.of((make_scene(rng, size=SIZE, count=(1, 5)) for _ in range(count)), count, 5, dense=True)


def batches(count: int, size: int, steps: int) -> Iterator[tuple[NDArray[np.int64], bool]]:
    """Yield the places of `size` scenes, `steps` times, and whether to mirror them."""
    rng = np.random.default_rng(SEED)
    order = np.concatenate([rng.permutation(count) for _ in range(-(-size * steps // count))])
    for step in range(steps):
        yield order[step * size : (step + 1) * size], bool(rng.random() < 0.5)


def as_pixels(images: NDArray[np.uint8], mirrored: bool = False) -> Tensor:
    """Return pictures as models take them: float32, (batch, 3, height, width), from -1 to 1."""
    pixels = torch.from_numpy(np.ascontiguousarray(images)).permute(0, 3, 1, 2).float() / 127.5 - 1
    return pixels.flip(3) if mirrored else pixels.contiguous()


def patch_truth(
    things: NDArray[np.uint8], kinds: NDArray[np.int64], boxes: NDArray[np.float32]
) -> tuple[Tensor, Tensor, Tensor]:
    """Return kind, centre and box of `Truth` from the pixels of things, their kinds and boxes."""
    batch, patches = len(things), GRID * GRID
    tiles = things.reshape(batch, GRID, PATCH, GRID, PATCH)
    shares = np.stack([(tiles == place + 1).mean((2, 4)) for place in range(kinds.shape[1])]).reshape(
        -1, batch, patches
    )
    thing = shares.argmax(0)
    scene = np.arange(batch)[:, None]
    kind = np.where(shares.max(0) >= COVERED, kinds[scene, thing], len(KINDS))
    middle = (np.arange(GRID) + 0.5) * PATCH
    middles = np.stack([np.tile(middle, GRID), np.repeat(middle, GRID)] * 2, axis=1)
    box = (boxes[scene, thing] - middles) / (SIZE * BOX_UNIT)
    centre = np.zeros((batch, patches), dtype=np.float32)
    x, y = ((boxes[..., low] + boxes[..., low + 2]) / 2 // PATCH for low in (0, 1))
    cell = (y.clip(0, GRID - 1) * GRID + x.clip(0, GRID - 1)).astype(np.int64)
    there = kinds >= 0
    centre[np.repeat(scene, kinds.shape[1], axis=1)[there], cell[there]] = 1
    return torch.from_numpy(kind), torch.from_numpy(centre), torch.from_numpy(box.astype(np.float32))
