"""What people do: talk, walk, knock, clap, whistle."""

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
    tone,
    wandering,
)

Random = np.random.Generator

VOWELS = (
    (730, 1090, 2440),
    (270, 2290, 3010),
    (300, 870, 2240),
    (530, 1840, 2480),
    (570, 840, 2410),
    (490, 1350, 1690),
)
"""Formants of a man's vowels in Hz (Peterson & Barney 1952)."""


def speech(rng: Random, seconds: float) -> Wave:
    """Babble: syllables of a hiss or a stop and a vowel, in the melody of a sentence."""
    wave, at = np.zeros(samples(seconds)), rng.uniform(0, 0.2)
    pitch, tract = np.exp(rng.uniform(np.log(85), np.log(260))), rng.uniform(0.95, 1.2)
    while at < seconds:
        length = rng.uniform(0.08, 0.25)
        count = samples(length)
        frequency = pitch * curve(list(rng.uniform(0.85, 1.2, 3)), count) * wandering(rng, count, 60, 0.01)
        formants = VOWELS[rng.integers(len(VOWELS))]
        mouth = resonances(*zip(np.array(formants) * tract, (70, 90, 130), (1.0, 0.5, 0.25), strict=True), floor=0.01)
        vowel = filter_wave(tone(frequency, falling(40, 1.0)) + 0.03 * noise(rng, count), mouth)
        add_at(wave, rng.uniform(0.5, 1) * vowel * swell(count, 0.02, 0.05), at)
        if rng.random() < 0.6:
            consonant = filter_wave(noise(rng, samples(0.08)), band(rng.uniform(1500, 4000), rng.uniform(4500, 8000)))
            add_at(wave, 0.25 * consonant * fading(samples(0.08), rng.uniform(0.005, 0.05)), max(0, at - 0.07))
        at += length + (rng.uniform(0.2, 0.5) if rng.random() < 0.12 else rng.uniform(0, 0.07))
    return wave


def footsteps(rng: Random, seconds: float) -> Wave:
    """Heel and toe, on wood, stone or gravel, at a walker's pace."""
    wave, pace = np.zeros(samples(seconds)), rng.uniform(0.33, 0.75)
    ground, crunch = rng.uniform(70, 350), rng.random() < 0.35
    for number, at in enumerate(np.arange(rng.uniform(0, 0.3), seconds, pace)):
        count = samples(0.22)
        body = resonances((ground * (1 + 0.1 * (number % 2)), 60, 1), (ground * 3, 200, 0.4), floor=0.04)
        for late, loud in ((0, 1.0), (rng.uniform(0.05, 0.12), rng.uniform(0.2, 0.7))):
            hit = filter_wave(noise(rng, count), body) * fading(count, rng.uniform(0.01, 0.03))
            add_at(wave, loud * rng.uniform(0.7, 1) * hit, at + late + rng.uniform(0, 0.02))
        scuff = filter_wave(noise(rng, count), band(1200, rng.uniform(3500, 7000)))
        rough = np.abs(noise(rng, count)) ** 3 / 4 if crunch else np.ones(count)
        loud = rng.uniform(0.15, 0.5) if crunch else rng.uniform(0.01, 0.05)
        add_at(wave, loud * scuff * rough * swell(count, 0.02, 0.12) * (1 + crunch), at)
    return wave


def knocking(rng: Random, seconds: float) -> Wave:
    """Knuckles on a door: a few quick hollow knocks, a pause, again."""
    wave, at = np.zeros(samples(seconds)), rng.uniform(0, 0.3)
    wood = [(f * rng.uniform(0.8, 1.25), w, g) for f, w, g in ((160, 40, 1.0), (330, 60, 0.7), (700, 120, 0.3))]
    ringing, step, knocks = rng.uniform(0.015, 0.05), rng.uniform(0.12, 0.32), int(rng.integers(2, 6))
    while at < seconds:
        for _ in range(knocks):
            count = samples(0.25)
            hit = filter_wave(noise(rng, count) * fading(count, 0.004), resonances(*wood, floor=0.02))
            hit += 0.6 * tone(np.full(count, wood[0][0]), [1, 0.5]) * fading(count, ringing) * 0.2
            add_at(wave, rng.uniform(0.7, 1) * hit, at)
            at += step * rng.uniform(0.93, 1.07)
        at += rng.uniform(0.5, 1.2)
    return wave


def clapping(rng: Random, seconds: float) -> Wave:
    """One pair of hands, a few, or an audience."""
    wave, hands = np.zeros(samples(seconds)), int(rng.choice([1, 1, 2, 6, 40]))
    for _ in range(hands):
        pitch, pace, loud = rng.uniform(700, 2200), rng.uniform(0.16, 0.5), rng.uniform(0.3, 1)
        for at in moments(rng, seconds, (pace * 0.9, pace * 1.1)):
            count = samples(0.08)
            clap = noise(rng, count) * fading(count, rng.uniform(0.004, 0.015))
            add_at(wave, loud * filter_wave(clap, resonances((pitch, 500, 1), (pitch * 2, 900, 0.4), floor=0.1)), at)
    return wave


def whistling(rng: Random, seconds: float) -> Wave:
    """A tune of one pure tone that slides from note to note."""
    count = samples(seconds)
    base, notes = rng.uniform(650, 1500), max(2, round(seconds / rng.uniform(0.2, 0.5)))
    steps = base * 2 ** (rng.choice([0, 2, 4, 5, 7, 9, 12], notes) / 12)
    slides = filter_wave(np.repeat(steps, -(-count // notes))[:count] - base, band(0.01, rng.uniform(6, 15))) + base
    breath = filter_wave(noise(rng, count), band(base, 2 * base))
    loud = swell(count, 0.05, 0.05) * (1 - 0.8 * (np.arange(count) / RATE % rng.uniform(0.6, 1.5) < 0.06))
    tune: Wave = (tone(slides, [1, 0.03]) + rng.uniform(0.02, 0.1) * breath / breath.std()) * loud
    return tune
