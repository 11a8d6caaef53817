"""What sounds are built from: tones, noise, filters, envelopes. All are float arrays at RATE."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

RATE = 16_000
"""Samples a second."""

Wave = NDArray[np.float64]
Gain = Callable[[Wave], Wave]
"""What a filter does to each frequency: Hz in, factors out."""


def samples(seconds: float) -> int:
    """Return how many samples that is, at least one."""
    return max(1, round(seconds * RATE))


def times(count: int) -> Wave:
    """Return the time of each sample in seconds."""
    return np.arange(count) / RATE


def curve(values: Sequence[float] | Wave, count: int) -> Wave:
    """Return a curve through values at equal distances, straight between them."""
    return np.interp(np.linspace(0, len(values) - 1, count), np.arange(len(values)), values)


def wandering(rng: np.random.Generator, count: int, steps: float, depth: float) -> Wave:
    """Return a factor around 1 that drifts by about `depth` at `steps` turns a second."""
    turns = max(3, round(count / RATE * steps) + 1)
    return np.maximum(curve(1 + depth * rng.standard_normal(turns), count), 0.02)


def vibrato(rng: np.random.Generator, count: int, rate_hz: float, depth: float) -> Wave:
    """Return a factor that swings around 1."""
    return 1 + depth * np.sin(2 * np.pi * rate_hz * times(count) + rng.uniform(0, 2 * np.pi))


def tone(frequency: Wave, strengths: Sequence[float], phase: float = 0.0) -> Wave:
    """Return a sum of harmonics whose pitch follows a curve in Hz; harmonics above half of RATE are left out."""
    angle = 2 * np.pi * np.cumsum(frequency) / RATE + phase
    wave = np.zeros(len(frequency))
    for number, strength in enumerate(strengths, 1):
        audible = number * frequency < RATE / 2
        if not audible.any():
            break
        wave += strength * np.sin(number * angle + number * number) * audible
    return wave


def falling(count: int, power: float) -> list[float]:
    """Return the strengths of that many harmonics, falling with their number to a power."""
    return [number**-power for number in range(1, count + 1)]


def noise(rng: np.random.Generator, count: int) -> Wave:
    """Return white noise."""
    return rng.standard_normal(count)


def filter_wave(wave: Wave, gain: Gain) -> Wave:
    """Return the wave with each frequency multiplied by the gain there."""
    size = 1 << (len(wave) - 1).bit_length()
    frequency: Wave = np.fft.rfftfreq(size, 1 / RATE).astype(np.float64)
    spectrum = np.fft.rfft(wave, size) * gain(frequency)
    return np.fft.irfft(spectrum, size)[: len(wave)]


def band(low: float, high: float, steepness: float = 3.0) -> Gain:
    """Return a filter that lets pass what lies between two frequencies in Hz."""

    def gain(frequency: Wave) -> Wave:
        octaves_below = np.log2(low / np.maximum(frequency, 1.0))
        octaves_above = np.log2(np.maximum(frequency, 1.0) / high)
        return np.exp2(-steepness * np.maximum(0, np.maximum(octaves_below, octaves_above)))

    return gain


def resonances(*peaks: tuple[float, float, float], floor: float = 0.02) -> Gain:
    """Return a filter with peaks, each (Hz, width in Hz, height)."""

    def gain(frequency: Wave) -> Wave:
        total = np.full(len(frequency), floor)
        for centre, width, height in peaks:
            total += height / (1 + ((frequency - centre) / width) ** 2)
        return total

    return gain


def fading(count: int, seconds: float) -> Wave:
    """Return what falls to a third in so many seconds."""
    return np.exp(-times(count) / seconds)


def swell(count: int, attack_s: float, release_s: float) -> Wave:
    """Return an envelope that rises, stays, and falls."""
    at = times(count)
    return np.clip(np.minimum((at + 1 / RATE) / attack_s, (count / RATE - at) / release_s), 0, 1)


def add_at(wave: Wave, event: Wave, second: float) -> None:
    """Add an event to a wave, in place, cut at its end."""
    start = round(second * RATE)
    if 0 <= start < len(wave):
        part = event[: len(wave) - start]
        wave[start : start + len(part)] += part


def moments(rng: np.random.Generator, seconds: float, gap: tuple[float, float], first: float = 0.3) -> list[float]:
    """Return when events begin, in seconds: the first soon, the others after gaps between two lengths."""
    found = [rng.uniform(0, min(first, seconds / 3))]
    while (after := found[-1] + rng.uniform(*gap)) < seconds:
        found.append(after)
    return found


def loudest_one(wave: Wave) -> Wave:
    """Return the wave with a peak of 1."""
    scaled: Wave = wave / max(np.abs(wave).max(), 1e-9)
    return scaled
