"""Speech must be understood, by the starter that writes speech down; the sentences are in no training text."""

from models.key import ModelKey
from models.load import fetch, load
from tests.meaning.ask import Ask
from tests.meaning.audio_to_audio import understood
from tests.speech import word_error_rate

SENTENCES = (
    "My sister works in a hospital near the river.",
    "We had dinner together and talked about the holidays.",
    "Can you tell me where the station is?",
    "The old house on the hill has a beautiful garden.",
    "It will probably rain again tomorrow afternoon.",
    "She bought a new pair of shoes for the wedding.",
    "The doctor told him to drink more water.",
    "Our neighbors have two dogs and a black cat.",
    "Please send me the report before Friday.",
    "After lunch, the children went swimming in the lake.",
)
METRIC = f"1 minus the word error rate, {len(SENTENCES)} sentences written down by Whisper tiny.en"
FLOOR = 0.75


def score(ask: Ask) -> float:
    """Return 1 minus the mean word error rate."""
    key = ModelKey("automatic-speech-recognition", "starter", "whisper-tiny.en", "")
    listener = load(key, fetch(key, lambda _: None))
    errors = [word_error_rate(one, understood(listener, ask(text=one))) for one in SENTENCES]
    return 1 - sum(errors) / len(errors)
