"""Speech must be understood, by the starter that writes speech down; the sentences are in no training text."""

from models.words.spoken import write_out
from tests.meaning.ask import Ask
from tests.meaning.audio_to_audio import understood
from tests.meaning.spoken import WITH_FIGURES, WITHOUT
from tests.speech import word_distance, words
from tests.truth.text_to_speech import SENTENCES, listener

SAID = (*WITH_FIGURES, *((one, one) for one in (*WITHOUT, *SENTENCES)))
"""What is written, and how a person reads it."""
METRIC = f"words not misheard by Whisper tiny.en, {len(SAID)} sentences, {len(WITH_FIGURES)} of them with figures"
FLOOR = 0.9


def score(ask: Ask) -> float:
    """Return 1 minus the share of words that are misheard over all sentences, figures heard as words."""
    misheard = [word_distance(spoken, write_out(understood(listener(), ask(text=text)), "en")) for text, spoken in SAID]
    return 1 - sum(misheard) / sum(len(words(spoken)) for _, spoken in SAID)
