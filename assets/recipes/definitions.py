"""Which texts of WordNet are for guessing words, in which form, and which of them are for measuring only."""

import zlib

FEWEST_WORDS = 5
HELD_OUT = 50
"""Of so many definitions one, with its examples, is for measuring."""


def is_held_out(definition: str) -> bool:
    """Tell whether a definition and its examples are for measuring only."""
    return zlib.crc32(definition.encode()) % HELD_OUT == 0


def is_long_enough(text: str) -> bool:
    """Tell whether there is something to guess a word from."""
    return len(text.split()) >= FEWEST_WORDS


def describe(word: str, definition: str) -> str:
    """Return a definition behind the word that it defines."""
    return f"{word}: {definition}."
