"""Questions whose text does not answer them: the sentence that did is left out, or the text is about something else."""

import random
import re

from assets.recipes.questions.case import Case
from models.words.sentences import split_sentences

PRONOUNS = re.compile(r"\b(he|she|it|they|his|her|their|its|i|my|me|we|our|you|your)\b", re.IGNORECASE)
NAME = re.compile(r"(?<=\w )[A-Z]\w+")
"""A word with a capital that does not begin the question."""


def leave_unanswered(rng: random.Random, case: Case, other: Case) -> Case | None:
    """Return the question with a text that does not answer it, its answer's place (0, 0); None where none is found.

    Args:
        rng: decides which way is tried first.
        case: a question with a text that answers it.
        other: another, whose text may stand in.
    """
    ways = [without_its_sentence(case), with_another_text(case, other)]
    if rng.random() < 0.5:
        ways.reverse()
    return next((way for way in ways if way is not None), None)


def without_its_sentence(case: Case) -> Case | None:
    """Return the case without the sentences that hold the answer's words, if two others or more are left."""
    answer = case.answer.lower()
    sentences = split_sentences(case.text)
    left = [one for one in sentences if answer not in one.lower()]
    enough = len(left) >= 2 and len(left) < len(sentences)
    return Case(case.question, " ".join(left), 0, 0) if enough else None


def with_another_text(case: Case, other: Case) -> Case | None:
    """Return the question with another's text, if it names somebody or something of whom that says nothing."""
    names = NAME.findall(case.question)
    known = {name for name in names if re.search(rf"\b{re.escape(name)}\b", other.text, re.IGNORECASE)}
    if not names or known or PRONOUNS.search(case.question) or case.answer.lower() in other.text.lower():
        return None
    return Case(case.question, other.text, 0, 0)
