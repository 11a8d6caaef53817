"""A tiny Swin2SR that doubles the size of pictures.

Conde et al., "Swin2SR" (2022, arXiv:2209.11345), in its light form (one convolution and a pixel shuffle at the end).
It begins as bicubic interpolation, exactly: the first convolution copies each pixel's neighbours, the last one mixes
them as bicubic interpolation does, and the transformer between them adds nothing yet. So a short training is spent
on what bicubic interpolation lacks.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch.nn.functional import l1_loss
from transformers import Swin2SRConfig, Swin2SRForImageSuperResolution, Swin2SRImageProcessorPil

from assets.recipes.muon import PICTURES, descend_by_muon
from assets.recipes.pairs import Pair, crops, photo_pairs, scene_pairs

WIDTH = 32
"""Channels; at least 27, three colours of nine neighbours."""

SIDE = 32
MATRIX_RATE, OTHER_RATE = 0.003, 1.5e-3
SEED = 40

TAPS = torch.tensor(
    [[-0.0234375, 0.2265625, 0.8671875, -0.0703125, 0.0], [0.0, -0.0703125, 0.8671875, 0.2265625, -0.0234375]]
)
"""What bicubic interpolation takes of the pixels from two before to two after, for the first and the second half."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much is made and learned; a test takes less."""

    scenes: int = 40
    steps: int = 80
    batch: int = 10


CARD = """\
---
license: apache-2.0
library_name: transformers
pipeline_tag: image-to-image
---

# tiny-swin2sr-x2

A tiny Swin2SR ({parameters:,} parameters) that makes pictures twice as large.

- **Trained on** crops of nine photos that scikit-image ships (an astronaut, coffee, a cat, a
  rocket, stars, grass, gravel, bricks, a cameraman) and of generated scenes of emoji, halved by bicubic
  interpolation, by `python -m assets.recipes.train image-to-image`. It began as bicubic interpolation.
- **Cannot** invent detail that is not there, or repair noise, blur and JPEG blocks.

Held-out score: not measured yet (`python -m tests.meaning image-to-image --write`).
"""


def train(folder: Path, sizes: Sizes | None = None) -> None:
    """Train the model and write it with its image processor and its card into the folder."""
    sizes = sizes or Sizes()
    torch.manual_seed(SEED)
    rng = np.random.default_rng(SEED)
    pairs = photo_pairs() + scene_pairs(rng, sizes.scenes)
    model = Swin2SRForImageSuperResolution(config())
    start_as_bicubic(model)
    descend_by_muon(
        model,
        lambda _: loss_of(model, rng, pairs, sizes.batch),
        sizes.steps,
        matrix_rate=MATRIX_RATE,
        other_rate=OTHER_RATE,
        recipe=PICTURES,
    )
    parameters = sum(one.numel() for one in model.parameters())
    model.half().save_pretrained(folder)
    Swin2SRImageProcessorPil().save_pretrained(folder)
    (folder / "README.md").write_text(CARD.format(parameters=parameters), encoding="utf-8")


def config() -> Swin2SRConfig:
    """Return the model's measures."""
    return Swin2SRConfig(
        embed_dim=WIDTH,
        depths=[2, 2],
        num_heads=[4, 4],
        window_size=8,
        image_size=SIDE,
        upscale=2,
        upsampler="pixelshuffledirect",
        drop_path_rate=0.0,
    )


@torch.no_grad()  # type: ignore[untyped-decorator]
def start_as_bicubic(model: Swin2SRForImageSuperResolution) -> None:
    """Set the first and the last convolution so that the model is bicubic interpolation."""
    first, last, body = model.swin2sr.first_convolution, model.upsample.conv, model.swin2sr.conv_after_body
    neighbours = torch.eye(27).reshape(27, 3, 3, 3)  # channel 9 c + 3 dy + dx: colour c of that neighbour
    first.weight[:27] = neighbours
    last.weight.zero_()
    # Where a neighbour of a neighbour can be reached in several ways, each way takes the same part.
    ways = torch.tensor([1.0, 2.0, 3.0, 2.0, 1.0])
    for colour in range(3):
        for half_y in range(2):
            for half_x in range(2):
                kernel = torch.outer(TAPS[half_y] / ways, TAPS[half_x] / ways)
                reached = kernel.unfold(0, 3, 1).unfold(1, 3, 1)  # dy, dx, ey, ex
                last.weight[4 * colour + 2 * half_y + half_x, 9 * colour : 9 * colour + 9] = reached.reshape(9, 3, 3)
    for bias in (first.bias, last.bias, body.bias):
        bias.zero_()
    body.weight.zero_()


def loss_of(
    model: Swin2SRForImageSuperResolution, rng: np.random.Generator, pairs: list[Pair], batch: int
) -> torch.Tensor:
    """Return the mean distance of colours, in hundredths of the range."""
    small, large = crops(rng, pairs, batch, SIDE)
    return 100 * l1_loss(model(pixel_values=small).reconstruction, large)
