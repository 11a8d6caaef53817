"""A small convolutional network that knows the kinds of things, for models that find them in scenes to grow from.

It learns from pieces of scenes around one thing each: naming these is learned in a tenth of the time that finding
takes from nothing.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
import torch
from torch import nn
from torch.nn.functional import cross_entropy, interpolate
from transformers import RTDetrResNetConfig
from transformers.models.rt_detr.modeling_rt_detr_resnet import RTDetrResNetBackbone

from assets.recipes.descent import descend
from assets.recipes.scene_pictures import SEED, SIZE, Pictures, as_pixels, dense_pictures
from assets.recipes.scenes import KINDS

CHANNELS = (16, 48, 96, 160)
"""Of the feature maps, at strides of 4, 8, 16 and 32 pixels."""

PIECE = 64
"""Pixels a side of a piece of a scene; the network sees it in three quarters of that."""

SHIFT = 8
"""A piece's middle lies up to so many pixels beside its thing's."""

PEAK_RATE = 4e-3


def backbone_config(*stages: int) -> RTDetrResNetConfig:
    """Return the config of RT-DETR's ResNet with the maps of these stages, of 1 to 4."""
    return RTDetrResNetConfig(
        embedding_size=CHANNELS[0],
        hidden_sizes=list(CHANNELS),
        depths=[1, 1, 1, 1],
        layer_type="basic",
        out_indices=list(stages),
    )


@dataclass(frozen=True, slots=True)
class NamerSizes:
    """How much is learned."""

    batch: int = 32
    steps: int = 900


@cache
def taught_weights(scenes: int, sizes: NamerSizes) -> dict[str, torch.Tensor]:
    """Return the weights of a backbone that has learned to name the things of so many scenes."""
    namer = Namer()
    drawn = dense_pictures(scenes)
    places = np.argwhere(drawn.kinds >= 0)
    rng = np.random.default_rng(SEED)

    def loss_of_step(_: int) -> torch.Tensor:
        chosen = places[rng.integers(0, len(places), sizes.batch)]
        pixels = as_pixels(np.stack([piece(rng, drawn, *place) for place in chosen]), bool(rng.random() < 0.5))
        kinds = torch.from_numpy(drawn.kinds[chosen[:, 0], chosen[:, 1]])
        return torch.stack([cross_entropy(logits, kinds) for logits in namer(pixels)]).sum()

    descend(namer, loss_of_step, sizes.steps, PEAK_RATE)
    weights: dict[str, torch.Tensor] = namer.backbone.state_dict()
    return weights


class Namer(nn.Module):  # type: ignore[misc]
    """Names a piece of a scene three times: from the average of each of the last three maps."""

    def __init__(self) -> None:
        super().__init__()
        self.backbone = RTDetrResNetBackbone(backbone_config(2, 3, 4))
        self.heads = nn.ModuleList(nn.Linear(width, len(KINDS)) for width in CHANNELS[1:])

    def forward(self, pixels: torch.Tensor) -> list[torch.Tensor]:
        """Return three times float of shape (pieces, kinds)."""
        side = 3 * PIECE // 4
        maps = self.backbone(interpolate(pixels, size=(side, side), mode="bilinear")).feature_maps
        return [head(features.mean(dim=(2, 3))) for head, features in zip(self.heads, maps, strict=True)]


def piece(rng: np.random.Generator, scenes: Pictures, scene: int, thing: int) -> np.ndarray:
    """Return a thing with its surroundings, uint8, PIECE x PIECE x 3."""
    box = scenes.boxes[scene, thing]
    middle = (box[:2] + box[2:]) / 2 + rng.integers(-SHIFT, SHIFT + 1, size=2)
    left, top = (middle - PIECE / 2).round().clip(0, SIZE - PIECE).astype(int)
    return scenes.images[scene, top : top + PIECE, left : left + PIECE]
