"""Everyday sentences, names and numbers read aloud must be understood by the starter that writes speech down."""

import functools
from typing import Any

from models.key import ModelKey
from models.load import fetch, load
from tests.meaning.audio_to_audio import understood
from tests.speech import word_error_rate
from tests.truth.case import Case

SENTENCES = (
    "Could you pick up some bread and milk on your way home?",
    "The train to Manchester leaves from platform two.",
    "I lost my keys somewhere between the kitchen and the car.",
    "Our meeting was moved to Thursday afternoon.",
    "The children built a castle out of sand on the beach.",
    "My grandmother makes the best apple pie in the village.",
    "Please turn off the lights before you leave the office.",
    "The weather was so cold that the lake froze overnight.",
    "He forgot to water the plants while they were away.",
    "Do you know a good restaurant near the theater?",
    "The museum is closed on Mondays and on public holidays.",
    "She studied chemistry in Boston and now works as a teacher.",
    "The new bridge will be open to traffic by the end of the year.",
    "A strong coffee helps me to get through the morning.",
)
RULE = "at most one word in ten misheard by Whisper tiny.en, sentence by sentence"
FLOOR = 0.75


@functools.cache
def listener() -> Any:
    """Return the starter that writes speech down."""
    key = ModelKey("automatic-speech-recognition", "starter", "whisper-tiny.en", "")
    return load(key, fetch(key, lambda _: None))


def is_true(sentence: str, raw: dict[str, Any]) -> bool:
    """Tell whether the sentence was understood."""
    return word_error_rate(sentence, understood(listener(), raw)) <= 0.1


CASES = tuple(Case(one, {"text": one}, lambda raw, one=one: is_true(one, raw)) for one in SENTENCES)
