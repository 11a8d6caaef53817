"""Tales with more people, places and plots than `tell` has, from the grammar in tales.txt.

A line with "== name" begins a rule, "- " one of its alternatives. "<name>" stands for an alternative of that rule,
[a|b] for a or b, {slot} for a word that stays the same to the tale's end. Pronouns in the singular always mean the
hero, so that it can be checked whether a model keeps them.
"""

import random
import re
from functools import cache
from pathlib import Path

from models.starters.spin import spin, with_article
from models.starters.stories import world
from models.starters.stories.cast import Person
from models.starters.stories.people import MADE_UP, new_person
from models.starters.stories.story import Story, articles

RULE = re.compile(r"<(\w+)>")
NAMED = 0.75
"""The part of tales whose first sentence tells the hero's name."""

WITH_HABIT = 0.5
WITHOUT_WHERE = 0.5


def tell_tale(rng: random.Random, *, made_up: float = MADE_UP) -> Story:
    """Make up a tale of about a hundred words; that part of its people has names that are in no list."""
    opening = "<named>" if rng.random() < NAMED else "<nameless>"
    rest = "<habit> <plot>" if rng.random() < WITH_HABIT else "<plot>"
    return told(rng, opening, rest, made_up)


def tell_drill(rng: random.Random) -> Story:
    """Make up a few sentences that say little but the names: something to learn repeating them from."""
    return told(rng, "<named>" if rng.random() < NAMED else "<nameless>", "<drill>", MADE_UP)


def tell_reminder(rng: random.Random) -> Story:
    """Make up a few sentences with listed names that say again what the hero is, "she" or "he"."""
    return told(rng, "<named>" if rng.random() < NAMED else "<nameless>", "<reminder>", 0)


def told(rng: random.Random, opening: str, rest: str, made_up: float) -> Story:
    """Return the tale of two new people that these rules make."""
    hero, friend = new_person(rng, made_up=made_up), new_person(rng, children=0, made_up=made_up)
    while friend.kind == hero.kind or friend.name == hero.name:
        friend = new_person(rng, children=0, made_up=made_up)
    words = slots(rng, hero, friend)
    return Story(written(opening, words, rng), written(rest, words, rng), hero)


def written(text: str, words: dict[str, str], rng: random.Random) -> str:
    """Return what rules, choices and slots come to, as proper sentences."""
    text = spin(expanded(text, rng), rng).format(**words)
    return articles(text[0].upper() + text[1:])


def expanded(text: str, rng: random.Random) -> str:
    """Return the text with an alternative in the place of each rule."""
    while match := RULE.search(text):
        text = text[: match.start()] + rng.choice(rules()[match[1]]) + text[match.end() :]
    return text


@cache
def rules() -> dict[str, list[str]]:
    """Read the alternatives of each rule."""
    found: dict[str, list[str]] = {}
    for line in Path(__file__).with_name("tales.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            alternatives = found.setdefault(line[3:], [])
        elif line.startswith("- "):
            alternatives.append(line[2:])
        elif line:
            alternatives[-1] += f" {line.strip()}"
    return found


def slots(rng: random.Random, hero: Person, friend: Person) -> dict[str, str]:
    """Return the words of one tale."""
    spots = rng.sample(world.SPOTS, 3)
    toys, colours, foods = rng.sample(world.TOYS, 2), rng.sample(world.COLOURS, 2), rng.sample(world.FOODS, 2)
    likes, elders = rng.sample(world.LIKES, 3), rng.sample(world.ELDERS, 2)
    characters = rng.sample([one for one in world.CHARACTERS if one != "old" or hero.kind not in ("girl", "boy")], 2)
    return {
        **pronouns(hero),
        "H": hero.name,
        "kind": hero.kind,
        "F": friend.name,
        "fkind": friend.kind,
        "a_fkind": with_article(friend.kind),
        "A_fkind": with_article(friend.kind).capitalize(),
        "character": characters[0],
        "character2": characters[1],
        "place": a_place(rng),
        "place2": rng.choice(world.HERE),
        "toy": toys[0],
        "toy2": toys[1],
        "a_toy": f"a small {toys[0]}",
        "colour": colours[0],
        "colour2": colours[1],
        "food": foods[0],
        "food2": foods[1],
        "spot": spots[0],
        "spot2": spots[1],
        "spot3": spots[2],
        "like": likes[0],
        "like2": likes[1],
        "like3": likes[2],
        "skill": rng.choice(world.SKILLS),
        "elder": elders[0],
        "elder2": elders[1],
        "count": rng.choice(world.COUNTS),
    }


def pronouns(hero: Person) -> dict[str, str]:
    """Return the words for the hero, by what they are for a girl."""
    if hero.is_girl:
        return {"she": "she", "She": "She", "her": "her", "Her": "Her", "him": "her", "hers": "hers"}
    return {"she": "he", "She": "He", "her": "his", "Her": "His", "him": "him", "hers": "his"}


def a_place(rng: random.Random) -> str:
    """Return where somebody lives: "in a cave", "in a cave behind the hills"."""
    place = rng.choice(world.PLACES)
    return place if rng.random() < WITHOUT_WHERE else f"{place} {rng.choice(world.WHERE)}"
