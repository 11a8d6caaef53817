"""One story from the plots."""

import random
from dataclasses import dataclass

from assets.recipes.spin import spin
from assets.recipes.stories import plots
from assets.recipes.stories.cast import Person, somebody, words_for

NAMED = 0.7
"""The part of stories whose first sentence tells the hero's name."""


@dataclass(frozen=True, slots=True)
class Story:
    """A story of five to ten sentences.

    Attributes:
        opening: what introduces the hero.
        rest: what happens then.
        hero: who the story is about.
    """

    opening: str
    rest: str
    hero: Person

    @property
    def text(self) -> str:
        """The whole story."""
        return f"{self.opening} {self.rest}"


def tell(rng: random.Random, *, held_out: bool = False) -> Story:
    """Make up a story; a held-out one has a hero whose name no other story has."""
    hero, friend = somebody(rng, held_out=held_out), somebody(rng, animals=1)
    while friend.kind == hero.kind or friend.name == hero.name:
        friend = somebody(rng, animals=1)
    words = words_for(hero, friend, rng)
    words |= {"turn": rng.choice(plots.TURNS), "a_box": rng.choice(["a small box", "an old box", "a wooden box"])}
    openings = plots.NAMED_OPENINGS if rng.random() < NAMED else plots.NAMELESS_OPENINGS
    sentences = [rng.choice(plots.HABITS), *rng.choice(plots.PLOTS), rng.choice(plots.ENDINGS)]
    opening = spin(rng.choice(openings), rng).format(**words)
    rest = " ".join(spin(sentence, rng).format(**words) for sentence in sentences if sentence)
    return Story(articles(opening[0].upper() + opening[1:]), articles(rest), hero)


def articles(text: str) -> str:
    """Return the text with "an" before vowels where the grammar put "a"."""
    for vowel in "aeiou":
        text = text.replace(f" a {vowel}", f" an {vowel}").replace(f"A {vowel}", f"An {vowel}")
    return text
