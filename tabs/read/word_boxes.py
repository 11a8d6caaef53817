"""Reading the words of a page that somebody has found already, each with its box."""

import json
from typing import Any

from models.errors import BadInput

MOST_WORDS = 5_000
LONGEST_WORD = 200
FORM = "read.write_words_page_as_json_list"


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
        raise BadInput("read.word_boxes_no_json", form=FORM) from error
    if not isinstance(found, list):
        raise BadInput("read.word_boxes_no_list", form=FORM)
    if len(found) > MOST_WORDS:
        raise BadInput("read.there_are_count_words_in_word", count=len(found), most_words=MOST_WORDS)
    return [read_word(one, number) for number, one in enumerate(found, start=1)]


def read_word(one: Any, number: int) -> tuple[str, list[int]]:
    """Return a word and its box."""
    if not (isinstance(one, list) and len(one) == 2 and isinstance(one[1], list) and len(one[1]) == 4):
        raise BadInput("read.word_number_word_boxes_not_word", number=number, form=FORM)
    word, box = one
    if not isinstance(word, str) or not 0 < len(word.strip()) <= LONGEST_WORD:
        raise BadInput("read.word_number_word_boxes_no_text", number=number, longest_word=LONGEST_WORD, form=FORM)
    if not all(isinstance(place, int | float) and not isinstance(place, bool) and 0 <= place <= 1000 for place in box):
        raise BadInput("read.box_word_number_word_boxes_not", number=number, form=FORM)
    left, top, right, bottom = (round(place) for place in box)
    if left > right or top > bottom:
        raise BadInput("read.box_word_number_word_boxes_ends", number=number, form=FORM)
    return word.strip(), [left, top, right, bottom]
