"""Photos with words of one's own."""

from tests.truth.case import Case
from tests.truth.photos import PHOTOS

RULE = "the best word is the one that fits; a refusal counts as no answer"
FLOOR = 0.6
ASKED = {
    "astronaut": ("a woman in a spacesuit, a bowl of fruit, a bridge, a horse", "a woman in a spacesuit"),
    "camera": ("a photographer, a train, a kitchen, a dog", "a photographer"),
    "chelsea": ("a dog, a cat, a rabbit, a car", "a cat"),
    "coffee": ("a drink, a shoe, a tree, a computer", "a drink"),
    "motorcycle_left": ("a garage with a motorbike, a beach, a cake, a church", "a garage with a motorbike"),
    "luispedro": ("a portrait of a man, a plate of pasta, a lake, a truck", "a portrait of a man"),
    "grace_hopper": ("an officer in uniform, a garden, a laptop, a bird", "an officer in uniform"),
    "cheetah": ("a wild cat, a farm animal, a fish, furniture", "a wild cat"),
    "cheetah1": ("a bicycle, a big cat, a mountain, a sandwich", "a big cat"),
    "lion": ("lion, tiger, zebra, elephant", "lion"),
    "tower": ("a tower, a forest, a telephone, soup", "a tower"),
    "china": ("a temple, a supermarket, an aeroplane, a sheep", "a temple"),
    "flower": ("a flower, a stone, a bottle, a shirt", "a flower"),
    "rocket": ("a rocket launch, a birthday party, a river, a sofa", "a rocket launch"),
}
CASES = tuple(
    Case(
        photo.name,
        {"image": photo.opened(), "candidate_labels": ASKED[photo.name][0]},
        lambda raw, right=ASKED[photo.name][1]: raw[0]["label"] == right,
    )
    for photo in PHOTOS
)
