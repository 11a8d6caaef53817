"""Kinds of facts: how they are said and how they are asked about."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assets.recipes.questions.case import slots_of


@dataclass(frozen=True, slots=True)
class Fact:
    """A kind of fact.

    Attributes:
        slots: name of a slot -> the kind of its value, as `values.Values.make` knows it.
        sentences: templates that say it; some leave a slot out.
        questions: (slot that is asked for, template of the question).
    """

    slots: dict[str, str]
    sentences: tuple[str, ...]
    questions: tuple[tuple[str, str], ...]

    @property
    def about_person(self) -> bool:
        """Whether its subject is a person who may be called he or she in a text about them."""
        return self.slots.get("name") == "person"


def facts_of(name: str) -> tuple[Fact, ...]:
    """Read the facts of a text file beside this module."""
    return parse((Path(__file__).parent / f"{name}.txt").read_text(encoding="utf-8"))


def parse(table: str) -> tuple[Fact, ...]:
    """Read facts, each a block of lines between empty ones.

    name=person city=city              slots and kinds; "slot" alone is "slot=slot"
    - {name} lives in {city}.          a sentence
    city: Where does {name} live? | In which city does {name} live?      questions for a slot
    """
    return tuple(_parse_block(block) for block in table.strip().split("\n\n"))


@cache
def _parse_block(block: str) -> Fact:
    head, *lines = block.strip().splitlines()
    slots = {name: kind or name for name, _, kind in (word.partition("=") for word in head.split())}
    sentences = tuple(line[2:].strip() for line in lines if line.startswith("- "))
    questions = tuple(
        (slot.strip(), form.strip())
        for line in lines
        if not line.startswith("- ")
        for slot, _, forms in [line.partition(":")]
        for form in forms.split(" | ")
    )
    used = {name for text in (*sentences, *(form for _, form in questions)) for name in slots_of(text)}
    unknown = used | {slot for slot, _ in questions}
    if unknown - set(slots):
        raise ValueError(f"no slot {sorted(unknown - set(slots))} in: {head}")
    return Fact(slots, sentences, questions)
