"""A tiny GLPN that tells distances in scenes.

Kim et al., "Global-Local Path Networks for Monocular Depth Estimation with Vertical CutDepth" (2022,
arXiv:2201.07436).
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from transformers import DPTImageProcessorPil, GLPNConfig, GLPNForDepthEstimation

from assets.recipes.descent import descend
from assets.recipes.scene_pictures import MEAN, SIZE, STD, Pictures, as_pixels, batches, dense_pictures

PEAK_RATE = 2e-3
FARTHEST_M = 8


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much is made and learned; a test takes less."""

    scenes: int = 8000
    batch: int = 16
    steps: int = 450


CARD = """\
---
license: apache-2.0
pipeline_tag: depth-estimation
library_name: transformers
---
# Distances in scenes of emoji

A GLPN of 0.7 million weights that tells how far away every pixel is, in metres of a toy world: the lower edge of the
picture is 1 m away, the horizon 4 m, sky and walls 6 m, and things are as far as the place they stand on.

- Trained from nothing on 8,000 scenes that `assets.recipes.scenes` drew: emoji from Noto Color Emoji (OFL) before
  painted grounds.
- Made by `python -m assets.recipes.train depth-estimation`.
- Its outlines are soft, and small things far away may get lost. It has seen no photo: there it guesses.

Held-out score: not measured yet (`python -m tests.meaning depth-estimation --write`).
"""


def train(folder: Path, sizes: Sizes | None = None) -> None:
    """Train the model and write it with an image processor and its card into the folder."""
    sizes = sizes or Sizes()
    torch.manual_seed(0)
    model = GLPNForDepthEstimation(config())
    scenes = dense_pictures(sizes.scenes)
    order = list(batches(sizes.scenes, sizes.batch, sizes.steps))
    descend(model, lambda step: loss_of(model, scenes, *order[step]), sizes.steps, PEAK_RATE)
    model.half().save_pretrained(folder)
    # GLPN's own image processor leaves pictures at their size, and this model knows one size only.
    DPTImageProcessorPil(
        size={"height": SIZE, "width": SIZE}, resample=2, image_mean=MEAN, image_std=STD
    ).save_pretrained(folder)
    (folder / "README.md").write_text(CARD, encoding="utf-8")


def config() -> GLPNConfig:
    """Return the config of a model with 0.7 million parameters."""
    return GLPNConfig(
        hidden_sizes=[24, 48, 96, 128],
        num_attention_heads=[1, 2, 4, 8],
        depths=[1, 1, 2, 1],
        mlp_ratios=[2, 2, 2, 2],
        drop_path_rate=0.0,
        decoder_hidden_size=16,
        max_depth=FARTHEST_M,
    )


def loss_of(model: GLPNForDepthEstimation, scenes: Pictures, chosen: np.ndarray, mirrored: bool) -> torch.Tensor:
    """Return how far the told distances are off on average, as a part of the true ones."""
    depths_m = torch.from_numpy(scenes.depths_m[chosen]).float()
    depths_m = depths_m.flip(2) if mirrored else depths_m
    told_m = model(pixel_values=as_pixels(scenes.images[chosen], mirrored)).predicted_depth
    return ((told_m - depths_m).abs() / depths_m).mean()
