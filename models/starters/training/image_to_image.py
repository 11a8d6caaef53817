"""A tiny Swin2SR that doubles pictures. It starts as bicubic interpolation and learns what that leaves blurred.

Conde et al., "Swin2SR" (2022, arXiv:2209.11345), the lightweight form; Keys, "Cubic convolution interpolation for
digital image processing" (1981), what it starts as.
"""

from importlib.metadata import distribution
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image
from torch import nn
from transformers import Swin2SRConfig, Swin2SRForImageSuperResolution, Swin2SRImageProcessorPil

from models.starters.scenes import make_scene
from models.starters.training.descent import descend

SCALE = 2
SCENES, SCENE_SIZE = 160, 176
CROP = 32
BATCH = 8
STEPS = 700
PEAK_RATE = 1e-3
SEED = 40
EDGE = 1e-3
"""Where the loss turns from square to absolute (Charbonnier et al. 1994)."""

CARD = """\
---
license: apache-2.0
library_name: transformers
pipeline_tag: image-to-image
---

# tiny-swin2sr-x2

A tiny Swin2SR ({million:.2f} million parameters) that makes pictures twice as large.

- **Trained on** {scenes} generated scenes of emoji (`models/starters/scenes`) and the two photos that scikit-learn
  ships (a pagoda and a flower, CC BY 2.0), halved by bicubic filtering, by
  `python -m models.starters.train image-to-image`. Its first weights are those of bicubic interpolation.
- **Held-out score**: {gain:.2f} dB closer to the original (PSNR) than bicubic enlarging, on {held_out} new scenes.
  `python -m tests.meaning image-to-image` measures it on photos too, through the application.
- **Cannot** invent detail, enlarge by other factors than two, or clean noisy and compressed pictures.
"""
HELD_OUT = 12


def train(folder: Path) -> None:
    """Train the model and write it with an image processor and its card into the folder."""
    torch.manual_seed(0)
    rng = np.random.default_rng(SEED)
    model = Swin2SRForImageSuperResolution(config())
    begin_as_bicubic(model)
    pairs = [halved(picture) for picture in pictures(rng)]
    descend(model, lambda _: loss_of(model, *batch(rng, pairs)), STEPS, PEAK_RATE)
    gain = gain_db(model, [halved(scene(np.random.default_rng(SEED + 1 + n))) for n in range(HELD_OUT)])
    million = sum(one.numel() for one in model.parameters()) / 1e6
    model.half().save_pretrained(folder)
    Swin2SRImageProcessorPil(size_divisor=8).save_pretrained(folder)
    card = CARD.format(million=million, scenes=SCENES, gain=gain, held_out=HELD_OUT)
    (folder / "README.md").write_text(card, encoding="utf-8")


def config() -> Swin2SRConfig:
    """Return the model's measures."""
    return Swin2SRConfig(
        image_size=64,
        embed_dim=48,
        depths=[2, 2],
        num_heads=[3, 3],
        window_size=8,
        mlp_ratio=2.0,
        upscale=SCALE,
        upsampler="pixelshuffledirect",
        drop_path_rate=0.0,
    )


def begin_as_bicubic(model: Swin2SRForImageSuperResolution) -> None:
    """Set the weights so that the model enlarges by bicubic interpolation and its transformer adds nothing yet.

    The first convolution copies each pixel's three by three surroundings into 27 channels, the last one weighs those
    of three by three places: five by five pixels in all, of which cubic interpolation needs four by four.
    """
    first, last = model.swin2sr.first_convolution, model.upsample.conv
    body = model.swin2sr.conv_after_body
    with torch.no_grad():
        for one in (body.weight, body.bias, last.weight, last.bias, first.bias):
            nn.init.zeros_(one)
        first.weight[:27] = 0
        for colour in range(3):
            for y in range(3):
                for x in range(3):
                    first.weight[place(colour, y, x), colour, y, x] = 1
            for down in range(SCALE):
                for right in range(SCALE):
                    target = last.weight[colour * SCALE**2 + down * SCALE + right]
                    for weight_y, (step_y, near_y) in taps(down):
                        for weight_x, (step_x, near_x) in taps(right):
                            target[place(colour, near_y, near_x), step_y, step_x] += weight_y * weight_x


def place(colour: int, y: int, x: int) -> int:
    """Return the channel that holds a neighbour of each pixel; (1, 1) is the pixel itself."""
    return colour * 9 + y * 3 + x


def taps(half: int) -> list[tuple[float, tuple[int, int]]]:
    """Return the four weights of a new pixel, each with its place: the last convolution's step and the neighbour.

    Args:
        half: 0 for the new pixel a quarter to the left of the old one, 1 for that to the right.
    """
    offsets = range(-2, 2) if half == 0 else range(-1, 3)
    at = -0.25 if half == 0 else 0.25
    split = {-2: (-1, -1), -1: (-1, 0), 0: (0, 0), 1: (1, 0), 2: (1, 1)}
    return [(cubic(offset - at), (split[offset][0] + 1, split[offset][1] + 1)) for offset in offsets]


def cubic(distance: float, a: float = -0.5) -> float:
    """Return the weight of a pixel at that distance (Keys 1981)."""
    x = abs(distance)
    if x < 1:
        return (a + 2) * x**3 - (a + 3) * x**2 + 1
    return a * (x**3 - 5 * x**2 + 8 * x - 4) if x < 2 else 0.0


def pictures(rng: np.random.Generator) -> list[Image.Image]:
    """Return what there is to learn from."""
    photos = [Image.open(file).convert("RGB") for file in sklearn_photos()]
    return [*(scene(rng) for _ in range(SCENES)), *photos * 20]


def sklearn_photos() -> list[Path]:
    """Return the photos that scikit-learn ships."""
    return sorted(Path(str(distribution("scikit-learn").locate_file("sklearn/datasets/images"))).glob("*.jpg"))


def scene(rng: np.random.Generator) -> Image.Image:
    """Return a scene so small that none of its emoji is blown up."""
    return make_scene(rng, size=SCENE_SIZE, count=(3, 6)).image


def halved(picture: Image.Image) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Return the picture at half its size and as it is, uint8, height x width x 3."""
    width, height = (side // SCALE for side in picture.size)
    large = picture.crop((0, 0, width * SCALE, height * SCALE))
    return np.asarray(large.resize((width, height), Image.Resampling.BICUBIC)), np.asarray(large)


def batch(
    rng: np.random.Generator, pairs: list[tuple[NDArray[np.uint8], NDArray[np.uint8]]]
) -> tuple[torch.Tensor, torch.Tensor]:
    """Return crops, small and large, turned and mirrored by chance; float32, from 0 to 1."""
    small_ones, large_ones = [], []
    for index in rng.integers(len(pairs), size=BATCH):
        small, large = pairs[index]
        y, x = (int(rng.integers(side - CROP + 1)) for side in small.shape[:2])
        turns, mirror = int(rng.integers(4)), int(rng.choice([-1, 1]))
        for kept, one, times in ((small_ones, small, 1), (large_ones, large, SCALE)):
            crop = one[y * times : (y + CROP) * times, x * times : (x + CROP) * times]
            kept.append(np.rot90(crop, turns)[:, ::mirror])
    return as_pixels(np.stack(small_ones)), as_pixels(np.stack(large_ones))


def as_pixels(images: NDArray[np.uint8]) -> torch.Tensor:
    """Return pictures as the model takes them: float32, pictures x 3 x height x width, from 0 to 1."""
    return torch.from_numpy(images.copy()).permute(0, 3, 1, 2).float() / 255


def loss_of(model: Swin2SRForImageSuperResolution, small: torch.Tensor, large: torch.Tensor) -> torch.Tensor:
    """Return the mean absolute difference, rounded off near zero."""
    return ((model(pixel_values=small).reconstruction - large).square() + EDGE**2).sqrt().mean()


@torch.no_grad()  # type: ignore[untyped-decorator]
def gain_db(model: Swin2SRForImageSuperResolution, pairs: list[tuple[NDArray[np.uint8], NDArray[np.uint8]]]) -> float:
    """Return by how many decibels the model comes closer to the originals than bicubic interpolation does."""
    gains = []
    for small, large in pairs:
        size = large.shape[1::-1]
        plain = np.asarray(Image.fromarray(small).resize(size, Image.Resampling.BICUBIC))
        told = model(pixel_values=as_pixels(small[None])).reconstruction[0].clamp(0, 1).permute(1, 2, 0).numpy() * 255
        errors = [np.square(one.astype(np.float32) - large).mean() for one in (plain, told[: size[1], : size[0]])]
        gains.append(10 * np.log10(errors[0] / errors[1]))
    return float(np.mean(gains))
