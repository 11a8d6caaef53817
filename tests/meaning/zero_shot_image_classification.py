"""The word that fits a photo must win among words that do not."""

from tests.meaning.ask import Ask
from tests.meaning.photos import MORE, NAMES, altered, opened

WORDS = {path: word for path, (word, _) in NAMES.items()} | MORE
LABELS = ", ".join([*dict.fromkeys(WORDS.values()), "guitar", "pizza", "fish"])
METRIC = f"right of {LABELS.count(',') + 1} words, {len(WORDS)} pictures in 5 versions each"
FLOOR = 0.75


def score(ask: Ask) -> float:
    """Return the share of pictures whose best label is the right one."""
    right = [
        ask(image=picture, candidate_labels=LABELS)[0]["label"] == word
        for path, word in WORDS.items()
        for picture in [opened(path), *altered(opened(path))]
    ]
    return sum(right) / len(right)
