"""Reading the words of a page that somebody has found already, each with its box."""

import json
from typing import Any

from models.errors import BadInput

MOST_WORDS = 5_000
LONGEST_WORD = 200
FORM = 'Write the words of the page as a JSON list such as [["Total", [50, 100, 200, 130]]], boxes in thousandths.'


def read_word_boxes(text: str) -> list[tuple[str, list[int]]]:
    """Return [(word, [left, top, right, bottom]), ...] of a JSON list, [] for an empty text.

    Raises:
        BadInput: it is no such list, a box is upside down or off the page, or there are too many words.
    """
    if not text.strip():
        return []
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadInput(f"word_boxes is no JSON. {FORM}") from error
    if not isinstance(found, list):
        raise BadInput(f"word_boxes is no list. {FORM}")
    if len(found) > MOST_WORDS:
        raise BadInput(f"There are {len(found):,} words in word_boxes; at most {MOST_WORDS:,} are accepted.")
    return [read_word(one, number) for number, one in enumerate(found, start=1)]


def read_word(one: Any, number: int) -> tuple[str, list[int]]:
    """Return a word and its box."""
    if not (isinstance(one, list) and len(one) == 2 and isinstance(one[1], list) and len(one[1]) == 4):
        raise BadInput(f"Word {number} of word_boxes is not [word, [left, top, right, bottom]]. {FORM}")
    word, box = one
    if not isinstance(word, str) or not 0 < len(word.strip()) <= LONGEST_WORD:
        raise BadInput(f"Word {number} of word_boxes is no text of 1 to {LONGEST_WORD} characters. {FORM}")
    if not all(isinstance(place, int | float) and not isinstance(place, bool) and 0 <= place <= 1000 for place in box):
        raise BadInput(f"The box of word {number} of word_boxes is not four numbers from 0 to 1000. {FORM}")
    left, top, right, bottom = (round(place) for place in box)
    if left > right or top > bottom:
        raise BadInput(f"The box of word {number} of word_boxes ends before it begins. {FORM}")
    return word.strip(), [left, top, right, bottom]
