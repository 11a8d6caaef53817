"""Weather and water: noise with a shape."""

import numpy as np

from assets.recipes.sounds.waves import Wave, add_at, band, curve, fading, filter_wave, noise, samples, tone, wandering

Random = np.random.Generator


def rain(rng: Random, seconds: float) -> Wave:
    """Thousands of drops over a steady hiss."""
    count = samples(seconds)
    hiss = filter_wave(noise(rng, count), band(rng.uniform(400, 1500), rng.uniform(5000, 8000), 1.5))
    drops = np.zeros(count)
    hits = rng.integers(0, count, int(seconds * np.exp(rng.uniform(np.log(40), np.log(900)))))
    drops[hits] = rng.exponential(1.0, len(hits)) * rng.choice([-1, 1], len(hits))
    drops = filter_wave(drops, band(rng.uniform(600, 1500), rng.uniform(2500, 7000), 2))
    hiss, drops = hiss / hiss.std(), drops / max(drops.std(), 1e-9)
    wave: Wave = hiss + rng.uniform(0.7, 2.5) * drops
    return wave


def wind(rng: Random, seconds: float) -> Wave:
    """Gusts: low noise whose strength and pitch go up and down, sometimes whistling."""
    count = samples(seconds)
    gust = np.clip(wandering(rng, count, rng.uniform(1, 3), 0.5), 0.1, 3)
    low = filter_wave(noise(rng, count), band(rng.uniform(40, 150), rng.uniform(200, 500), 2))
    high = filter_wave(noise(rng, count), band(300, rng.uniform(700, 1500), 2))
    howl = filter_wave(noise(rng, count), band(9, 25, 2))
    carrier = tone(rng.uniform(250, 900) * (0.85 + 0.15 * gust), [1])
    whistling = rng.uniform(0, 0.8) if rng.random() < 0.5 else 0
    wave: Wave = (
        low / low.std() * gust + 0.5 * high / high.std() * gust**2 + whistling * carrier * howl / howl.std() * gust
    )
    return wave


def waves(rng: Random, seconds: float) -> Wave:
    """Surf: noise that swells, breaks with a bright hiss and runs out."""
    count = samples(seconds)
    swings = [rng.uniform(0.1, 0.4), rng.uniform(0.3, 0.7), 1.0, rng.uniform(0.4, 0.7), rng.uniform(0.1, 0.4)]
    shift = int(rng.integers(5))
    strength = curve(swings[shift:] + swings[:shift] + swings[shift : shift + 1], count)
    body = filter_wave(noise(rng, count), band(60, rng.uniform(500, 1200), 1.2))
    foam = filter_wave(noise(rng, count), band(rng.uniform(800, 1500), rng.uniform(4000, 7000), 1.2))
    wave: Wave = body / body.std() * strength + rng.uniform(0.4, 1.0) * foam / foam.std() * strength**2.5
    return wave


def thunder(rng: Random, seconds: float) -> Wave:
    """A crack, near or far, and a rumble that rolls away."""
    count = samples(seconds)
    start = rng.uniform(0, 0.25) * seconds
    rumble = filter_wave(noise(rng, count), band(25, rng.uniform(90, 250), 2))
    rolls = np.zeros(count)
    for _ in range(rng.integers(2, 7)):
        add_at(rolls, rng.uniform(0.3, 1) * fading(count, rng.uniform(0.15, 0.9)), start + rng.exponential(0.5))
    add_at(rolls, fading(count, rng.uniform(0.3, 1.2)), start)
    wave: Wave = rumble / rumble.std() * filter_wave(rolls, band(0.1, 20, 2))
    crack = filter_wave(noise(rng, count), band(100, rng.uniform(600, 4000), 1.5)) * fading(
        count, rng.uniform(0.03, 0.25)
    )
    add_at(wave, rng.uniform(0, 2.5) * crack / crack.std() * 0.3, start)
    return wave


def hiss(rng: Random, seconds: float) -> Wave:
    """The noise of a bad line: steady, with or without a mains hum."""
    count = samples(seconds)
    slope, start = rng.uniform(0, 1.0), rng.uniform(50, 300)
    wave = filter_wave(noise(rng, count), lambda frequency: (np.maximum(frequency, start) / start) ** -slope)
    hum = tone(np.full(count, rng.choice([50.0, 60.0, 100.0, 120.0])), [1, 0.6, 0.4, 0.3])
    noisy: Wave = wave / wave.std() + (rng.uniform(0, 0.8) if rng.random() < 0.4 else 0) * hum
    return noisy
