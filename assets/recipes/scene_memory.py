"""What the tower sees of many scenes, kept in memory: heads learn from that many times faster than from pictures."""

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from transformers.models.blip.modeling_blip import BlipVisionModel

from assets.recipes.scene_pictures import GROUND_NAMES, SIZE, Pictures
from assets.recipes.scenes import KINDS
from assets.recipes.scenes.sight import Sight

VIEW_BATCH = 50


@dataclass(frozen=True, slots=True)
class Memory:
    """Scenes as the tower sees them.

    Attributes:
        states: float16, (scenes, 1 + patches, width), the tower's last hidden states.
        sights: what is in each.
    """

    states: Tensor
    sights: list[Sight]

    def batch(self, rng: np.random.Generator, size: int) -> tuple[Tensor, list[Sight]]:
        """Return the states of some scenes, float32, and what is in them."""
        chosen = rng.integers(len(self.sights), size=size)
        return self.states[torch.from_numpy(chosen)].float(), [self.sights[number] for number in chosen]


@torch.no_grad()  # type: ignore[untyped-decorator]
def remember(tower: BlipVisionModel, pictures: Pictures, rng: np.random.Generator, views: int) -> Memory:
    """Look at scenes, each drawn by chance and moved and mirrored anew; `views` in all, a multiple of 50."""
    states, sights = [], []
    for _ in range(views // VIEW_BATCH):
        view = pictures.views(rng, VIEW_BATCH)
        states.append(tower(view.pixels).last_hidden_state.half())
        sights += [sight(*one) for one in zip(view.kinds, view.boxes, view.grounds, strict=True)]
    return Memory(torch.cat(states), sights)


def sight(kinds: NDArray[np.int64], boxes: NDArray[np.float32], ground: int) -> Sight:
    """Return what is in a scene of arrays, from left to right."""
    there = [number for number in range(len(kinds)) if kinds[number] >= 0]
    there.sort(key=lambda number: float(boxes[number, 0] + boxes[number, 2]))
    parts = boxes / SIZE
    return Sight(
        tuple(KINDS[kinds[number]] for number in there),
        tuple((float(a), float(b), float(c), float(d)) for a, b, c, d in parts[there]),
        GROUND_NAMES[ground],
    )
