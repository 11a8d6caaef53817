"""Everyday questions about photos."""

from tests.truth.case import Case
from tests.truth.photos import PHOTOS

RULE = "the first answer is one of those that fit; a refusal counts as no answer"
FLOOR = 0.6
NAMED = {photo.name: photo for photo in PHOTOS}
QUESTIONS = (
    ("astronaut", "How many people are there?", {"1"}),
    ("astronaut", "What color is the person?", {"orange", "red"}),
    ("astronaut", "Is there a dog?", {"no"}),
    ("camera", "Who is in the picture?", {"person"}),
    ("camera", "Is there a man?", {"yes"}),
    ("camera", "Where is the man?", {"left", "bottom left", "in the middle"}),
    ("chelsea", "What animal is this?", {"cat", "Egyptian Mau", "tabby cat"}),
    ("chelsea", "Is there a bus in the picture?", {"no"}),
    ("coffee", "What is on the table?", {"cup", "espresso"}),
    ("coffee", "How many cups are there?", {"1"}),
    ("motorcycle_left", "What colour is the motorcycle?", {"red"}),
    ("motorcycle_left", "What vehicle is this?", {"motorcycle"}),
    ("motorcycle_left", "How many motorcycles do you see?", {"1"}),
    ("luispedro", "What is in this photo?", {"person"}),
    ("luispedro", "Is there a cat?", {"no"}),
    ("grace_hopper", "Is she wearing a tie?", {"yes"}),
    ("grace_hopper", "What color is the tie?", {"black"}),
    ("cheetah", "What is this?", {"cheetah"}),
    ("lion", "What animal is in the picture?", {"lion"}),
    ("lion", "What colour is the lion?", {"brown", "orange", "yellow"}),
    ("flower", "Are there any people?", {"no"}),
    ("flower", "What color is the flower?", {"orange", "yellow", "pink"}),
    ("china", "Is there a car?", {"no"}),
    ("tower", "How many dogs are there?", {"0"}),
)
CASES = tuple(
    Case(
        f"{name}: {question}",
        {"image": NAMED[name].opened(), "question": question},
        lambda raw, fitting=fitting: raw[0]["answer"] in fitting,
    )
    for name, question, fitting in QUESTIONS
)
