"""Words for scenes: names, numbers, groups and colours of the kinds of things, and a sentence about a picture."""

from collections import Counter

import numpy as np

from assets.recipes.scenes.sight import Sight
from assets.recipes.scenes.sprites import KINDS
from assets.recipes.spin import with_article

NUMBERS = ("no", "one", "two", "three", "four", "five", "six")

ODD_PLURALS = {
    "bus": "buses",
    "butterfly": "butterflies",
    "calf": "calves",
    "fish": "fish",
    "pony": "ponies",
    "puppy": "puppies",
    "sheep": "sheep",
}

GROUPS = {
    "animal": "butterfly cat cow dog elephant fish horse penguin pig rooster sheep turtle",
    "vehicle": "bicycle boat bus car helicopter rocket tractor",
    "plant": "mushroom sunflower tree",
    "bird": "penguin rooster",
    "fruit": "apple banana",
    "building": "house",
}
"""Words that stand for several kinds, with spaces between."""

COLOURS = {
    "red": "apple balloon car clock guitar mushroom",
    "yellow": "banana cat helicopter sunflower",
    "green": "tractor tree turtle",
    "blue": "fish umbrella",
    "grey": "bus elephant",
    "white": "sheep",
    "pink": "pig",
    "brown": "horse",
}
"""What a kind's colour is, where there is no doubt."""

SYNONYMS = {
    "ball": "football",
    "bicycle": "bike",
    "boat": "ship",
    "car": "automobile",
    "cat": "kitten",
    "cow": "calf",
    "dog": "puppy",
    "helicopter": "chopper",
    "horse": "pony",
    "house": "home",
    "mushroom": "toadstool",
    "pig": "piglet",
    "rocket": "spaceship",
    "rooster": "chicken",
    "sheep": "lamb",
    "sunflower": "flower",
    "turtle": "tortoise",
    "umbrella": "parasol",
}
"""Other names of the same thing, with spaces between."""


def plural(name: str) -> str:
    """Return the name for several things."""
    return ODD_PLURALS.get(name, f"{name}s")


def called(rng: np.random.Generator, name: str, chance: float = 1 / 8) -> str:
    """Return the name or, by this chance, another that means the same."""
    others = SYNONYMS.get(name, "").split()
    return others[int(rng.integers(len(others)))] if others and rng.random() < chance else name


def count_things(name: str, number: int) -> str:
    """Return the name with its number: "a cat", "two cats"."""
    return with_article(name) if number == 1 else f"{NUMBERS[number]} {plural(name)}"


def listed(parts: list[str]) -> str:
    """Return the parts with commas between, and "and" before the last."""
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def caption(sight: Sight) -> str:
    """Return a sentence that counts the things from left to right: "a dog, two cats and a boat on the sand"."""
    numbers = Counter(sight.kinds)  # keeps the order in which kinds come first
    return f"{listed([count_things(kind, number) for kind, number in numbers.items()])} on the {sight.ground}"


def things_named(text: str) -> Counter[str]:
    """Return how many of each kind a caption names."""
    singular = {plural(kind): kind for kind in KINDS} | {kind: kind for kind in KINDS}
    number, found = 1, Counter[str]()
    for word in text.replace(",", " ").split():
        if word in NUMBERS:
            number = NUMBERS.index(word)
        elif word in singular:
            found[singular[word]] += number
            number = 1
    return found


def kinds_of(name: str) -> tuple[str, ...]:
    """Return the kinds that a name stands for, none for a word that is not known here."""
    return MEANT.get(name, ())


MEANT: dict[str, tuple[str, ...]] = {
    **{other: (kind,) for kind, others in SYNONYMS.items() for other in others.split()},
    **{group: tuple(kinds.split()) for group, kinds in GROUPS.items()},
    **{kind: (kind,) for kind in KINDS},
}
