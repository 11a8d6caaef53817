"""Makes the sound codec: a lapped transform and residual vector quantization, without gradients.

The transform (Malvar 1990, the MDCT of Princen & Bradley 1987) turns 64 samples, with their neighbours, into 64
coefficients, and back without loss. Both are filters, so they are written into the two strided convolutions of an
EnCodec; its other convolutions scale, its LSTMs are zero beside their shortcut, and its ELUs see numbers so small
that they are straight. The codebooks are found by k-means (Gersho & Gray 1992), each on what the ones before leave.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from transformers import EncodecConfig, EncodecFeatureExtractor, EncodecModel

from assets.recipes.sound_clips import speak
from assets.recipes.sounds import KINDS, RATE, make_sound

SEED = 4
BLOCK = 64
"""Samples, and coefficients, of a frame: 4 ms."""

ENTRIES, BOOKS = 1024, 8
BANDWIDTHS = (5.0, 7.5, 10.0, 12.5, 15.0, 20.0)
"""Kilobits a second; one codebook takes 2.5."""

SMALL = 2.0**-13
"""What numbers are multiplied by before an ELU: exp(x) - 1 is x to within 0.1 percent there."""

EVENNESS = 0.3
"""Coefficients are divided by their spread to this power, so that the weak high ones count."""

SOFTNESS = 0.4
"""Frames weigh less, by their energy to this power, so that soft consonants count."""

SOUND_S = 1.5
FRAMES = 30_000


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much is made and learned; a test takes less."""

    speech_clips: int = 60
    speech_s: float = 8.0
    sounds_each: int = 2
    rounds: int = 6


def train(folder: Path, sizes: Sizes | None = None) -> None:
    """Write the codec and its card (takes a minute on one core)."""
    sizes = sizes or Sizes()
    torch.manual_seed(SEED)
    clips = training_clips(np.random.default_rng(SEED), sizes)
    weights = band_weights(torch.cat([coefficients(clip) for clip in clips]))
    model = codec(weights)
    write_codebooks(model, encode(model, clips), sizes.rounds)
    model.half().save_pretrained(folder)
    EncodecFeatureExtractor(feature_size=1, sampling_rate=RATE, padding_value=0.0).save_pretrained(folder)
    (folder / "README.md").write_text(CARD, encoding="utf-8")


def training_clips(rng: np.random.Generator, sizes: Sizes) -> list[torch.Tensor]:
    """Return speech and a few sounds of every kind, float32 (n,), all equally loud."""
    speech: list[NDArray[Any]] = [speak(rng, sizes.speech_s) for _ in range(sizes.speech_clips)]
    kinds = [kind for kind in KINDS for _ in range(sizes.sounds_each)]
    sounds: list[NDArray[Any]] = [make_sound(rng, kind, SOUND_S) for kind in kinds]
    return [torch.tensor(clip / np.sqrt((clip**2).mean()), dtype=torch.float32) for clip in [*speech, *sounds]]


def lapped_transform() -> torch.Tensor:
    """Return the transform's filters, float32 (BLOCK, 2 * BLOCK)."""
    at, number = np.arange(2 * BLOCK) + 0.5, np.arange(BLOCK)[:, None] + 0.5
    window = np.sqrt(2 / BLOCK) * np.sin(np.pi * at / (2 * BLOCK))
    filters: NDArray[np.float64] = window * np.cos(np.pi / BLOCK * (at + BLOCK / 2) * number)
    return torch.tensor(filters, dtype=torch.float32)


def coefficients(clip: torch.Tensor) -> torch.Tensor:
    """Return a clip's coefficients, float32 (frames, BLOCK)."""
    return nn.functional.pad(clip, (BLOCK, BLOCK)).unfold(0, 2 * BLOCK, BLOCK) @ lapped_transform().T


def band_weights(found: torch.Tensor) -> torch.Tensor:
    """Return what each coefficient is multiplied by before it is quantized, float32 (BLOCK,)."""
    return found.std(dim=0) ** -EVENNESS


def codec(weights: torch.Tensor) -> EncodecModel:
    """Return the EnCodec that computes the transform, in numbers that survive float16, with empty codebooks."""
    config = EncodecConfig(
        sampling_rate=RATE,
        target_bandwidths=list(BANDWIDTHS),
        normalize=True,
        audio_channels=1,
        num_filters=BLOCK // 2,
        num_residual_layers=0,
        num_lstm_layers=1,
        upsampling_ratios=[BLOCK],
        kernel_size=1,
        last_kernel_size=1,
        hidden_size=BLOCK,
        codebook_size=ENTRIES,
        trim_right_ratio=0.0,
        dtype="float16",
    )
    model = EncodecModel(config).eval()
    filters, first = lapped_transform(), torch.zeros(BLOCK // 2, 1, 1)
    first[0] = 1.0
    shrink, analysis, weigh = (layer.conv for layer in convolutions(model.encoder))
    unweigh, synthesis, grow = (layer.conv for layer in convolutions(model.decoder))
    write(shrink, first * SMALL)
    write(analysis, filters[:, None, :] * first[None, :, 0, 0, None])
    write(weigh, torch.diag(weights / SMALL)[:, :, None])
    write(unweigh, torch.diag(SMALL / weights)[:, :, None])
    write(synthesis, filters[:, None, :] * first[None, :, 0, 0, None])
    write(grow, first.transpose(0, 1) / SMALL)
    for part in (model.encoder, model.decoder):
        for layer in part.layers:
            for parameter in layer.lstm.parameters() if hasattr(layer, "lstm") else ():
                nn.init.zeros_(parameter)
    return model.half().float()


def convolutions(part: nn.Module) -> list[nn.Module]:
    """Return the layers of an encoder or decoder that hold a convolution."""
    return [layer for layer in part.layers if hasattr(layer, "conv")]


def write(convolution: nn.Module, weight: torch.Tensor) -> None:
    """Set a convolution's weight, which is kept as direction and length (Salimans & Kingma 2016), and no bias."""
    lengths = weight.flatten(1).norm(dim=1).reshape(-1, *[1] * (weight.dim() - 1))
    directions = torch.where(lengths > 0, weight / lengths.clamp(min=1e-12), torch.ones_like(weight))
    with torch.no_grad():
        convolution.parametrizations.weight.original0.copy_(lengths)
        convolution.parametrizations.weight.original1.copy_(directions)
        convolution.bias.zero_()


def encode(model: EncodecModel, clips: list[torch.Tensor]) -> torch.Tensor:
    """Return what the encoder makes of all clips, float32 (frames, BLOCK)."""
    with torch.no_grad():
        return torch.cat([model.encoder(clip[None, None])[0].T for clip in clips])


def write_codebooks(model: EncodecModel, frames: torch.Tensor, rounds: int) -> None:
    """Fill the codebooks one after the other."""
    energy = frames.pow(2).sum(dim=1)
    weights = (energy + energy.mean() * 1e-3) ** -SOFTNESS
    rest = frames
    for layer in model.quantizer.layers:
        book = k_means(rest, weights, rounds).half().float()
        layer.codebook.embed.copy_(book)
        layer.codebook.embed_avg.copy_(book)
        rest = rest - book[nearest(rest, book)]


def k_means(points: torch.Tensor, weights: torch.Tensor, rounds: int) -> torch.Tensor:
    """Return ENTRIES centres, float32 (ENTRIES, BLOCK), on a random part of the points."""
    centres = points[torch.multinomial(weights * points.pow(2).sum(dim=1), ENTRIES)].clone()
    some = torch.randperm(len(points))[:FRAMES]
    points, weights = points[some], weights[some, None]
    for _ in range(rounds):
        place = nearest(points, centres)
        total = torch.zeros(ENTRIES, 1).index_add_(0, place, weights)
        centres = torch.zeros_like(centres).index_add_(0, place, points * weights) / total.clamp(min=1e-9)
        unused = total[:, 0] == 0
        centres[unused] = points[torch.randint(len(points), (int(unused.sum()),))]
    return centres


def nearest(points: torch.Tensor, centres: torch.Tensor) -> torch.Tensor:
    """Return the place of the centre nearest to each point, int64 (points,)."""
    lengths = centres.pow(2).sum(dim=1)
    return torch.cat([(lengths - 2 * part @ centres.T).argmin(dim=1) for part in points.split(4096)])


CARD = """\
---
license: apache-2.0
library_name: transformers
pipeline_tag: audio-to-audio
---

# A classic sound codec in the form of an EnCodec

A lapped transform of 64 coefficients every 4 ms (Malvar 1990), written into the strided convolutions of an EnCodec,
and eight codebooks of 1024 entries, one after the other (residual vector quantization, Gersho & Gray 1992), found by
k-means. Nothing is learned by gradients. Mono, 16 kHz, 5 to 20 kbit/s.

**Trained on** eight minutes of words spoken by espeak-ng in many voices, and on sounds made by the formulas in
`assets.recipes.sounds`.

**Made by** `python -m assets.recipes.train audio-to-audio`, which needs espeak-ng.

Held-out score: not measured yet (`python -m tests.meaning audio-to-audio --write`).

**It cannot** do what neural codecs do: with 10 kbit/s and less, hissing covers soft consonants and words get lost, and
music is rough at any rate.
"""
