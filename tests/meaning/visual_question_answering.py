"""The real inputs of tests/truth, seen otherwise."""

import contextlib

from models.errors import BadInput
from tests.meaning.ask import Ask
from tests.meaning.photos import altered
from tests.truth.visual_question_answering import NAMED, QUESTIONS

METRIC = "right answers of those given, questions about photos made darker"
FLOOR = 0.6
DARKER = 2


def score(ask: Ask) -> float:
    """Return the share that is right."""
    right = []
    for name, question, fitting in QUESTIONS:
        with contextlib.suppress(BadInput):
            darker = altered(NAMED[name].opened())[DARKER]
            right.append(ask(image=darker, question=question)[0]["answer"] in fitting)
    return sum(right) / len(right)
