"""What of an English text is spoken: words in lower case, single letters in upper case, and marks for pauses."""

import re
import unicodedata

from models.words.numerals import NUMBER, number_words

MARKS = {";": ",", ":": ",", ",": ",", ".": ".", "?": "?", "!": "!"}
"""Punctuation, and the mark it is read as."""

SYMBOLS = {
    "&": "and",
    "%": "percent",
    "+": "plus",
    "=": "equals",
    "@": "at",
    "°": "degrees",
    "€": "euros",
    "£": "pounds",
    "$": "dollars",
}
MONEY = re.compile(rf"([$€£])\s?({NUMBER.pattern})")
PIECE = re.compile(
    rf"(?P<number>{NUMBER.pattern})|(?P<word>[A-Za-z]+(?:'[A-Za-z]+)*)|(?P<symbol>[{''.join(SYMBOLS)}])|[,;:.?!]"
)
PLAIN = str.maketrans({"’": "'", "‘": "'", "—": ",", "–": ",", "⁄": " over ", "ø": "o", "Ø": "O", "ß": "ss", "æ": "ae"})
LONGEST_ACRONYM = 4
SPOKEN_LETTERS = {"a", "i"}
"""Words of one letter; the others are called by their names."""


def spoken_words(text: str) -> list[str]:
    """Return words and marks; the last is a mark, none is first, no two follow each other; [] if nothing is spoken.

    Accents are dropped; letters of other scripts are not read.
    """
    split = unicodedata.normalize("NFKD", text)
    plain = "".join(one for one in split if not unicodedata.combining(one)).translate(PLAIN)
    shouts = plain.upper() == plain
    found: list[str] = []
    for piece in PIECE.finditer(MONEY.sub(r"\2 \1", plain)):
        if piece["number"]:
            found += number_words(piece["number"])
        elif piece["word"]:
            found += letters_or_word(piece["word"], shouts)
        elif piece["symbol"]:
            found.append(SYMBOLS[piece["symbol"]])
        elif found:
            found[len(found) - (found[-1] in MARKS) :] = [MARKS[piece[0]]]
    return found if not found or found[-1] in MARKS else [*found, "."]


def letters_or_word(word: str, shouts: bool) -> list[str]:
    """Return the letters of an acronym, one by one, in upper case; else the word in lower case."""
    lower = word.lower()
    if len(word) == 1:
        return [lower if lower in SPOKEN_LETTERS else word.upper()]
    is_acronym = word.isupper() and word.isalpha() and len(word) <= LONGEST_ACRONYM and not shouts
    return list(word) if is_acronym else [lower]
