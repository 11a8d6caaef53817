"""Real recordings that Gradio carries, sentences read by the app's own voice, and how both sound over a bad line."""

import functools
from typing import Any

import numpy as np
import soundfile
import soxr

from models.key import ModelKey
from models.load import fetch, load
from tabs.examples.packaged import find_sound

RATE = 16_000
Sound = tuple[np.ndarray, int]

SAID = {
    "cate_blanch.mp3": "I sleep with a dagger. If you so much as move to touch me, I will sever your manhood. "
    "You understand?",
    "heath_ledger.mp3": "If you're good at something, never do it for free.",
}
"""The two recordings whose words are known: lines of films."""


@functools.cache
def starter(task: str, name: str) -> Any:
    """Return a starter's pipeline, to speak or to listen with."""
    key = ModelKey(task, "starter", name, "")
    return load(key, fetch(key, lambda _: None))


@functools.cache
def spoken(text: str) -> Sound:
    """Return a text read aloud."""
    raw = starter("text-to-speech", "hibari")(text)
    return soxr.resample(raw["audio"][0], raw["sampling_rate"], RATE), RATE


@functools.cache
def recorded(name: str, start_s: float = 0.0, end_s: float | None = None) -> Sound:
    """Return a part of a recording, mono."""
    samples, rate = soundfile.read(find_sound(name), dtype="float32", always_2d=True)
    mono = soxr.resample(samples.mean(axis=1), rate, RATE)
    return mono[int(start_s * RATE) : None if end_s is None else int(end_s * RATE)], RATE


def over_the_telephone(sound: Sound) -> Sound:
    """Return a sound with nothing above 4 kHz."""
    samples, rate = sound
    return soxr.resample(soxr.resample(samples, rate, 8_000), 8_000, rate), rate


def in_a_noisy_room(sound: Sound) -> Sound:
    """Return a sound with noise 20 dB below it."""
    samples, rate = sound
    noise = np.random.default_rng(7).normal(0, 0.1 * float(np.sqrt(np.mean(samples**2))), len(samples))
    return (samples + noise).astype(np.float32), rate


def between_silence(sound: Sound, before_s: float, after_s: float) -> Sound:
    """Return a sound with so many seconds of a quiet room around it."""
    samples, rate = sound
    room = np.random.default_rng(8)
    before, after = (room.normal(0, 0.001, int(seconds * rate)) for seconds in (before_s, after_s))
    return np.concatenate([before, samples, after]).astype(np.float32), rate
