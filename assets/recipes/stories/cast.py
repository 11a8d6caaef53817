"""Who and what a story is about."""

import random
from dataclasses import dataclass

from assets.recipes.spin import a_name, list_of, with_article

ANIMALS = list_of(
    "bear bee bird bunny cat cow dog dragon duck elephant fish fox frog goat hedgehog horse lion monkey mouse owl "
    "penguin pig robot sheep squirrel tiger turtle whale wolf"
)
CHARACTERS = list_of(
    "brave cheerful clever curious friendly funny gentle happy kind little lonely old quiet shy small young"
)
COLOURS = list_of("blue brown green orange pink purple red white yellow")
TOYS = list_of("ball balloon bear book boat car doll drum flute hat kite lamp scarf ship train whistle")
FOODS = list_of("apples berries biscuits cakes carrots cherries cookies nuts oranges pancakes pears strawberries")
PLACES = {
    "in a big city": "near the park",
    "in a castle": "high on a hill",
    "in a cottage": "by the river",
    "in a forest": "full of tall trees",
    "in a lighthouse": "at the end of the world",
    "in a little house": "at the edge of the forest",
    "in a small village": "by the sea",
    "in a tall tower": "in the mountains",
    "in a tree house": "in the old oak",
    "in a valley": "between two hills",
    "on a farm": "behind the mill",
    "on a wooden boat": "on a quiet lake",
}
SPOTS = list_of(
    "behind the door,behind the house,in the garden,in the kitchen,in the long grass,near the pond,next to the well,"
    "on the beach,on the roof,under a bush,under the bed,under the bridge,under the table",
    ",",
)
LIKES = list_of(
    "build tall towers,climb trees,collect shells,count the stars,dance in the rain,draw pictures,look at the moon,"
    "make soup,paint flowers,play with friends,read old books,run in the grass,sing songs,swim in the lake,"
    "tell stories,watch the clouds",
    ",",
)
SKILLS = list_of(
    "bake bread,catch a ball,draw a horse,fly a kite,play the flute,ride a bike,row a boat,skate on the ice,"
    "swim across the lake,whistle",
    ",",
)
PEOPLE = list_of("mother father grandmother grandfather aunt uncle teacher neighbour")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in a story.

    Attributes:
        name: the first name.
        kind: "girl", "boy" or an animal.
        is_girl: whether it is "she".
    """

    name: str
    kind: str
    is_girl: bool


def somebody(rng: random.Random, *, animals: float = 0.5, held_out: bool = False) -> Person:
    """Return a child or, in that part of cases, an animal."""
    is_girl = rng.random() < 0.5
    kind = rng.choice(ANIMALS) if rng.random() < animals else ("girl" if is_girl else "boy")
    return Person(a_name(rng, is_girl=is_girl, held_out=held_out), kind, is_girl)


def words_for(hero: Person, friend: Person, rng: random.Random) -> dict[str, str]:
    """Return what fills the slots of one story; each thing stays the same to its end."""
    place, where = rng.choice(list(PLACES.items()))
    spots = rng.sample(SPOTS, 3)
    colours = rng.sample(COLOURS, 2)
    likes = rng.sample(LIKES, 2)
    return {
        "H": hero.name,
        "kind": hero.kind,
        "she": "she" if hero.is_girl else "he",
        "She": "She" if hero.is_girl else "He",
        "her": "her" if hero.is_girl else "his",
        "Her": "Her" if hero.is_girl else "His",
        "herself": "her" if hero.is_girl else "him",
        "F": friend.name,
        "friend": with_article(friend.kind),
        "friendkind": friend.kind,
        "fshe": "she" if friend.is_girl else "he",
        "FShe": "She" if friend.is_girl else "He",
        "fher": "her" if friend.is_girl else "his",
        "fherself": "her" if friend.is_girl else "him",
        "character": rng.choice([one for one in CHARACTERS if one != "old" or hero.kind not in ("girl", "boy")]),
        "place": f"{place} {where}",
        "short_place": place,
        "toy": rng.choice(TOYS),
        "colour": colours[0],
        "colour2": colours[1],
        "food": rng.choice(FOODS),
        "spot": spots[0],
        "spot2": spots[1],
        "spot3": spots[2],
        "like": likes[0],
        "like2": likes[1],
        "skill": rng.choice(SKILLS),
        "elder": rng.choice(PEOPLE),
        "count": rng.choice(["three", "four", "five", "six", "ten"]),
    }
