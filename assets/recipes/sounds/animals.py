"""Voices of animals: a glottis or a membrane, and what is around it."""

import numpy as np

from assets.recipes.sounds.waves import (
    RATE,
    Wave,
    add_at,
    band,
    curve,
    falling,
    filter_wave,
    moments,
    noise,
    resonances,
    samples,
    swell,
    tone,
    vibrato,
    wandering,
)

Random = np.random.Generator


def dog(rng: Random, seconds: float) -> Wave:
    """Barks: short, hoarse, the pitch up and down again."""
    wave = np.zeros(samples(seconds))
    pitch, throat = np.exp(rng.uniform(np.log(180), np.log(700))), rng.uniform(0.8, 1.6)
    hoarse, length = rng.uniform(0.15, 0.6), rng.uniform(0.09, 0.25)
    for at in moments(rng, seconds, (length + 0.08, length + rng.uniform(0.15, 0.7))):
        count = samples(length * rng.uniform(0.8, 1.2))
        frequency = pitch * curve([rng.uniform(0.6, 0.8), 1.05, 1.0, rng.uniform(0.5, 0.8)], count)
        frequency *= wandering(rng, count, 120, 0.03)
        bark = tone(frequency, falling(25, rng.uniform(0.5, 0.9))) + hoarse * 3 * noise(rng, count)
        mouth = resonances((650 * throat, 250, 1.0), (1400 * throat, 400, 0.7), (2700 * throat, 500, 0.25))
        add_at(wave, filter_wave(bark, mouth) * swell(count, 0.012, 0.6 * length) ** 1.5, at)
    return wave


def cat(rng: Random, seconds: float) -> Wave:
    """Meows: long, the pitch a bow, the mouth opening and closing."""
    wave = np.zeros(samples(seconds))
    pitch = np.exp(rng.uniform(np.log(350), np.log(800)))
    length = min(rng.uniform(0.5, 1.1), seconds * 0.9)
    for at in moments(rng, seconds, (length + 0.2, length + 1.5)):
        count = samples(length * rng.uniform(0.8, 1.1))
        bow = curve([rng.uniform(0.7, 0.95), 1.1, 1.15, 1.0, rng.uniform(0.6, 0.85)], count)
        voice = tone(pitch * bow * vibrato(rng, count, rng.uniform(5, 9), 0.01), falling(18, rng.uniform(0.4, 0.8)))
        voice += 0.1 * noise(rng, count)
        opening = np.clip(curve([0, 0.5, 1, 0.8, 0.3, 0], count), 0, 1)
        closed = filter_wave(voice, resonances((400, 200, 1.0), (2600, 500, 0.15)))
        opened = filter_wave(voice, resonances((1000, 350, 1.0), (rng.uniform(1800, 2600), 500, 0.9), (3600, 600, 0.3)))
        add_at(wave, (closed * (1 - opening) + opened * opening) * swell(count, 0.08, 0.25), at)
    return wave


def rooster(rng: Random, seconds: float) -> Wave:
    """Crows: three short syllables and a long one that falls."""
    wave = np.zeros(samples(seconds))
    pitch, at = rng.uniform(450, 800), rng.uniform(0, 0.2)
    speed = rng.uniform(0.8, 1.2)
    rhythm = [(0.13, 0.85), (0.1, 1.15), (rng.uniform(0.12, 0.35), 1.3), (rng.uniform(0.5, 1.0), 1.45)]
    for number, (length, height) in enumerate(rhythm):
        count = samples(length * speed)
        end = rng.uniform(0.5, 0.7) if number == len(rhythm) - 1 else 0.92
        frequency = pitch * height * curve([0.85, 1.0, 1.0, 0.95, end], count)
        crow = tone(frequency * wandering(rng, count, 90, 0.02), falling(14, 0.4)) + 0.4 * noise(rng, count)
        throat = resonances((1200, 500, 1.0), (2400, 600, 0.8), (3800, 700, 0.3))
        add_at(wave, filter_wave(crow, throat) * swell(count, 0.02, 0.06), at)
        at += length * speed + rng.uniform(0.01, 0.06)
    return wave


def bird(rng: Random, seconds: float) -> Wave:
    """Chirps: a song of whistled sweeps, repeated."""
    wave = np.zeros(samples(seconds))
    pitch = np.exp(rng.uniform(np.log(2000), np.log(5500)))
    song = [(rng.uniform(0.03, 0.22), rng.uniform(0.7, 1.35, 3)) for _ in range(rng.integers(1, 5))]
    pause, at = rng.uniform(0.02, 0.12), rng.uniform(0, 0.3)
    while at < seconds:
        for length, bends in song:
            count = samples(length)
            frequency = pitch * curve(list(bends), count)
            if rng.random() < 0.3:
                frequency *= vibrato(rng, count, rng.uniform(20, 45), 0.06)
            add_at(wave, tone(frequency, [1, rng.uniform(0, 0.15)]) * np.sin(np.pi * np.arange(count) / count), at)
            at += length + pause
        at += rng.uniform(0.05, 0.8)
    return wave


def frog(rng: Random, seconds: float) -> Wave:
    """Croaks: trains of pulses, each of them ringing."""
    wave = np.zeros(samples(seconds))
    ringing, pulses_hz = rng.uniform(350, 1500), rng.uniform(18, 70)
    length = rng.uniform(0.15, 0.6)
    for at in moments(rng, seconds, (length + 0.1, length + rng.uniform(0.3, 1.0))):
        count = samples(length)
        beat = np.cumsum(pulses_hz * curve([0.8, 1.0, rng.uniform(1.0, 1.5)], count)) / RATE % 1
        croak = tone(np.full(count, ringing), [1, 0.5, 0.2]) * np.exp(-beat * rng.uniform(3, 7))
        croak += 0.15 * filter_wave(noise(rng, count), band(ringing, 3 * ringing)) * np.exp(-beat * 6)
        add_at(wave, croak * swell(count, 0.04, 0.08), at)
    return wave


def cricket(rng: Random, seconds: float) -> Wave:
    """Chirps of two to five pulses at one high pitch, or a trill without end; sometimes several animals."""
    wave = np.zeros(samples(seconds))
    for _ in range(rng.integers(1, 4)):
        pitch, pulse_s = rng.uniform(3200, 6000), rng.uniform(0.012, 0.025)
        count, pulses = samples(pulse_s), int(rng.choice([2, 3, 4, 5, 1000]))
        pulse = tone(np.full(count, pitch), [1, 0.05]) * np.sin(np.pi * np.arange(count) / count)
        gap, at = rng.uniform(0.15, 0.6), rng.uniform(0, 0.3)
        loud = rng.uniform(0.3, 1)
        while at < seconds:
            for _ in range(pulses):
                add_at(wave, loud * pulse, at)
                at += pulse_s * rng.uniform(1.45, 1.55)
                if at > seconds:
                    break
            at += gap
    return wave


def bee(rng: Random, seconds: float) -> Wave:
    """Buzzing: a wing beat with many harmonics that comes and goes; a mosquito's is higher."""
    count = samples(seconds)
    beat = rng.uniform(380, 650) if rng.random() < 0.3 else rng.uniform(140, 280)
    frequency = beat * wandering(rng, count, 3, 0.04) * wandering(rng, count, 40, 0.006)
    buzz = tone(frequency, falling(int(7000 / beat), rng.uniform(0.6, 1.2)))
    nearness = wandering(rng, count, rng.uniform(0.7, 3), 0.5)
    return filter_wave(buzz, band(beat, rng.uniform(1500, 5000), 2)) * nearness


def cow(rng: Random, seconds: float) -> Wave:
    """Moos: low and long, the mouth opening slowly."""
    wave = np.zeros(samples(seconds))
    pitch, length = rng.uniform(90, 190), min(rng.uniform(0.9, 1.8), 0.9 * seconds)
    for at in moments(rng, seconds, (length + 0.3, length + 1.5)):
        count = samples(length)
        frequency = pitch * curve([0.8, 1.0, 1.1, 1.1, 0.85], count) * wandering(rng, count, 30, 0.01)
        voice = tone(frequency, falling(35, 0.8)) + 0.1 * noise(rng, count)
        opening = np.clip(curve([0, 0.1, 0.8, 1, 0.7], count), 0, 1)
        hummed = filter_wave(voice, resonances((250, 120, 1.0), floor=0.005))
        sung = filter_wave(voice, resonances((500, 200, 1.0), (900, 250, 0.6), (2300, 400, 0.12)))
        add_at(wave, (hummed * (1 - opening) + sung * opening) * swell(count, 0.15, 0.3), at)
    return wave


def owl(rng: Random, seconds: float) -> Wave:
    """Hoots: soft, nearly pure, low."""
    wave = np.zeros(samples(seconds))
    pitch, at = rng.uniform(280, 520), rng.uniform(0, 0.3)
    while at < seconds:
        for length in rng.uniform(0.1, 0.55, rng.integers(1, 4)):
            count = samples(length)
            hoot = tone(pitch * curve([0.93, 1.0, rng.uniform(0.9, 1.0)], count), [1, 0.12, 0.04])
            hoot += 0.03 * filter_wave(noise(rng, count), band(300, 900))
            add_at(wave, hoot * np.sin(np.pi * np.arange(count) / count) ** 0.6, at)
            at += length + rng.uniform(0.06, 0.25)
        at += rng.uniform(0.3, 1.0)
    return wave
