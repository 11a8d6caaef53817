"""What the sound classifier learns from: two seconds and less of every kind; half of the speech is espeak-ng's."""

import io
import subprocess
from collections.abc import Iterator

import numpy as np
import soundfile
import soxr
from numpy.typing import NDArray

from assets.recipes.sounds import KINDS, RATE, make_sound
from assets.recipes.sounds.kinds import record

SHORTEST_S, LONGEST_S = 0.7, 2.0
WHOLE = 0.6
"""The share of clips that last the whole two seconds."""

VOICES = ("en-us", "en-gb", "en-gb-scotland", "en-029", "de", "fr", "es", "it", "pl", "pt", "nl", "sv", "ru", "tr")
VARIANTS = ("", "+m1", "+m3", "+m7", "+f1", "+f2", "+f4", "+croak", "+whisper")
WORDS = (
    "a about after again all and are because before come day do every first for from give go good great hand have he "
    "her here his how if in into is it just know large like little long look make many more most mother my name never "
    "new no not now of on one only other our out over people place right said same say see she should so some still "
    "such take than that the their then there they think this time to under until up use very want was water way we "
    "well what when where which who why will with work world would year you your"
)


def clips(rng: np.random.Generator, each: int) -> Iterator[tuple[int, NDArray[np.float32]]]:
    """Yield the place of a kind in KINDS and a recording of it at RATE, each kind that many times."""
    for turn in range(each):
        for place, kind in enumerate(KINDS):
            seconds = LONGEST_S if rng.random() < WHOLE else float(rng.uniform(SHORTEST_S, LONGEST_S))
            real = kind == "person speaking" and turn % 2
            yield place, record(rng, speak(rng, seconds)) if real else make_sound(rng, kind, seconds)


def speak(rng: np.random.Generator, seconds: float) -> NDArray[np.float64]:
    """Return a piece of some words spoken by one of many voices, float64 (n,) at RATE.

    Raises:
        FileNotFoundError: espeak-ng is not installed.
    """
    voice = str(rng.choice(VOICES)) + str(rng.choice(VARIANTS))
    text = " ".join(rng.choice(WORDS.split(), 14))
    options = ["-v", voice, "-s", str(rng.integers(110, 220)), "-p", str(rng.integers(10, 90))]
    command = ["espeak-ng", *options, "--stdout", text]
    sound = subprocess.run(command, capture_output=True, check=True).stdout  # noqa: S603
    samples, rate = soundfile.read(io.BytesIO(sound), dtype="float64")
    samples = soxr.resample(samples, rate, RATE)
    start = int(rng.integers(0, max(1, len(samples) - round(seconds * RATE))))
    piece: NDArray[np.float64] = samples[start : start + round(seconds * RATE)]
    return piece
