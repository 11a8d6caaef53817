"""How words are pronounced, letter by letter, by rules with a context.

The rules form the tree of IGTree (Daelemans, van den Bosch & Weijters 1997, "IGTree: using trees for compression and
classification in lazy learning"), which grows by one letter at a time, right and left in turn: a longer context is
an exception to the shorter ones within it.
"""

from collections.abc import Iterator, Mapping

MOST_LETTERS = 13
"""Of a context: six to the left, six to the right."""

EDGE = "#"
"""Beside the first and the last letter."""


def context(word: str, at: int, letters: int) -> str:
    """Return so many letters around one of a word; of an even number one more is at its right."""
    left = (letters - 1) // 2
    padded = EDGE * MOST_LETTERS + word + EDGE * MOST_LETTERS
    start = MOST_LETTERS + at - left
    return padded[start : start + letters]


def sound(rules: Mapping[str, str], word: str, at: int) -> str:
    """Return the phonemes of a letter, with spaces between, by the rule with the longest context."""
    for letters in range(MOST_LETTERS, 0, -1):
        found = rules.get(context(word, at, letters))
        if found is not None:
            return found
    return ""


def pronounce(rules: Mapping[str, str], word: str) -> Iterator[str]:
    """Yield the phonemes of a word in lower case; letters without any rule are silent."""
    for at in range(len(word)):
        yield from sound(rules, word, at).split()
