"""espeak-ng reads sentences aloud; the words must come back."""

import tempfile
from pathlib import Path

from tests.meaning.ask import Ask
from tests.speech import SENTENCES, speak, word_error_rate

METRIC = f"1 minus the word error rate, {len(SENTENCES)} sentences read by espeak-ng"
FLOOR = 0.85
NEEDS = "espeak-ng"


def score(ask: Ask) -> float:
    """Return 1 minus the mean word error rate."""
    with tempfile.TemporaryDirectory() as folder:
        files = [speak(sentence, Path(folder, f"{index}.wav")) for index, sentence in enumerate(SENTENCES)]
        rates = [word_error_rate(said, ask(audio=file)["text"]) for said, file in zip(SENTENCES, files, strict=True)]
    return 1 - sum(rates) / len(rates)
