"""Sentences spoken by espeak-ng, as FastSpeech 2 learns from them: every phoneme with how long, high and loud it is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import soxr
import torch
from numpy.typing import NDArray

from assets.recipes.espeak import PAUSE, RATE, Utterance, espeak
from models.parts.griffin_lim import MelSettings, log_mel
from models.pipelines.text_to_speech import pause_name
from models.words.spoken_words import MARKS

END_S = 0.1
"""Of silence after each sentence, for the pause that ends it."""

CLAUSE_END = PAUSE
"""The last of the pauses of a mark."""

LOWEST_HZ, HIGHEST_HZ = 60, 250
VOICED = 0.5
"""What part of a frame's energy must come again after one period."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of n phonemes and pauses and f frames.

    Attributes:
        names: of the phonemes, stressed ones with a mark before them, and of the pauses.
        frames: int64 (n,), how many frames each takes.
        pitch: float32 (n,), the mean logarithm of the voiced frames' frequencies, NaN where none is voiced.
        energy: float32 (n,), the mean of the frames' log mel spectrogram, NaN where there is no frame.
        mel: float16 (f, bins), the log mel spectrogram.
    """

    names: tuple[str, ...]
    frames: NDArray[np.int64]
    pitch: NDArray[np.float32]
    energy: NDArray[np.float32]
    mel: NDArray[np.float16]


def spoken(text: str, settings: MelSettings) -> Sentence | None:
    """Return a sentence as it is spoken; None where the library says what it speaks in two ways."""
    utterance = espeak().speak(text)
    names = stressed_names(utterance, text)
    if names is None:
        return None
    samples = soxr.resample(utterance.samples, RATE, settings.sampling_rate)
    samples = np.concatenate([samples, np.zeros(int(END_S * settings.sampling_rate), np.float32)])
    mel = log_mel(torch.tensor(samples), settings).numpy()
    edges = frame_edges(utterance, len(mel), settings)
    parts = [slice(start, end) for start, end in pairwise(edges)]
    pitch = log_frequencies(samples, settings)[: len(mel)]
    return Sentence(
        names,
        np.diff(edges),
        np.array([mean(pitch[part]) for part in parts], np.float32),
        np.array([mean(mel[part].mean(axis=1)) for part in parts], np.float32),
        mel.astype(np.float16),
    )


def stressed_names(utterance: Utterance, text: str) -> tuple[str, ...] | None:
    """Return the names of phonemes with their stress, and of pauses with their marks."""
    stressed = [name for clause in espeak().clauses(text) for word in clause for name in word]
    marks = re.findall(rf"[{''.join(MARKS)}](?=\s|$)", text)
    names: list[str] = []
    for at, name in enumerate(utterance.phonemes):
        if not name.startswith(PAUSE):
            if not stressed or stressed[0].lstrip("',") != name:
                return None
            names.append(stressed.pop(0))
        elif at + 1 == len(utterance.phonemes) or not utterance.phonemes[at + 1].startswith(PAUSE):
            if not marks or name != CLAUSE_END:  # a breath between words has no mark
                return None
            names.append(pause_name(MARKS[marks.pop(0)]))
    return tuple(names) if names and not stressed and not marks else None


def frame_edges(utterance: Utterance, frames: int, settings: MelSettings) -> NDArray[np.int64]:
    """Return the frames at which phonemes begin, pauses in a row as one, and the number of frames, int64 (n + 1,)."""
    is_pause = [name.startswith(PAUSE) for name in utterance.phonemes]
    starts = [start for at, start in enumerate(utterance.starts) if not (is_pause[at] and at and is_pause[at - 1])]
    edges = np.round(np.array(starts) * settings.sampling_rate / RATE / settings.hop).astype(np.int64)
    return np.concatenate([[0], edges[1:].clip(0, frames), [frames]])


def log_frequencies(samples: NDArray[np.float32], settings: MelSettings) -> NDArray[np.float32]:
    """Return the logarithm of each frame's fundamental frequency, by autocorrelation; NaN where it is not voiced."""
    half = settings.window // 2
    frames = torch.tensor(np.pad(samples, half)).unfold(0, settings.window, settings.hop)
    window = torch.hann_window(settings.window)
    again, of_window = autocorrelation(frames * window), autocorrelation(window)
    again = again / (again[:, :1] + 1e-6) / (of_window / of_window[0]).clamp(min=0.1)
    shortest, longest = settings.sampling_rate // HIGHEST_HZ, settings.sampling_rate // LOWEST_HZ
    strength, period = again[:, shortest:longest].max(dim=1)
    found = (settings.sampling_rate / (period + shortest)).log()
    result: NDArray[np.float32] = torch.where(strength < VOICED, torch.nan, found).numpy()
    return result


def autocorrelation(frames: torch.Tensor) -> torch.Tensor:
    """Return the autocorrelation of each row (..., n) by lags from 0 to n - 1."""
    length = frames.shape[-1]
    return torch.fft.irfft(torch.fft.rfft(frames, 2 * length).abs() ** 2)[..., :length]


def mean(values: NDArray[Any]) -> float:
    """Return the mean of the numbers that are there, NaN if there is none."""
    there = values[~np.isnan(values)]
    return float(there.mean()) if len(there) else float("nan")


def all_spoken(texts: list[str], settings: MelSettings) -> Iterator[Sentence]:
    """Yield those of the texts that can be learned from."""
    for text in texts:
        sentence = spoken(text, settings)
        if sentence is not None:
            yield sentence
