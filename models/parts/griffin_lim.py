"""From mel spectrograms to sound without a network.

Magnitudes are found by multiplicative updates that keep them positive (Lee & Seung 2001), phases by the fast
Griffin-Lim algorithm (Perraudin, Balazs & Søndergaard 2013, "A fast Griffin-Lim algorithm").
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

import torch
from transformers.audio_utils import mel_filter_bank

LEAST = 1e-5
"""What silence is taken to be, before the logarithm."""

MAGNITUDE_STEPS = 60
PHASE_STEPS = 48
MOMENTUM = 0.99
SEED = 0
"""Of the first phases, so that a text always sounds the same."""


@dataclass(frozen=True, slots=True)
class MelSettings:
    """How spectrograms are computed."""

    sampling_rate: int = 16_000
    window: int = 1024
    hop: int = 256
    bins: int = 80


@cache
def filters(settings: MelSettings) -> torch.Tensor:
    """Return the mel filters, float32 (bins, window // 2 + 1)."""
    frequencies, rate = settings.window // 2 + 1, settings.sampling_rate
    bank = mel_filter_bank(frequencies, settings.bins, 0, rate / 2, rate, norm="slaney", mel_scale="slaney")
    return torch.tensor(bank.T, dtype=torch.float32)


def log_mel(samples: torch.Tensor, settings: MelSettings) -> torch.Tensor:
    """Return float32 (frames, bins) of samples (n,): 1 + n // hop frames, the first around the first sample."""
    return (filters(settings) @ _spectrum(samples, settings).abs()).clamp(min=LEAST).log().T


def griffin_lim(mel: torch.Tensor, settings: MelSettings) -> torch.Tensor:
    """Return samples, float32 ((frames - 1) * hop,), whose `log_mel` is about this one (frames, bins)."""
    if len(mel) < 2:
        return torch.zeros(0)
    magnitudes = _magnitudes(mel.float().cpu().exp().T, filters(settings))
    generator = torch.Generator().manual_seed(SEED)
    angles: Any = torch.exp(2j * torch.pi * torch.rand(magnitudes.shape, generator=generator))
    past = torch.zeros_like(angles)
    for _ in range(PHASE_STEPS):
        found = _spectrum(_samples(magnitudes * angles, settings), settings)
        angles = found - MOMENTUM / (1 + MOMENTUM) * past
        angles = angles / (angles.abs() + 1e-9)
        past = found
    return _samples(magnitudes * angles, settings)


def _magnitudes(mel: torch.Tensor, mixer: torch.Tensor) -> torch.Tensor:
    """Return positive magnitudes (frequencies, frames) with about this mel spectrogram (bins, frames)."""
    found = (torch.linalg.pinv(mixer) @ mel).clamp(min=LEAST)
    wanted, mixing = mixer.T @ mel, mixer.T @ mixer
    for _ in range(MAGNITUDE_STEPS):
        found = found * wanted / (mixing @ found + 1e-9)
    return found


def _spectrum(samples: torch.Tensor, settings: MelSettings) -> torch.Tensor:
    window = torch.hann_window(settings.window)
    short = max(settings.window - len(samples), 0)  # torch reflects the ends, which must be long enough
    padded = torch.nn.functional.pad(samples, (0, short))
    found = torch.stft(padded, settings.window, settings.hop, window=window, return_complex=True)
    return found[:, : 1 + len(samples) // settings.hop]


def _samples(spectrum: torch.Tensor, settings: MelSettings) -> torch.Tensor:
    return torch.istft(spectrum, settings.window, settings.hop, window=torch.hann_window(settings.window))
