"""Questions about scenes whose answers are known, half a dozen kinds of them, each in several wordings."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from assets.recipes.scenes.ground import GROUNDS
from assets.recipes.scenes.sight import Sight
from assets.recipes.scenes.sprites import KINDS
from assets.recipes.scenes.wordings import (
    COLOUR,
    GROUND,
    HOW_MANY,
    IS_GROUND,
    IS_THERE,
    SIDES,
    WHAT,
    WHERE,
    WHICH,
)
from assets.recipes.scenes.words import COLOURS, GROUPS, NUMBERS, called, kinds_of, listed, plural
from assets.recipes.spin import with_article

APART = 0.1
"""Middles nearer than this part of the picture's width are neither left nor right of each other."""

LARGER = 1.4
"""How many times larger a thing must be to be called the largest."""

TRIES = 8
MATTERS = ("what", "where", "how many", "is there", "ground", "colour")


@dataclass(frozen=True, slots=True)
class Question:
    """A question, its only right answer, and what it is about, one of MATTERS."""

    text: str
    answer: str
    about: str


One = TypeVar("One")
Maker = Callable[[np.random.Generator, Sight], tuple[str, str] | None]


def pick(rng: np.random.Generator, several: Sequence[One]) -> One:
    """Return one of several."""
    return several[int(rng.integers(len(several)))]


def alone(sight: Sight) -> list[str]:
    """Return the kinds of which there is one only."""
    return [kind for kind in sight.kinds if sight.kinds.count(kind) == 1]


def what_all(rng: np.random.Generator, sight: Sight) -> tuple[str, str] | None:
    """Ask for everything in the picture."""
    return pick(rng, WHAT), listed(list(dict.fromkeys(sight.kinds)))


def which_of_group(rng: np.random.Generator, sight: Sight) -> tuple[str, str] | None:
    """Ask which animal it is, which vehicle, ..., where there is only one."""
    groups = [group for group in GROUPS if len({*sight.kinds} & {*kinds_of(group)}) == 1]
    if not groups:
        return None
    group = pick(rng, groups)
    return pick(rng, WHICH).format(group), next(kind for kind in sight.kinds if kind in kinds_of(group))


def what_at_side(rng: np.random.Generator, sight: Sight) -> tuple[str, str] | None:
    """Ask what stands outermost."""
    side = pick(rng, tuple(SIDES))
    kinds, places = (sight.kinds, sight.places) if side == "left" else (sight.kinds[::-1], sight.places[::-1])
    if len(kinds) < 2 or abs(places[0] - places[1]) < APART:
        return None
    return f"what is {pick(rng, SIDES[side])}", kinds[0]


def what_beside(rng: np.random.Generator, sight: Sight) -> tuple[str, str] | None:
    """Ask what is beside one of two things."""
    if len(sight.kinds) != 2 or sight.kinds[0] == sight.kinds[1] or sight.places[1] - sight.places[0] < APART:
        return None
    here, other, side = pick(rng, ((0, 1, "right"), (1, 0, "left")))
    name = sight.kinds[here]
    wordings = (f"what is {side} of the {name}", f"what is to the {side} of the {name}", f"what is next to the {name}")
    return pick(rng, wordings), sight.kinds[other]


def what_is_largest(rng: np.random.Generator, sight: Sight) -> tuple[str, str] | None:
    """Ask which thing looks largest or smallest."""
    order = sorted(range(len(sight.kinds)), key=lambda one: sight.areas[one])
    word, first, second = pick(rng, (("largest", -1, -2), ("biggest", -1, -2), ("smallest", 0, 1)))
    if len(order) < 2:
        return None
    ratio = sight.areas[order[first]] / sight.areas[order[second]]
    if max(ratio, 1 / ratio) < LARGER:
        return None
    wording = pick(rng, ("what is the {0} thing", "which thing is {0}", "what is the {0}"))
    return wording.format(word), sight.kinds[order[first]]


def how_many(rng: np.random.Generator, sight: Sight) -> tuple[str, str] | None:
    """Ask for the number of a kind, of a group or of all; each number that has a name is as likely."""
    names = [*KINDS, *GROUPS, "thing", "object"]
    numbers = [len(sight.kinds) if name in ("thing", "object") else count(sight, name) for name in names]
    number = pick(rng, sorted({*numbers}))
    name = pick(rng, [name for name, one in zip(names, numbers, strict=True) if one == number])
    return pick(rng, HOW_MANY).format(plural(called(rng, name))), str(number)


def count(sight: Sight, name: str) -> int:
    """Return how many things a name stands for."""
    return sum(kind in kinds_of(name) for kind in sight.kinds)


def is_there(rng: np.random.Generator, sight: Sight) -> tuple[str, str] | None:
    """Ask whether something is there; in half of the cases it is."""
    names = (*KINDS, *GROUPS) if rng.random() < 0.5 else KINDS
    wanted = bool(rng.random() < 0.5)
    fitting = [name for name in names if (count(sight, name) > 0) == wanted]
    if not fitting:
        return None
    name = called(rng, pick(rng, fitting))
    asked = f"any {plural(name)}" if rng.random() < 0.2 else with_article(name)
    text = f"are there {asked}" if asked.startswith("any") else pick(rng, IS_THERE).format(asked)
    return text, "yes" if wanted else "no"


def is_beside(rng: np.random.Generator, sight: Sight) -> tuple[str, str] | None:
    """Ask whether one thing is left or right of another."""
    names = alone(sight)
    if len(names) < 2:
        return None
    one, other = (names[number] for number in rng.permutation(len(names))[:2])
    distance = sight.places[sight.kinds.index(other)] - sight.places[sight.kinds.index(one)]
    if abs(distance) < APART:
        return None
    side = pick(rng, tuple(SIDES))
    wording = pick(rng, ("is the {0} {1} of the {2}", "is the {0} to the {1} of the {2}"))
    return wording.format(called(rng, one), side, called(rng, other)), "yes" if (distance > 0) == (
        side == "left"
    ) else "no"


def where(rng: np.random.Generator, sight: Sight) -> tuple[str, str] | None:
    """Ask on which side of the picture a thing is."""
    sides = {}
    for name in alone(sight):
        place = sight.places[sight.kinds.index(name)]
        if abs(place - 0.5) > APART:
            sides[name] = "on the left" if place < 0.5 else "on the right"
        elif abs(place - 0.5) < APART / 2:
            sides[name] = "in the middle"
    if not sides:
        return None
    name = pick(rng, tuple(sides))
    return pick(rng, WHERE).format(called(rng, name)), sides[name]


def ground(rng: np.random.Generator, sight: Sight) -> tuple[str, str] | None:
    """Ask what they stand on."""
    return pick(rng, GROUND), sight.ground


def is_ground(rng: np.random.Generator, sight: Sight) -> tuple[str, str] | None:
    """Ask whether they stand on something; in half of the cases they do."""
    wanted = bool(rng.random() < 0.5)
    name = pick(rng, [one.name for one in GROUNDS if (one.name == sight.ground) == wanted])
    return pick(rng, IS_GROUND).format(name), "yes" if wanted else "no"


def colour(rng: np.random.Generator, sight: Sight) -> tuple[str, str] | None:
    """Ask what colour something has, by its name or by its place."""
    colours = {kind: name for name, kinds in COLOURS.items() for kind in kinds.split()}
    if rng.random() < 0.5:
        known = [kind for kind in sight.kinds if kind in colours]
        return (pick(rng, COLOUR).format(name := pick(rng, known)), colours[name]) if known else None
    at_side = what_at_side(rng, sight)
    if at_side is None or at_side[1] not in colours:
        return None
    return pick(rng, COLOUR).format(f"thing {at_side[0].removeprefix('what is ')}"), colours[at_side[1]]


def which_is_coloured(rng: np.random.Generator, sight: Sight) -> tuple[str, str] | None:
    """Ask which thing has a colour that only one kind has."""
    fitting = [name for name, kinds in COLOURS.items() if len({*sight.kinds} & {*kinds.split()}) == 1]
    certain = {kind for kinds in COLOURS.values() for kind in kinds.split()}
    if not fitting or not {*sight.kinds} <= certain:
        return None
    name = pick(rng, fitting)
    return pick(rng, ("what is {0}", "which thing is {0}")).format(name), next(
        kind for kind in sight.kinds if kind in COLOURS[name].split()
    )


MAKERS: dict[str, tuple[Maker, ...]] = {
    "what": (what_all, which_of_group, what_at_side, what_beside, what_is_largest),
    "where": (where, is_beside),
    "how many": (how_many,),
    "is there": (is_there,),
    "ground": (ground, is_ground),
    "colour": (colour, which_is_coloured),
}


def in_words(question: Question) -> str:
    """Return the answer as somebody may say it: "a cat", "there are two", "it is red"."""
    answer = question.answer
    if answer in ("yes", "no"):
        return answer
    if question.about == "how many":
        return "there is one" if answer == "1" else f"there are {('none', *NUMBERS[1:])[int(answer)]}"
    if question.about == "ground":
        return f"on the {answer}"
    if answer in COLOURS or question.about == "where":
        return f"it is {answer}"
    return listed([with_article(kind) for kind in answer.replace(" and ", ", ").split(", ")])


def ask(rng: np.random.Generator, sight: Sight, about: str = "") -> Question:
    """Return a question about a scene, about the matter named or one drawn by chance.

    Not every matter can be asked about in every scene: where it fails, the question is about another.
    """
    while True:
        matter = about or pick(rng, MATTERS)
        for _ in range(TRIES):
            made = pick(rng, MAKERS[matter])(rng, sight)
            if made:
                return Question(f"{made[0]}?", made[1], matter)
        about = ""
