"""A sentence and its names."""

import random
import re
from dataclasses import dataclass

from assets.recipes.names import makers
from assets.recipes.names.gazetteer import Gazetteer

MAKERS = {
    "PER": makers.person,
    "FULL": makers.full_name,
    "FIRST": makers.first_name,
    "LAST": makers.last_name,
    "LOC": makers.place,
    "CITY": makers.city,
    "ORG": makers.organisation,
    "PEOPLE": makers.people,
    "PRIZE": makers.prize,
    "EVENT": makers.event,
}
KINDS = {
    "FULL": "PER",
    "FIRST": "PER",
    "LAST": "PER",
    "CITY": "LOC",
    "PEOPLE": "MISC",
    "PRIZE": "MISC",
    "EVENT": "MISC",
}
"""What is marked where a slot asks for more than a kind of name."""

SLOT = re.compile(r"\{([a-zA-Z]+)\}")


@dataclass(frozen=True, slots=True)
class Span:
    """A name: text[start:end]. `kind` is PER, LOC, ORG, MISC, or "?" where it is not known which."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A text and the names in it, in order."""

    text: str
    spans: tuple[Span, ...]

    def followed_by(self, other: "Sentence") -> "Sentence":
        """Return both as one text."""
        shift = len(self.text) + 1
        moved = (Span(span.start + shift, span.end + shift, span.kind) for span in other.spans)
        return Sentence(f"{self.text} {other.text}", (*self.spans, *moved))


def filled(template: str, rng: random.Random, names: Gazetteer, words: dict[str, tuple[str, ...]]) -> Sentence:
    """Fill a template's slots.

    Args:
        template: with {PER} and the other MAKERS where a name goes, {job} and other `words` in small letters.
        rng: chooses.
        names: to choose from.
        words: to choose from for the slots in small letters, which are no names.
    """
    text, spans, done = "", [], 0
    for slot in SLOT.finditer(template):
        text += template[done : slot.start()]
        done = slot.end()
        kind = slot.group(1)
        if kind.islower():
            text += rng.choice(words[kind])
            continue
        name = MAKERS[kind](rng, names)
        if name.startswith("the "):  # the article is no part of the name
            text, name = text + "the ", name.removeprefix("the ")
        spans.append(Span(len(text), len(text) + len(name), KINDS.get(kind, kind)))
        text += name
    text += template[done:]
    return Sentence(text[:1].upper() + text[1:], tuple(spans))


def labels(offsets: list[tuple[int, int]], spans: tuple[Span, ...], numbers: dict[str, int], ignored: int) -> list[int]:
    """Return a label for each token: "O", "B-PER", "I-PER"... by `numbers`.

    Args:
        offsets: start and end of each token in the text; (0, 0) for [CLS] and [SEP].
        spans: the names.
        numbers: of the labels.
        ignored: the number for tokens of names of unknown kind, and for [CLS] and [SEP].
    """
    answer = []
    for start, end in offsets:
        span = next((span for span in spans if span.start <= start < span.end), None)
        if start == end or (span and span.kind == "?"):
            answer.append(ignored)
        elif span is None:
            answer.append(numbers["O"])
        else:
            answer.append(numbers[f"{'B' if start == span.start else 'I'}-{span.kind}"])
    return answer
