"""One question with its text and answer, and the writer that keeps track of where things stand."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Case:
    """A question, the text that answers it, and the answer's place: text[start:end]."""

    question: str
    text: str
    start: int
    end: int

    @property
    def answer(self) -> str:
        """The words of the text that answer the question."""
        return self.text[self.start : self.end]


Spans = dict[str, tuple[int, int]]
"""Where the value of each slot stands first, in characters."""

_SLOT = re.compile(r"\{(?:(a|A):)?(\w+)\}")
_VOWELS = "aeiou"


@dataclass(slots=True)
class Draft:
    """A text that grows piece by piece."""

    text: str = ""

    def add(self, template: str, values: dict[str, str], joint: str | None = None) -> Spans:
        """Append a template with its slots filled, return where each value stands."""
        if self.text:
            self.text += " " if joint is None else joint
        said, spans = fill(template, values)
        moved = {slot: (start + len(self.text), end + len(self.text)) for slot, (start, end) in spans.items()}
        self.text += said
        return moved


def fill(template: str, values: dict[str, str]) -> tuple[str, Spans]:
    """Fill "{slot}" with a value, and "{a:slot}" with the article that it needs and the value."""
    said, last, spans = "", 0, Spans()
    for match in _SLOT.finditer(template):
        article, slot = match.groups()
        value = values[slot]
        said += template[last : match.start()]
        if article:
            said += f"{article}{'n' if value[0].lower() in _VOWELS else ''} "
        spans.setdefault(slot, (len(said), len(said) + len(value)))
        said += value
        last = match.end()
    return said + template[last:], spans


def slots_of(template: str) -> set[str]:
    """Return the names of the slots in a template."""
    return {slot for _, slot in _SLOT.findall(template)}
