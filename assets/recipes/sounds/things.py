"""Things that ring, beep, tick and run."""

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
    moments,
    noise,
    resonances,
    samples,
    swell,
    times,
    tone,
    wandering,
)

Random = np.random.Generator

BELL = ((0.5, 1.0), (1.0, 1.0), (1.2, 0.8), (1.5, 0.4), (2.0, 0.9), (2.51, 0.4), (2.66, 0.4), (3.01, 0.3), (4.17, 0.2))
"""Partials of a church bell and their strengths (Rossing 2000)."""


def siren(rng: Random, seconds: float) -> Wave:
    """Wailing up and down, or two tones in turn."""
    at = times(samples(seconds)) + rng.uniform(0, 5)
    low, ratio = rng.uniform(380, 800), rng.uniform(1.25, 2.2)
    swing = np.sin(2 * np.pi * at * np.exp(rng.uniform(np.log(0.25), np.log(4))))
    if rng.random() < 0.35:
        swing, ratio = np.sign(np.sin(2 * np.pi * at * rng.uniform(0.5, 1.2))), rng.uniform(1.2, 1.5)
    horn = tone(low * ratio ** (0.5 + 0.5 * swing), falling(10, rng.uniform(0.7, 1.6)))
    return filter_wave(horn, resonances((1000, 900, 1), (2400, 900, 0.4), floor=0.2)) * wandering(rng, len(at), 1, 0.15)


def bell(rng: Random, seconds: float) -> Wave:
    """A church bell or a hand bell, struck once or more."""
    wave, pitch = np.zeros(samples(seconds)), np.exp(rng.uniform(np.log(180), np.log(1100)))
    ringing, partials = rng.uniform(0.7, 2.5), [(r * rng.uniform(0.98, 1.02), s * rng.uniform(0.4, 1)) for r, s in BELL]
    for start in moments(rng, seconds, (0.5, 2.5)):
        at = times(samples(seconds))
        stroke = sum(s * np.sin(2 * np.pi * pitch * r * at) * np.exp(-at / ringing * np.sqrt(r)) for r, s in partials)
        stroke = stroke + filter_wave(noise(rng, len(at)), band(2000, 7000)) * 0.5 * fading(len(at), 0.01)
        add_at(wave, rng.uniform(0.7, 1) * stroke, start)
    return wave


def telephone(rng: Random, seconds: float) -> Wave:
    """Two small gongs hit twenty times a second, or an electronic warble, with pauses."""
    count, wave = samples(seconds), np.zeros(samples(seconds))
    high, ratio, turns = rng.uniform(900, 2200), rng.uniform(1.15, 1.4), rng.uniform(10, 26)
    length, pause = rng.uniform(0.4, 2.0), rng.uniform(0.2, 1.2)
    at = times(samples(length))
    if rng.random() < 0.5:
        since = at * turns % 1
        gongs = np.where(at * turns % 2 < 1, np.sin(2 * np.pi * high * at), np.sin(2 * np.pi * high * ratio * at))
        ring = (gongs + 0.5 * np.sin(2 * np.pi * high * 2.7 * at)) * np.exp(-since * rng.uniform(0.5, 2.5))
    else:
        ring = tone(np.where(at * turns % 2 < 1, high, high / ratio), [1, 0, rng.uniform(0, 0.4)])
    for start in np.arange(rng.uniform(0, 0.3), count / RATE, length + pause):
        add_at(wave, ring * swell(len(ring), 0.005, 0.03), float(start))
    return wave


def alarm(rng: Random, seconds: float) -> Wave:
    """Beeps of one pitch, in a row or in groups."""
    wave, pitch = np.zeros(samples(seconds)), np.exp(rng.uniform(np.log(700), np.log(4000)))
    length, group = rng.uniform(0.05, 0.3), int(rng.integers(1, 5))
    gap, pause, at = length * rng.uniform(0.5, 1.2), rng.uniform(0.2, 0.8), rng.uniform(0, 0.2)
    beep = tone(np.full(samples(length), pitch), [1, 0, rng.uniform(0, 0.5), 0, rng.uniform(0, 0.3)])
    beep *= swell(len(beep), 0.003, 0.005)
    while at < seconds:
        for _ in range(group):
            add_at(wave, beep, at)
            at += length + gap
        at += pause if group > 1 else 0
    return wave


def clock(rng: Random, seconds: float) -> Wave:
    """Ticks at equal distances; every second one may be a tock."""
    wave, count = np.zeros(samples(seconds)), samples(0.08)
    pitch, ringing = rng.uniform(1500, 5500), rng.uniform(0.002, 0.012)
    ticks = []
    for lower in (1.0, rng.uniform(0.7, 1.0)):
        peaks = [(pitch * lower * r, 150.0, 1.0) for r in (1.0, rng.uniform(1.3, 1.8), rng.uniform(0.3, 0.6))]
        ticks.append(filter_wave(noise(rng, count) * fading(count, ringing), resonances(*peaks, floor=0.1)))
    step = rng.choice([0.2, 0.25, 0.33, 0.5, 0.5, 1.0]) * rng.uniform(0.95, 1.05)
    for number, at in enumerate(np.arange(rng.uniform(0, min(step, 0.4)), seconds, step)):
        add_at(wave, ticks[number % 2] * rng.uniform(0.9, 1), float(at))
    return wave


def engine(rng: Random, seconds: float) -> Wave:
    """Explosions in cylinders, through an exhaust; idling, or speeding up and down."""
    count = samples(seconds)
    speeds = [1.0, 1.0] if rng.random() < 0.5 else list(rng.uniform(0.6, 1.7, 4))
    firing = np.exp(rng.uniform(np.log(22), np.log(130))) * curve(speeds, count) * wandering(rng, count, 8, 0.015)
    beat = np.cumsum(firing) / RATE
    uneven = 1 + 0.3 * np.sin(np.pi * beat + 1) + 0.2 * np.sin(np.pi / 2 * beat)
    stroke = np.exp(-(beat % 1) * rng.uniform(3, 8)) * uneven
    rattle = filter_wave(noise(rng, count), band(80, rng.uniform(800, 3500), 1.5))
    hum = tone(firing, falling(12, rng.uniform(0.7, 1.3)))
    wave = (rattle / rattle.std() * rng.uniform(0.3, 1.0) + 0.4) * stroke + rng.uniform(0.2, 0.7) * hum
    return filter_wave(wave, resonances((rng.uniform(70, 200), 80, 1), (rng.uniform(300, 700), 250, 0.5), floor=0.12))
