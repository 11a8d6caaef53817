"""Plain questions, and small things that one asks a chat to do."""

import re
from typing import Any

from tests.truth.case import Case

RULE = "the answer holds the right word"
FLOOR = 0.6
ASKED = (
    ("What is the capital of France?", "paris"),
    ("What colour is the sky on a clear day?", "blue"),
    ("How many days are there in a week?", "seven|7"),
    ("What is the opposite of big?", "small|little|tiny"),
    ("Which animal says meow?", "cat"),
    ("Who wrote Romeo and Juliet?", "shakespeare"),
    ("What is the largest planet of the solar system?", "jupiter"),
    ("What do bees make?", "honey"),
    ("Name three kinds of fruit.", "apple|banana|orange|pear|berr|grape|mango|peach|kiwi"),
    ("What is frozen water called?", "ice"),
    ("In which country is Tokyo?", "japan"),
    ("What do we call the person who flies a plane?", "pilot"),
)


def is_true(wanted: str, raw: list[dict[str, Any]]) -> bool:
    """Tell whether an answer holds one of the words."""
    return bool(re.search(rf"\b(?:{wanted})", raw[0]["generated_text"][-1]["content"].lower()))


CASES = tuple(
    Case(
        text,
        {"messages": [], "text": text, "do_sample": False, "max_new_tokens": 60},
        lambda raw, wanted=wanted: is_true(wanted, raw),
    )
    for text, wanted in ASKED
)
