"""Sounds that are none of the classifier's kinds, made by formulas; the threshold of its guard is chosen on them."""

from collections.abc import Callable

import numpy as np

from assets.recipes.sounds import RATE, make_sound
from assets.recipes.sounds.kinds import record
from assets.recipes.sounds.waves import Wave, curve, falling, filter_wave, noise, samples, times, tone

SECONDS = 2.0


def sweep(rng: np.random.Generator, count: int) -> Wave:
    """Return one tone that glides up or down over several octaves."""
    ends = rng.permutation([rng.uniform(60, 200), rng.uniform(2_000, 6_000)])
    return tone(np.exp(curve(np.log(ends), count)), [1.0])


def modem(rng: np.random.Generator, count: int) -> Wave:
    """Return two tones that alternate many times a second."""
    bits = rng.integers(0, 2, count // samples(1 / rng.uniform(60, 150)) + 1)
    low = rng.uniform(900, 1_300)
    return tone(np.repeat(np.where(bits, 1.7 * low, low), count // len(bits) + 1)[:count], [1.0])


def organ(rng: np.random.Generator, count: int) -> Wave:
    """Return a chord of pipes that neither begins nor ends."""
    root = rng.uniform(110, 260)
    return sum((tone(np.full(count, root * step), falling(12, 0.7)) for step in (1, 1.25, 1.5, 2)), np.zeros(count))


def laser(rng: np.random.Generator, count: int) -> Wave:
    """Return tones of a game that fall within a quarter of a second, again and again."""
    period = samples(rng.uniform(0.25, 0.4))
    fall = np.exp(-3 * (np.arange(count) % period) / period)
    return np.sign(tone(rng.uniform(2_000, 4_000) * fall + 80, [1.0])) * fall


def game_music(rng: np.random.Generator, count: int) -> Wave:
    """Return square waves that climb through chords."""
    notes = rng.choice([0, 4, 7, 12, 16, 19], 1 + count // samples(0.09))
    pitch = np.repeat(rng.uniform(200, 400) * 2 ** (notes / 12), samples(0.09))[:count]
    return np.sign(tone(pitch, [1.0]))


def heartbeat(rng: np.random.Generator, count: int) -> Wave:
    """Return two dull thuds a second."""
    phase = times(count) * rng.uniform(0.9, 1.5) % 1
    beat = np.exp(-((phase - 0.1) ** 2) / 0.0006) + 0.7 * np.exp(-((phase - 0.38) ** 2) / 0.0006)
    return beat * tone(np.full(count, rng.uniform(45, 70)), [1.0, 0.3])


def snoring(rng: np.random.Generator, count: int) -> Wave:
    """Return low rough noise that swells with each breath."""
    rough = 1 + np.sign(np.sin(2 * np.pi * rng.uniform(25, 40) * times(count)))
    breath = np.maximum(np.sin(2 * np.pi * rng.uniform(0.4, 0.6) * times(count)), 0) ** 2
    return filter_wave(noise(rng, count), lambda hertz: np.exp(-hertz / 400)) * rough * breath


def bouncing_ball(rng: np.random.Generator, count: int) -> Wave:
    """Return the clicks of a table tennis ball, ever faster."""
    wave, at, gap = np.zeros(count), 0.0, rng.uniform(0.35, 0.5)
    click = tone(np.full(samples(0.02), rng.uniform(1_500, 2_500)), [1.0, 0.4]) * np.exp(-times(samples(0.02)) * 300)
    while samples(at) + len(click) < count and gap > 0.01:
        wave[samples(at) : samples(at) + len(click)] += click * gap
        at, gap = at + gap, gap * rng.uniform(0.78, 0.86)
    return wave


def breaking_glass(rng: np.random.Generator, count: int) -> Wave:
    """Return many high tones that begin within half a second and die away at once."""
    wave = np.zeros(count)
    for start in rng.integers(0, samples(0.5), 60):
        ring = samples(rng.uniform(0.05, 0.3))
        high = tone(np.full(ring, rng.uniform(2_500, 7_500)), [1.0]) * np.exp(-5 * np.linspace(0, 1, ring))
        wave[start : start + ring] += rng.uniform(0.2, 1) * high
    return wave


def bubbles(rng: np.random.Generator, count: int) -> Wave:
    """Return short tones that rise, as of water in a pipe."""
    wave = np.zeros(count)
    for start in rng.integers(0, count - samples(0.1), 40):
        blob = samples(rng.uniform(0.03, 0.09))
        low = rng.uniform(300, 900)
        wave[start : start + blob] += tone(np.linspace(low, 1.8 * low, blob), [1.0]) * np.hanning(blob)
    return wave


def zip_fastener(rng: np.random.Generator, count: int) -> Wave:
    """Return noise in pulses that come faster and faster."""
    pulses = np.sin(2 * np.pi * np.cumsum(np.linspace(40, rng.uniform(150, 300), count)) / RATE) > 0.6
    return filter_wave(noise(rng, count), lambda hertz: hertz > 2_000) * pulses


def backwards(rng: np.random.Generator, count: int) -> Wave:
    """Return a piano or bell played backwards."""
    kind = str(rng.choice(["piano", "bell ringing", "guitar"]))
    return make_sound(rng, kind, count / RATE)[::-1].astype(float)


SOURCES: tuple[Callable[[np.random.Generator, int], Wave], ...] = (
    sweep,
    modem,
    organ,
    laser,
    game_music,
    heartbeat,
    snoring,
    bouncing_ball,
    breaking_glass,
    bubbles,
    zip_fastener,
    backwards,
)


def unknown_sounds(rng: np.random.Generator, each: int) -> list[np.ndarray]:
    """Return that many of each, float32 (n,) at RATE, as a microphone hears them."""
    return [record(rng, source(rng, samples(SECONDS))) for source in SOURCES for _ in range(each)]
