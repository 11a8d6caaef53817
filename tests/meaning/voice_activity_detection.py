"""Speech between stretches of noise must be found, frame by frame."""

import tempfile
from pathlib import Path

import numpy as np
import soundfile
import soxr

from tests.meaning.ask import Ask
from tests.speech import SENTENCES, speak

METRIC = "hundredths of a second told right, 5 sentences between noise"
FLOOR = 0.88
NEEDS = "espeak-ng"
RATE = 16_000
NOISE = 0.004


def score(ask: Ask) -> float:
    """Return the share of hundredths of a second at which speech and noise are told apart."""
    rng = np.random.default_rng(11)
    right = []
    with tempfile.TemporaryDirectory() as folder:
        for index, sentence in enumerate(SENTENCES[:5]):
            speech = spoken(sentence, Path(folder, f"{index}.wav"))
            before, after = (int(rng.uniform(1, 3) * RATE) for _ in range(2))
            samples = np.pad(speech, (before, after)) + rng.normal(0, NOISE, before + len(speech) + after)
            segments = ask(audio=(samples.astype(np.float32), RATE))["segments"]
            times = np.arange(0, len(samples) / RATE, 0.01)
            truth = (times >= before / RATE) & (times < (before + len(speech)) / RATE)
            found = np.any([(times >= one["start"]) & (times < one["end"]) for one in segments], axis=0)
            right.append((truth == found).mean())
    return float(np.mean(right))


def spoken(sentence: str, file: Path) -> np.ndarray:
    """Return the sentence as sound at RATE, without the silence around it."""
    samples, rate = soundfile.read(speak(sentence, file), dtype="float32")
    samples = soxr.resample(samples, rate, RATE)
    loud = np.flatnonzero(np.abs(samples) > 0.02)
    return samples[loud[0] : loud[-1]]
