"""Beginnings whose next words every reader knows."""

import re
from typing import Any

from tests.truth.case import Case

RULE = "the expected word is among the first fifteen"
FLOOR = 0.6
ASKED = (
    ("The capital of France is", "paris"),
    ("Monday, Tuesday, Wednesday,", "thursday"),
    ("The sun rises in the", "east|morning"),
    ("One, two, three, four,", "five"),
    ("The opposite of black is", "white"),
    ("Water freezes at a temperature of", "0|32|zero"),
    ("Roses are red, violets are", "blue"),
    ("There are seven days in a", "week"),
    ("Romeo and", "juliet"),
    ("Spring, summer, autumn and", "winter"),
    ("Bread is made from flour and", "water|yeast"),
    ("The first president of the United States was George", "washington"),
)


def is_true(wanted: str, raw: list[dict[str, Any]]) -> bool:
    """Tell whether one of the words comes soon."""
    soon = " ".join(raw[0]["generated_text"].lower().split()[:15])
    return bool(re.search(rf"\b(?:{wanted})", soon))


CASES = tuple(
    Case(
        text, {"text": text, "do_sample": False, "max_new_tokens": 24}, lambda raw, wanted=wanted: is_true(wanted, raw)
    )
    for text, wanted in ASKED
)
