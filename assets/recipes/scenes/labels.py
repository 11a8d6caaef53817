"""What people may type to look for in a scene, and which kinds of things each label means."""

from dataclasses import dataclass

import numpy as np

from assets.recipes.scenes.sprites import KINDS
from assets.recipes.scenes.words import COLOURS, GROUPS, called, kinds_of, plural
from assets.recipes.spin import with_article

WORDINGS = ("{0}", "{0}", "{0}", "{a}", "the {0}", "a photo of {a}", "a picture of {a}", "{s}")
OBJECTS = ("thing", "object")


@dataclass(frozen=True, slots=True)
class Label:
    """A label and the kinds that it means, none where it means nothing in a scene."""

    text: str
    kinds: frozenset[str]


def draw_labels(rng: np.random.Generator) -> list[Label]:
    """Return a label for each of KINDS, in order, then some for groups, for colours and for nothing known."""
    labels = [Label(word(rng, called(rng, kind, 1 / 4)), frozenset({kind})) for kind in KINDS]
    labels += [Label(word(rng, group), frozenset(kinds_of(group))) for group in GROUPS]
    labels.append(Label(word(rng, OBJECTS[int(rng.integers(2))]), frozenset(KINDS)))
    labels += [add_colour(rng) for _ in range(6)]
    labels.append(Label(word(rng, "[UNK]"), frozenset()))
    return labels


def word(rng: np.random.Generator, name: str) -> str:
    """Return the name as somebody may type it."""
    wording = WORDINGS[int(rng.integers(len(WORDINGS)))]
    return wording.format(name, a=with_article(name), s=plural(name))


def add_colour(rng: np.random.Generator) -> Label:
    """Return a kind with its colour, or with a colour that it never has: then nothing is meant."""
    colours = tuple(COLOURS)
    colour = colours[int(rng.integers(len(colours)))]
    own = COLOURS[colour].split()
    if rng.random() < 0.5:
        kind = own[int(rng.integers(len(own)))]
        return Label(word(rng, f"{colour} {kind}"), frozenset({kind}))
    others = [kind for other in colours if other != colour for kind in COLOURS[other].split()]
    return Label(word(rng, f"{colour} {others[int(rng.integers(len(others)))]}"), frozenset())
