"""Musical instruments, each playing a few notes of a scale."""

from collections.abc import Callable

import numpy as np

from assets.recipes.sounds.waves import (
    RATE,
    Wave,
    add_at,
    band,
    curve,
    fading,
    falling,
    filter_wave,
    noise,
    resonances,
    samples,
    swell,
    times,
    tone,
    vibrato,
    wandering,
)

Random = np.random.Generator
Note = Callable[[float, int], Wave]
"""Makes a note from its pitch in Hz and its length in samples."""

SCALES = ((0, 2, 4, 5, 7, 9, 11, 12), (0, 2, 3, 5, 7, 8, 10, 12), (0, 2, 4, 7, 9, 12), (0, 3, 5, 6, 7, 10, 12))
"""Half tones above the key: major, minor, pentatonic, blues."""


def melody(rng: Random, seconds: float, key: tuple[float, float], note: Note, ring_s: float = 0.0) -> Wave:
    """Return notes one after the other, sometimes two or three at once where they ring on for `ring_s`."""
    wave = np.zeros(samples(seconds))
    scale, base = SCALES[rng.integers(len(SCALES))], np.exp(rng.uniform(*np.log(key)))
    beat, step, at = rng.uniform(0.14, 0.5), int(rng.integers(len(scale))), rng.uniform(0, 0.2)
    while at < seconds:
        length = beat * rng.choice([0.5, 1, 1, 2])
        for _ in range(rng.integers(1, 4) if ring_s and rng.random() < 0.4 else 1):
            pitch = base * 2 ** (scale[step] / 12)
            add_at(wave, rng.uniform(0.6, 1) * note(pitch, samples(length + ring_s)), at)
            step = int(np.clip(step + rng.integers(-2, 3), 0, len(scale) - 1))
        at += length
    return wave


def flute(rng: Random, seconds: float) -> Wave:
    """Few harmonics, breath, vibrato."""
    breath, second, swing = rng.uniform(0.02, 0.12), rng.uniform(0.05, 0.5), rng.uniform(4, 6.5)

    def note(pitch: float, count: int) -> Wave:
        blown = tone(pitch * vibrato(rng, count, swing, 0.006), [1, second, second * 0.4, 0.05])
        blown *= vibrato(rng, count, swing, 0.15)
        blown += breath * 3 * filter_wave(noise(rng, count), resonances((pitch, pitch / 4, 1), (2 * pitch, pitch, 0.5)))
        return blown * swell(count, 0.05, 0.06)

    return melody(rng, seconds, (260, 900), note)


def saxophone(rng: Random, seconds: float) -> Wave:
    """A reed: many harmonics, a cone's resonances, notes that bend into each other."""
    bright, growl, swing = rng.uniform(0.5, 1.1), rng.uniform(0, 0.15), rng.uniform(4, 6)
    body = resonances(
        (rng.uniform(450, 700), 250, 1.0), (rng.uniform(1000, 1500), 400, 0.9), (rng.uniform(2200, 3000), 700, 0.4)
    )

    def note(pitch: float, count: int) -> Wave:
        bend = curve([rng.uniform(0.92, 1.0), 1, 1, 1, 1, rng.uniform(0.97, 1.0)], count)
        reed = tone(pitch * bend * vibrato(rng, count, swing, 0.008), falling(25, bright))
        reed *= 1 + growl * np.sin(2 * np.pi * rng.uniform(60, 110) * times(count))
        reed += rng.uniform(0.02, 0.15) * noise(rng, count)
        return filter_wave(reed, body) * swell(count, 0.03, 0.05)

    return melody(rng, seconds, (110, 420), note)


def violin(rng: Random, seconds: float) -> Wave:
    """A bowed string: a saw tooth through a wooden body, with a slow attack and wide vibrato."""
    swing, body = rng.uniform(5, 7), [(f * rng.uniform(0.9, 1.1), 120, 1.0) for f in (290, 460, 700, 1200, 2600)]

    def note(pitch: float, count: int) -> Wave:
        bowed = tone(pitch * vibrato(rng, count, swing, 0.012), falling(25, 1.0)) + 0.06 * noise(rng, count)
        return filter_wave(bowed, resonances(*body, floor=0.2)) * swell(count, 0.1, 0.08)

    return melody(rng, seconds, (200, 700), note)


def piano(rng: Random, seconds: float) -> Wave:
    """Struck strings: stiff, so their partials are too high, and the higher ones fade sooner (Fletcher 1964)."""
    stiffness, hammer, ringing = rng.uniform(1e-4, 8e-4), rng.uniform(0.9, 1.8), rng.uniform(0.5, 1.5)

    def note(pitch: float, count: int) -> Wave:
        at, wave = times(count), np.zeros(count)
        for number in range(1, 15):
            partial = pitch * number * np.sqrt(1 + stiffness * number**2)
            if partial < RATE / 2:
                fade = np.exp(-at / ringing * (1 + 0.35 * number))
                wave += number**-hammer * np.sin(2 * np.pi * partial * at + number) * fade
        knock = filter_wave(noise(rng, count), band(80, 900)) * fading(count, 0.012)
        return (wave + 0.3 * knock) * swell(count, 0.002, 0.05)

    return melody(rng, seconds, (110, 500), note, ring_s=rng.uniform(0.2, 0.8))


def guitar(rng: Random, seconds: float) -> Wave:
    """Plucked strings after Karplus and Strong (1983): a loop of noise that is averaged once a period."""
    keeps, body = rng.uniform(0.985, 0.999), resonances((110, 40, 1), (220, 60, 0.8), (400, 200, 0.5), floor=0.5)

    def note(pitch: float, count: int) -> Wave:
        period = max(2, round(RATE / pitch))
        string = filter_wave(noise(rng, period), band(pitch, rng.uniform(1500, 6000)))
        rounds = []
        for _ in range(-(-count // period)):
            rounds.append(string)
            string = keeps * 0.5 * (string + np.roll(string, 1))
        return np.concatenate(rounds)[:count] * swell(count, 0.001, 0.04)

    return filter_wave(melody(rng, seconds, (82, 300), note, ring_s=rng.uniform(0.3, 1.0)), body)


def drums(rng: Random, seconds: float) -> Wave:
    """A beat of bass drum, snare drum and cymbal."""
    wave, step = np.zeros(samples(seconds)), rng.uniform(0.09, 0.2)
    kick = tone(curve([rng.uniform(120, 220), 60, 48], samples(0.25)), [1]) * fading(samples(0.25), 0.07)
    rattle = filter_wave(noise(rng, samples(0.2)), band(800, rng.uniform(4000, 7500))) * fading(samples(0.2), 0.05)
    snare = 0.5 * rattle + 0.4 * tone(np.full(samples(0.2), rng.uniform(160, 260)), [1]) * fading(samples(0.2), 0.04)
    cymbal = (
        0.3 * filter_wave(noise(rng, samples(0.1)), band(5000, 8000)) * fading(samples(0.1), rng.uniform(0.01, 0.05))
    )
    shift, rest = int(rng.integers(8)), rng.uniform(0.05, 0.4)
    for number in range(int(seconds / step)):
        place = (number + shift) % 8
        for hit, likely in ((kick, place in {0, 3, 5}), (snare, place == 4), (cymbal, place % 2 == 0)):
            if (likely and rng.random() > rest) or rng.random() < 0.06:
                add_at(wave, rng.uniform(0.6, 1) * hit, number * step)
    if not wave.any():
        add_at(wave, snare, 0)
    return wave * wandering(rng, len(wave), 2, 0.1)
