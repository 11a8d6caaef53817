"""New beginnings of stories; do they go on with the same hero, and come to an end?"""

import random
import re
from dataclasses import dataclass

import torch

from models.starters.stories.people import ALL_BOYS, ALL_GIRLS, ANIMALS, is_held_out
from models.starters.stories.tale import rules
from tests.meaning.ask import Ask

BEGINNINGS = (
    "Once upon a time, there was a {character} {kind} named {name}.",
    "Once upon a time, there was a {kind} called {name} who loved to {like}.",
    "Once upon a time, {place}, there lived a {character} {kind} named {name}. One day,",
    "There was once a {kind} called {name} who wanted to {like}. One morning,",
    "{name} was a {character} {kind} who lived {place}.",
    "{name} the {kind} had a {character} friend. One day, {name}",
    "It was dark {place}, but a {character} {kind} named {name} was still awake.",
    "This is a story about {name}, a {kind} who lived {place}.",
)
PLACES = ("in an old lighthouse", "behind the big mountains", "in the library", "on a train", "under the old bridge")
LIKES = ("count the clouds", "swim with the ducks", "read about the moon", "sing to the birds", "climb the stairs")
CHARACTERS = ("curious", "friendly", "sleepy", "brave", "little", "lonely")
CHILDREN = 0.35
BEGINNINGS_ASKED = 36
METRIC = f"{BEGINNINGS_ASKED} new beginnings that go on to an end with the same hero, one friend and nothing said twice"
FLOOR = 0.5
SEED = 913

CAPITALISED = re.compile(r"\b[A-Z][a-z]+")
ORDINARY = {"An", "He", "His"} | {
    word for lines in rules().values() for line in lines for word in CAPITALISED.findall(line)
}
"""Words that have a capital because they begin a sentence; what else has one is a name."""

HERS, HIS = {"she", "her", "hers"}, {"he", "him", "his"}


@dataclass(frozen=True)
class Beginning:
    """How a story begins, and whom it is about."""

    text: str
    name: str
    kind: str
    is_girl: bool


def score(ask: Ask) -> float:
    """Return the share of beginnings that go on well, with the page's own settings."""
    torch.manual_seed(SEED)
    rng = random.Random(SEED)
    return sum(goes_on_well(one, continuation(ask, one.text)) for one in beginnings(rng)) / BEGINNINGS_ASKED


def continuation(ask: Ask, text: str) -> str:
    """Return what is written after a text."""
    return str(ask(text=text)[0]["generated_text"])


def beginnings(rng: random.Random) -> list[Beginning]:
    """Return the beginnings; no hero of the training has that name and is of that kind, children aside."""
    return [a_beginning(rng, number) for number in range(BEGINNINGS_ASKED)]


def a_beginning(rng: random.Random, number: int) -> Beginning:
    """Return the beginning of that number: the sentences come in turn."""
    is_girl = rng.random() < 0.5
    names = ALL_GIRLS if is_girl else ALL_BOYS
    if rng.random() < CHILDREN:
        kind, name = "girl" if is_girl else "boy", rng.choice(names)
    else:
        kind, name = rng.choice([(kind, name) for kind in ANIMALS for name in names if is_held_out(name, kind)])
    words = {"character": rng.choice(CHARACTERS), "place": rng.choice(PLACES), "like": rng.choice(LIKES)}
    text = BEGINNINGS[number % len(BEGINNINGS)].format(name=name, kind=kind, **words)
    return Beginning(re.sub(r"\b([Aa]) (?=[aeiou])", r"\1n ", text), name, kind, is_girl)


def goes_on_well(beginning: Beginning, text: str) -> bool:
    """Whether the hero stays who it is, at most one friend joins, nothing is said twice, and it ends."""
    sentences = re.split(r"(?<=[.!?])\"? ", text.strip())
    others = {*CAPITALISED.findall(text)} - ORDINARY - {beginning.name}
    return (
        f" {beginning.name}" in text
        and len(others) <= 1
        and keeps_pronoun(beginning, text)
        and kinds_of(beginning.name, text) <= {beginning.kind}
        and len(set(sentences)) == len(sentences)
        and text.rstrip().endswith((".", "!", '"'))
    )


def keeps_pronoun(beginning: Beginning, text: str) -> bool:
    """Whether the pronoun is always that of the name; the tales use it for nobody else."""
    return not set(re.findall(r"[a-z]+", text.lower())) & (HIS if beginning.is_girl else HERS)


def kinds_of(name: str, text: str) -> set[str]:
    """Return what the text says that somebody is: "Ada the fox"."""
    return set(re.findall(rf"\b{name} the (\w+)", text))
