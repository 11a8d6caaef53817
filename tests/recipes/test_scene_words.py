from collections import Counter

import numpy as np
import pytest

from assets.recipes.scenes import KINDS, make_scene
from assets.recipes.scenes.labels import draw_labels
from assets.recipes.scenes.questions import MATTERS, ask, in_words
from assets.recipes.scenes.sight import Sight, sight_of
from assets.recipes.scenes.words import COLOURS, GROUPS, SYNONYMS, caption, kinds_of, plural, things_named

LEFT, MIDDLE, RIGHT = (0.0, 0.5, 0.2, 0.7), (0.4, 0.5, 0.6, 0.7), (0.7, 0.3, 1.0, 0.7)


def sights(how_many, seed=3):
    rng = np.random.default_rng(seed)
    return [sight_of(make_scene(rng, size=64, count=(1, 5))) for _ in range(how_many)]


def answers(sight, about, rounds=200):
    rng = np.random.default_rng(4)
    asked = [ask(rng, sight, about) for _ in range(rounds)]
    return {one.text: one.answer for one in asked if one.about == about}


def test_a_caption_counts_from_left_to_right():
    sight = Sight(("dog", "apple", "dog"), (LEFT, MIDDLE, RIGHT), "sand")
    assert caption(sight) == "two dogs and an apple on the sand"
    assert caption(Sight(("bus", "cat", "cow"), (LEFT, MIDDLE, RIGHT), "road")) == "a bus, a cat and a cow on the road"


def test_a_caption_can_be_read_back():
    for sight in sights(40):
        assert things_named(caption(sight)) == Counter(sight.kinds)


def test_numbers_are_right():
    sight = Sight(("cat", "cat", "bus"), (LEFT, MIDDLE, RIGHT), "snow")
    found = answers(sight, "how many")
    assert found["how many cats are there?"] == "2"
    assert found["how many animals are there?"] == "2"
    assert set(found.values()) == {"0", "1", "2", "3"}


def test_sides_are_right():
    sight = Sight(("cat", "dog", "bus"), (LEFT, MIDDLE, RIGHT), "snow")
    found = answers(sight, "where")
    assert found["where is the cat?"] == "on the left"
    assert found["where is the dog?"] == "in the middle"
    assert found["where is the bus?"] == "on the right"
    assert found["is the cat left of the bus?"] == "yes"
    assert found["is the cat to the right of the dog?"] == "no"
    assert answers(sight, "what")["what is on the right?"] == "bus"


def test_every_matter_is_asked_about():
    rng = np.random.default_rng(5)
    about = Counter(ask(rng, sight).about for sight in sights(200))
    assert set(about) == set(MATTERS)
    assert min(about.values()) > 15


@pytest.mark.parametrize(
    ("kinds", "about", "question", "said"),
    [
        (("cat",), "how many", "how many cats?", "there is one"),
        (("cat", "cat"), "how many", "how many cats?", "there are two"),
        (("elephant",), "what", "what is this?", "an elephant"),
        (("pig",), "colour", "what colour is the pig?", "it is pink"),
        (("pig",), "ground", "where is this?", "on the grass"),
    ],
)
def test_answers_in_words(kinds, about, question, said):
    rng = np.random.default_rng(6)
    sight = Sight(kinds, (LEFT, RIGHT)[: len(kinds)], "grass")
    asked = next(one for one in (ask(rng, sight, about) for _ in range(2000)) if one.text == question)
    assert in_words(asked) == said


def test_groups_colours_and_synonyms_stand_for_kinds():
    for names in (*GROUPS.values(), *COLOURS.values(), " ".join(SYNONYMS)):
        assert set(names.split()) <= set(KINDS)
    assert kinds_of("puppy") == ("dog",)
    assert kinds_of("fruit") == ("apple", "banana")
    assert kinds_of("unicorn") == ()
    assert plural("bus") == "buses"


def test_the_first_labels_are_the_kinds_in_order():
    labels = draw_labels(np.random.default_rng(7))
    assert [set(label.kinds) for label in labels[: len(KINDS)]] == [{kind} for kind in KINDS]
    assert any(not label.kinds for label in labels)
