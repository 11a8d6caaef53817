"""Texts as they are spoken: figures, signs and abbreviations in words, for voices that read letters alone.

Every step leaves fewer figures behind: what says most about its neighbours (a date, a telephone number) comes first,
bare numbers last. Numbers are put into words by num2words.
"""

import re
import unicodedata

from models.words.spoken.abbreviations import (
    say_abbreviations,
    say_addresses,
    say_codes,
    say_operators,
    say_ordinals,
    say_rest,
    say_romans,
)
from models.words.spoken.amounts import say_amounts, say_signs
from models.words.spoken.elsewhere import LANGUAGES, write_numbers
from models.words.spoken.figures import NUMBER
from models.words.spoken.moments import say_lone_years, say_moments

SPOKEN = ("English", "German", "French", "Spanish")
"""The languages, by their plain names, in which numbers can be written out."""

HYPHENS = re.compile("[\u2010\u2011\u2012\ufe58\u00ad]")
ROMAN = re.compile("[\u2160-\u217f]+")
DIGIT = re.compile(r"[^\W\D]")


def write_out(text: str, language: str) -> str:
    """Return a text as it is spoken.

    Args:
        text: in that language.
        language: ISO 639-1; "en", or one of LANGUAGES, where numbers, minus signs and shares are written out.
            Texts in others are returned as they are.
    """
    if language in LANGUAGES:
        return write_numbers(text, language)
    return write_out_english(text) if language == "en" else text


def write_out_english(text: str) -> str:
    """Return an English text as it is spoken."""
    text = ROMAN.sub(lambda one: unicodedata.normalize("NFKC", one[0]), text)
    text = DIGIT.sub(lambda one: str(unicodedata.decimal(one[0])), HYPHENS.sub("-", text))
    for step in (
        say_addresses,
        say_moments,
        say_codes,
        say_romans,
        say_abbreviations,
        say_signs,
        say_amounts,
        say_ordinals,
        say_lone_years,
        say_operators,
    ):
        text = step(text)
    return re.sub(r" +(?=[ ,;:!?]|\.(?!\w))", "", say_rest(text, NUMBER)).strip(" ")
