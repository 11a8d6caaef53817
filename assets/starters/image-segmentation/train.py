"""A tiny UPerNet that knows the regions of scenes.

Xiao et al., "Unified Perceptual Parsing for Scene Understanding" (ECCV 2018, arXiv:1807.10221), on a backbone that has
learned to name things. It cuts scenes better than a SegFormer taught from nothing in the same time.
"""

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from torch.nn.functional import cross_entropy, interpolate
from transformers import SegformerImageProcessorPil, UperNetConfig, UperNetForSemanticSegmentation

from assets.recipes.descent import descend
from assets.recipes.scene_pictures import MEAN, SIZE, STD, Pictures, as_pixels, batches, dense_pictures
from assets.recipes.scenes import REGIONS
from assets.recipes.thing_backbone import NamerSizes, backbone_config, taught_weights

PEAK_RATE = 1e-2
COARSE = 0.7
"""The part of the steps that looks at few pixels: most of the work lies there, not in the model."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much is made and learned; a test takes less."""

    scenes: int = 8000
    batch: int = 16
    steps: int = 1300
    namer: NamerSizes = field(default_factory=NamerSizes)


CARD = """\
---
license: apache-2.0
pipeline_tag: image-segmentation
library_name: transformers
---
# Regions of scenes of emoji

A UPerNet of 0.7 million weights that tells for every pixel which of 32 kinds of things, 6 grounds, sky or wall it
shows. It does semantic segmentation: two things of one kind become one region.

- Trained from nothing on 8,000 scenes that `assets.recipes.scenes` drew: emoji from Noto Color Emoji (OFL) before
  painted grounds. The backbone first learned to name single things.
- Made by `python -m assets.recipes.train image-segmentation`.
- It knows these drawings only. Its masks are coarse: thin things such as bicycles, legs and strings are lost.

Held-out score: not measured yet (`python -m tests.meaning image-segmentation --write`).
"""


def train(folder: Path, sizes: Sizes | None = None) -> None:
    """Train the model and write it with its image processor and its card into the folder."""
    sizes = sizes or Sizes()
    torch.manual_seed(0)
    weights = taught_weights(sizes.scenes, sizes.namer)
    model = UperNetForSemanticSegmentation(config())
    model.backbone.load_state_dict(weights)
    scenes = dense_pictures(sizes.scenes)
    order = list(batches(sizes.scenes, sizes.batch, sizes.steps))
    coarse_steps = COARSE * sizes.steps

    def loss_of_step(step: int) -> torch.Tensor:
        return loss_of(model, scenes, *order[step], step, 4 if step < coarse_steps else 2)

    descend(model, loss_of_step, sizes.steps, PEAK_RATE)
    model.half().save_pretrained(folder)
    SegformerImageProcessorPil(size={"height": SIZE, "width": SIZE}, image_mean=MEAN, image_std=STD).save_pretrained(
        folder
    )
    (folder / "README.md").write_text(CARD, encoding="utf-8")


def config() -> UperNetConfig:
    """Return the config of a model with 0.73 million parameters."""
    return UperNetConfig(
        backbone_config=backbone_config(1, 2, 3, 4),
        hidden_size=32,
        pool_scales=[1, 2, 3, 4],
        use_auxiliary_head=False,
        id2label=dict(enumerate(REGIONS)),
        label2id={name: number for number, name in enumerate(REGIONS)},
    )


def loss_of(
    model: UperNetForSemanticSegmentation, scenes: Pictures, chosen: np.ndarray, mirrored: bool, step: int, apart: int
) -> torch.Tensor:
    """Return the cross-entropy of the rows and columns of pixels that lie so far apart, at each step others."""
    regions = torch.from_numpy(scenes.regions[chosen])
    regions = regions.flip(2) if mirrored else regions
    regions = regions[:, step % apart :: apart, step // apart % apart :: apart].long()
    maps = model.backbone(as_pixels(scenes.images[chosen], mirrored)).feature_maps
    logits = model.decode_head(maps)  # the whole model's logits are blown up to all pixels
    return cross_entropy(interpolate(logits, size=regions.shape[1:], mode="bilinear"), regions)
