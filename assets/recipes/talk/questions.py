"""Many ways to ask for each fact, and its answer."""

import random
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from assets.recipes.spin import spin, with_article
from assets.recipes.talk.facts import (
    ANIMALS,
    CAPITALS,
    COLOURS,
    DAYS,
    LARGEST_SUM,
    MONTHS,
    NUMBERS,
    OPPOSITES,
)

HELD_OUT = 6
"""One of so many pairs of a fact and a way to ask is kept from training."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something to ask for.

    Attributes:
        subject: of which table it is.
        words: what is asked about, put into the braces of `ASKED[subject]`.
        answer: the words that must be in a right answer.
        sentence: the whole answer.
    """

    subject: str
    words: tuple[str, ...]
    answer: str
    sentence: str

    def held_out(self, way: str) -> bool:
        """Whether training never asks for this fact in this way."""
        return zlib.crc32("/".join((*self.words, way)).encode()) % HELD_OUT == 0


ASKED = {
    "sound": (
        "What does {} say?",
        "What sound does {} make?",
        "Which noise does {} make?",
        "How does {} go?",
        "Do you know what {} says?",
        "Tell me what {} says.",
    ),
    "legs": (
        "How many legs does {} have?",
        "How many legs has {}?",
        "Tell me how many legs {} has.",
        "Can you tell me the number of legs of {}?",
        "What is the number of legs of {}?",
    ),
    "food": (
        "What does {} eat?",
        "What does {} like to eat?",
        "What is the food of {}?",
        "What do you feed {}?",
        "Tell me what {} eats.",
        "Do you know what {} eats?",
    ),
    "home": (
        "Where does {} live?",
        "Where can I find {}?",
        "Where is the home of {}?",
        "Tell me where {} lives.",
        "Do you know where {} lives?",
    ),
    "young": (
        "What is the young of {} called?",
        "What do you call the young of {}?",
        "What is the baby of {} called?",
        "What do we call the baby of {}?",
        "Tell me what the young of {} is called.",
    ),
    "colour": (
        "What colour is {}?",
        "Which colour is {}?",
        "What is the colour of {}?",
        "Which colour does {} have?",
        "Tell me the colour of {}.",
        "Do you know what colour {} is?",
    ),
    "opposite": (
        "What is the opposite of {}?",
        "What's the opposite of {}?",
        "Tell me the opposite of {}.",
        "Which word is the opposite of {}?",
        "Do you know the opposite of {}?",
        "Say the opposite of {}.",
    ),
    "capital": (
        "What is the capital of {}?",
        "What's the capital of {}?",
        "Which city is the capital of {}?",
        "Tell me the capital of {}.",
        "What is the capital city of {}?",
        "Do you know the capital of {}?",
        "Name the capital of {}.",
    ),
    "after": (
        "What comes after {}?",
        "Which {1} comes after {0}?",
        "What {1} follows {0}?",
        "Tell me the {1} after {0}.",
        "Which is the {1} after {0}?",
    ),
    "before": (
        "What comes before {}?",
        "Which {1} comes before {0}?",
        "Tell me the {1} before {0}.",
        "Which is the {1} before {0}?",
        "What is the {1} before {0}?",
    ),
    "plus": (
        "What is {} plus {}?",
        "How much is {} plus {}?",
        "What is {} + {}?",
        "{} + {} = ?",
        "{}+{}[?|=|]",
        "What is {}+{}?",
        "Can you add {} and {}?",
        "What do you get if you add {} and {}?",
    ),
    "minus": (
        "What is {} minus {}?",
        "How much is {} minus {}?",
        "What is {} - {}?",
        "{} - {} = ?",
        "{}-{}[?|=|]",
        "Take {1} away from {0}.",
        "What do you get if you take {1} from {0}?",
    ),
}


def all_facts() -> tuple[Fact, ...]:
    """Return everything that can be asked for."""
    return (*animal_facts(), *word_facts(), *order_facts(), *sum_facts())


def animal_facts() -> Iterator[Fact]:
    """Yield what animals say, eat, and so on."""
    for name, (sound, legs, food, home, young) in ANIMALS.items():
        one = with_article(name)
        yield Fact("legs", (one,), f"{legs} legs", f"{one.capitalize()} has {legs} legs.")
        yield Fact("food", (one,), food, f"{one.capitalize()} eats {food}.")
        yield Fact("home", (one,), home, f"{one.capitalize()} lives {home}.")
        if sound:
            yield Fact("sound", (one,), sound, f"{one.capitalize()} says {sound}.")
        if young:
            called = with_article(young)
            yield Fact("young", (one,), called, f"The young of {one} is called {called}.")


def word_facts() -> Iterator[Fact]:
    """Yield colours, capitals and opposites."""
    for colour, things in COLOURS.items():
        for thing in things.split(","):
            yield Fact("colour", (thing,), colour, f"{thing[0].upper()}{thing[1:]} is {colour}.")
    for country, capital in CAPITALS.items():
        yield Fact("capital", (country,), capital, f"The capital of {country} is {capital}.")
    for word, other in ({other: word for word, other in OPPOSITES.items()} | OPPOSITES).items():
        yield Fact("opposite", (word,), other, f"The opposite of {word} is {other}.")


def order_facts() -> Iterator[Fact]:
    """Yield what comes before and after days, months and numbers."""
    for kind, names in (("day", DAYS), ("month", MONTHS)):
        for place, name in enumerate(names):
            following = names[(place + 1) % len(names)]
            yield Fact("after", (name, kind), following, f"{following} comes after {name}.")
            yield Fact("before", (following, kind), name, f"{name} comes before {following}.")
    for number, name in enumerate(NUMBERS[:-1]):
        following = NUMBERS[number + 1]
        yield Fact("after", (name, "number"), following, f"{following.capitalize()} comes after {name}.")
        yield Fact("before", (following, "number"), name, f"{name.capitalize()} comes before {following}.")


def sum_facts() -> Iterator[Fact]:
    """Yield sums and differences."""
    for first in range(LARGEST_SUM + 1):
        for second in range(LARGEST_SUM + 1 - first):
            total = first + second
            yield Fact("plus", (str(first), str(second)), f"is {total}.", f"{first} plus {second} is {total}.")
            yield Fact("minus", (str(total), str(second)), f"is {first}.", f"{total} minus {second} is {first}.")


def asked(fact: Fact, rng: random.Random, *, held_out: bool) -> str:
    """Return one way to ask for the fact, "" where there is none of that kind."""
    ways = [way for way in ASKED[fact.subject] if fact.held_out(way) == held_out]
    return spin(rng.choice(ways), rng).format(*fact.words) if ways else ""
