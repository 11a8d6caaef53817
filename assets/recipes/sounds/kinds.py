"""The kinds of sounds by name, and what a microphone makes of them."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from assets.recipes.sounds import animals, instruments, nature, people, things
from assets.recipes.sounds.waves import RATE, Wave, filter_wave, loudest_one, noise, samples, times

SOURCES: dict[str, Callable[[np.random.Generator, float], Wave]] = {
    "dog barking": animals.dog,
    "cat meowing": animals.cat,
    "rooster crowing": animals.rooster,
    "cow mooing": animals.cow,
    "bird chirping": animals.bird,
    "owl hooting": animals.owl,
    "frog croaking": animals.frog,
    "cricket chirping": animals.cricket,
    "bee buzzing": animals.bee,
    "person speaking": people.speech,
    "footsteps": people.footsteps,
    "knocking on a door": people.knocking,
    "hands clapping": people.clapping,
    "whistling": people.whistling,
    "rain": nature.rain,
    "wind": nature.wind,
    "sea waves": nature.waves,
    "thunder": nature.thunder,
    "static noise": nature.hiss,
    "siren": things.siren,
    "bell ringing": things.bell,
    "telephone ringing": things.telephone,
    "alarm beeping": things.alarm,
    "clock ticking": things.clock,
    "engine running": things.engine,
    "drums": instruments.drums,
    "piano": instruments.piano,
    "guitar": instruments.guitar,
    "violin": instruments.violin,
    "flute": instruments.flute,
    "saxophone": instruments.saxophone,
}

KINDS = tuple(SOURCES)
"""The names of all kinds."""


def make_sound(rng: np.random.Generator, kind: str, seconds: float = 2.0) -> NDArray[np.float32]:
    """Return a recording of something of that kind, float32 (n,) at RATE, between -1 and 1.

    Raises:
        KeyError: there is no such kind.
    """
    return record(rng, SOURCES[kind](rng, seconds))


def record(rng: np.random.Generator, wave: Wave) -> NDArray[np.float32]:
    """Return a sound as it is recorded somewhere: with echo, colour, background noise and some loudness."""
    wave = loudest_one(wave)
    if rng.random() < 0.7:
        wave = loudest_one(in_a_room(rng, wave))
    tilt = rng.uniform(-0.3, 0.3)
    wave = loudest_one(filter_wave(wave, lambda frequency: (np.maximum(frequency, 100) / 1000) ** tilt))
    slope = rng.uniform(0, 1)
    background = filter_wave(noise(rng, len(wave)), lambda frequency: np.maximum(frequency, 30) ** -slope)
    wave = wave + background / background.std() * 10 ** rng.uniform(-3.5, -1.7)
    heard: NDArray[np.float32] = (loudest_one(wave) * np.exp(rng.uniform(np.log(0.1), np.log(0.95)))).astype(np.float32)
    return heard


def in_a_room(rng: np.random.Generator, wave: Wave) -> Wave:
    """Return the wave with an echo of noise that fades, as in Moorer (1979)."""
    fades_s, wet = rng.uniform(0.03, 0.35), rng.uniform(0.05, 0.6)
    echo = noise(rng, samples(4 * fades_s)) * np.exp(-times(samples(4 * fades_s)) / fades_s)
    echo *= wet / np.sqrt((echo**2).sum())
    echo[0] += 1
    size = 1 << (len(wave) + len(echo) - 1).bit_length()
    return np.fft.irfft(np.fft.rfft(wave, size) * np.fft.rfft(echo, size), size)[: len(wave)]


__all__ = ["KINDS", "RATE", "make_sound", "record"]
