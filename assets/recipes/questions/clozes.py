"""Rough questions from real sentences: an answer is cut out, a question word put in its place or in front.

Lewis, Denoyer and Riedel, "Unsupervised Question Answering by Cloze Translation" (ACL 2019, arXiv:1906.04980) found
that such noisy clozes already teach a model to look for the clause that a question is about.
"""

import random
import re
from collections.abc import Iterator

from assets.recipes.questions.case import Case
from assets.recipes.questions.glosses import name_kinds

_PERSON = re.compile(
    r"(?<=[a-z,] )(?:Mr|Mrs|Ms|Dr|President|Senator|Mayor|Judge)\.? (?:[A-Z][\w'-]+ ?)+(?<! )(?=[,.;]| [a-z])"
)
_PLACE = re.compile(r"(?<= in | at )(?:[A-Z][a-z]+ ?)+(?<! )(?=[,.;]| [a-z])")
_YEAR = re.compile(r"\b(?:1[5-9]\d\d|20[0-2]\d)\b")
_MONEY = re.compile(r"\$[\d,.]+(?: (?:million|billion))?\b")
_NUMBER = re.compile(r"\b\d[\d,]*(?:\.\d+)?(?= [a-z]+s\b)")
_DAY = re.compile(r"\b(?:Jan\.|Feb\.|March|April|May|June|July|Aug\.|Sept\.|Oct\.|Nov\.|Dec\.|August|December) \d+\b")
DROPPED = 0.1
"""The share of words that a question leaves out."""

SHORTEST = 6
"""Words of a question."""


def make_cloze(rng: random.Random, texts: list[list[str]]) -> Case:
    """Return a question about one of the sentences of one of the texts, and that sentence with its neighbours."""
    while True:
        text = rng.choice(texts)
        at = rng.randrange(len(text))
        answers = list(_answers(text[at]))
        if not answers or len(text[at].split()) > 40:
            continue
        start, end, words = rng.choice(answers)
        question = _question(rng, text[at], start, end, rng.choice(words))
        if len(question.split()) < SHORTEST:
            continue
        first, last = max(0, at - rng.randint(0, 1)), min(len(text), at + rng.randint(1, 2))
        before = "".join(f"{sentence} " for sentence in text[first:at])
        passage = before + " ".join(text[at:last])
        if len(passage.split()) > 75:
            continue
        return Case(question, passage, start + len(before), end + len(before))


def _answers(sentence: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    for pattern, words in (
        (_YEAR, ("When", "In what year", "In which year")),
        (_DAY, ("When", "On what day")),
        (_MONEY, ("How much", "How much money")),
        (_NUMBER, ("How many",)),
    ):
        for found in pattern.finditer(sentence):
            yield found.start(), found.end(), words
    for found in _PERSON.finditer(sentence):
        yield found.start(), found.start() + len(found.group().removesuffix("'s")), ("Who", "Which person")
    for found in _PLACE.finditer(sentence):
        if name_kinds().get(found.group().split()[-1]) == "place":
            yield found.start(), found.end(), ("Where", "Where", "In which place")


def _question(rng: random.Random, sentence: str, start: int, end: int, word: str) -> str:
    """Return the words around the answer, a few left out, with the question word in front or in the answer's place."""
    before = re.split(r"[;:,] ", sentence[:start])[-1].split()[-rng.randint(5, 12) :]
    after = re.split(r"[;:,] ", sentence[end:])[0].split()[: rng.randint(5, 12)]
    before, after = ([one for one in part if rng.random() > DROPPED] for part in (before, after))
    if (len(before) > 2 and not after) or rng.random() < 0.2:
        words = [*before, word.lower(), *after]
    else:
        words = [word, *before, *after]
    return f"{' '.join(words).rstrip('.,;:?! ')}?"
