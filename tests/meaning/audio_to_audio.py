"""Speech that went through the codec must still be understood, by the starter that writes speech down."""

import tempfile
from pathlib import Path
from typing import Any

import soundfile
import soxr

from models.key import ModelKey
from models.load import fetch, load
from tests.meaning.ask import Ask
from tests.speech import SENTENCES, speak, word_error_rate

KBIT_S, COUNT = 20, 6
METRIC = f"words understood at {KBIT_S} kbit/s, by Whisper tiny.en, {COUNT} spoken sentences"
FLOOR = 0.8
NEEDS = "espeak-ng"


def score(ask: Ask) -> float:
    """Return 1 minus the mean word error rate after the codec."""
    key = ModelKey("automatic-speech-recognition", "starter", "whisper-tiny.en", "")
    listener = load(key, fetch(key, lambda _: None))
    errors = []
    with tempfile.TemporaryDirectory() as folder:
        for number, sentence in enumerate(SENTENCES[:COUNT]):
            samples, rate = soundfile.read(speak(sentence, Path(folder, f"{number}.wav")), dtype="float32")
            answer = ask(audio=(samples, rate), bandwidth=KBIT_S)
            errors.append(word_error_rate(sentence, understood(listener, answer)))
    return 1 - sum(errors) / len(errors)


def understood(listener: Any, answer: dict[str, Any]) -> str:
    """Return what the listener writes down."""
    rate = listener.feature_extractor.sampling_rate
    samples = soxr.resample(answer["audio"], answer["sampling_rate"], rate)
    heard = listener({"raw": samples, "sampling_rate": rate}, generate_kwargs={"num_beams": 1})
    return str(heard["text"])
