"""Many names and kinds of heroes, so that a model must look up who a story is about instead of guessing."""

import random
import zlib

from models.starters.spin import BOYS, GIRLS, HELD_OUT_BOYS, HELD_OUT_GIRLS, SYLLABLES, listed
from models.starters.stories.cast import Person

MORE_GIRLS = listed(
    "Agnes Alice Amelia Amina Andrea Angela Anita Anja April Astrid Aurora Barbara Beatrice Bertha Betty Bonnie "
    "Brenda Bridget Camilla Carla Carmen Carol Cecilia Celia Charlotte Chloe Cindy Claire Cora Dana Delia Diana "
    "Donna Doris Edith Eileen Elena Elisa Eliza Ellen Elsa Emily Erika Esther Fanny Fiona Flora Frida Gerda Gloria "
    "Greta Hannah Harriet Hazel Heidi Helen Hilda Holly Irene Iris Isabel Jasmine Jenny Jessica Jill Joan Josie "
    "Joy Judy June Karen Katie Kirsten Laila Laura Leah Lilly Linda Lisa Lola Lottie Louise Lydia Mabel Maggie "
    "Marie Martha Mary Matilda May Megan Melanie Minna Miriam Molly Nancy Naomi Natalie Nelly Nicole Paula Pearl "
    "Penny Polly Poppy Rachel Rebecca Rita Robin Rosie Sabine Samira Sandra Sarah Sheila Sonja Stella Susan Sylvia "
    "Tanja Teresa Tilda Tilly Ursula Violet Wanda Wendy Willow Yvonne Zara"
)
MORE_BOYS = listed(
    "Aaron Abel Ahmed Alan Albert Alec Alex Alfred Amir Andy Angus Archie Arno Arthur Barney Basil Ben Benny Bernard "
    "Bert Billy Bobby Bruno Carlos Charlie Chris Clemens Colin Conrad Cyril Danny Dave Dennis Derek Dino Donald "
    "Douglas Duncan Eddie Edmund Edward Elias Eliot Elmer Enzo Ernest Ethan Fabian Felipe Frank Franz Freddy Gabriel "
    "Gary Gerald Gilbert Glen Gordon Graham Grant Greg Harold Harry Harvey Henry Herbert Howard Ian Isaac Jacob "
    "James Jason Jasper Jeff Jerry Jimmy John Johnny Jordan Joseph Josh Julian Justin Keith Kevin Kurt Lars Lenny "
    "Leon Levi Lewis Logan Louis Lukas Magnus Malik Manuel Marco Martin Marvin Matt Micah Miguel Milo Nathan Neil "
    "Ned Nick Nils Norman Ollie Oscar Owen Patrick Percy Philip Ralph Ray Rico Robert Roger Roland Ron Ross Roy "
    "Sandy Scott Sean Sidney Silas Stan Steve Stuart Sven Teddy Terry Thomas Timmy Toby Todd Trevor Vincent Walter "
    "Wesley William Willy Zack"
)
PETS = listed(
    "Biscuit Blaze Bramble Bubbles Buddy Button Chip Cinnamon Clover Coco Cookie Dusty Fluffy Ginger Honey Jingles "
    "Maple Mittens Muffin Nibbles Nutmeg Patch Peanut Pebble Pepper Pickle Pip Pumpkin Rusty Scout Shadow Snowy Spot "
    "Sparky Sunny Toffee Twinkle Waffles Whiskers Ziggy"
)
ALL_GIRLS = sorted({*GIRLS, *MORE_GIRLS})
ALL_BOYS = sorted({*BOYS, *MORE_BOYS})
NEVER_TOLD = {*HELD_OUT_GIRLS, *HELD_OUT_BOYS}

ANIMALS = listed(
    "ant badger bat bear beaver bee beetle bird bunny butterfly camel cat caterpillar chick cow crab crocodile "
    "crow deer dog dolphin donkey dragon dragonfly duck eagle elephant ferret fish fox frog ghost giant giraffe "
    "goat goose gorilla hamster hare hedgehog hen hippo horse kangaroo kitten koala ladybug lamb lion lizard llama "
    "mole monkey monster moose mouse octopus otter owl panda parrot peacock penguin pig pigeon pony puppy rabbit "
    "raccoon rat reindeer rhino robot rooster seal shark sheep skunk snail snake sparrow spider squirrel starfish "
    "stork swan tiger toad tortoise troll turkey turtle walrus whale wolf worm zebra"
)
GROWN = listed("baker cook doctor farmer fisher gardener knight painter pirate sailor teacher clown dancer singer")
GIRL_KINDS = listed("princess queen witch woman fairy mermaid")
BOY_KINDS = listed("prince king wizard man dwarf")

MADE_UP = 0.3
"""The part of people whose name is in no list."""

CHILDREN = 0.35
PEOPLE = 0.15
HELD_OUT_PART = 8
"""One in so many pairs of name and kind is kept for the tests."""


def new_person(rng: random.Random, *, children: float = CHILDREN, made_up: float = MADE_UP) -> Person:
    """Return a child, in that part of cases, a grown-up or an animal; name and kind are no held-out pair.

    Args:
        rng: makes the choices.
        children: the part of children.
        made_up: the part of names that are in no list.
    """
    while True:
        is_girl = rng.random() < 0.5
        kind = a_kind(rng, is_girl=is_girl, children=children)
        name = a_new_name(rng, is_girl=is_girl, is_animal=kind in ANIMALS, made_up=made_up)
        if not is_held_out(name, kind):
            return Person(name, kind, is_girl)


def a_kind(rng: random.Random, *, is_girl: bool, children: float) -> str:
    """Return what somebody is."""
    draw = rng.random()
    if draw < children:
        return "girl" if is_girl else "boy"
    if draw < children + PEOPLE:
        return rng.choice([*GROWN, *(GIRL_KINDS if is_girl else BOY_KINDS)])
    return rng.choice(ANIMALS)


def a_new_name(rng: random.Random, *, is_girl: bool, is_animal: bool, made_up: float) -> str:
    """Return a name from the lists, each as often as the other, or a made-up one; never one of the held-out."""
    if rng.random() < made_up:
        name = rng.choice([joined_name, syllables_name])(rng)
        return a_new_name(rng, is_girl=is_girl, is_animal=is_animal, made_up=made_up) if name in NEVER_TOLD else name
    names = ALL_GIRLS if is_girl else ALL_BOYS
    return rng.choice([*names, *PETS] if is_animal else names)


def joined_name(rng: random.Random) -> str:
    """Return the beginning of one name with the end of another: what parts of unknown names look like."""
    first, last = (rng.choice(rng.choice([ALL_GIRLS, ALL_BOYS])) for _ in range(2))
    return first[: rng.randint(1, 4)] + last[max(1, len(last) - rng.randint(2, 4)) :]


def syllables_name(rng: random.Random) -> str:
    """Return a name like "Kamoti"."""
    return "".join(rng.choice(SYLLABLES) for _ in range(rng.randint(2, 3))).capitalize()


def is_held_out(name: str, kind: str) -> bool:
    """Whether no story for training has a hero of that name and kind; for children all are allowed."""
    return kind not in ("girl", "boy") and zlib.crc32(f"{name} {kind}".encode()) % HELD_OUT_PART == 0
