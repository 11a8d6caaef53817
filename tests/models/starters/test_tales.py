"""Tales keep to what tests/meaning asks of a model: one hero, one friend, one pronoun."""

import random
import re

import pytest

from models.starters.stories import tell_drill, tell_reminder, tell_tale
from models.starters.stories.people import ALL_BOYS, ALL_GIRLS, NEVER_TOLD, PETS, is_held_out, new_person
from models.starters.stories.tale import rules
from tests.meaning.text_generation import Beginning, goes_on_well

OPEN = set("{}[]|<>")
TALES = [tell_tale(random.Random(seed)) for seed in range(400)]
DRILLS = [tell_drill(random.Random(seed)) for seed in range(100)]
REMINDERS = [tell_reminder(random.Random(seed)) for seed in range(100)]


@pytest.mark.parametrize("stories", [TALES, DRILLS, REMINDERS], ids=["tales", "drills", "reminders"])
def test_nothing_is_left_open_and_the_opening_names_the_hero_or_does_so_next(stories):
    for story in stories:
        assert not OPEN & set(story.text)
        assert re.search(rf"\b{story.hero.name}\b", story.opening)


def test_pronouns_in_the_singular_mean_the_hero():
    for story in TALES:
        others = r"\b(he|him|his)\b" if story.hero.is_girl else r"\b(she|her|hers)\b"
        assert not re.search(others, story.text, re.IGNORECASE)


def test_tales_would_pass_as_continuations():
    for story in TALES:
        hero = story.hero
        assert goes_on_well(Beginning(story.opening, hero.name, hero.kind, hero.is_girl), f" {story.rest}"), story.text


def test_a_continuation_with_another_hero_pronoun_or_kind_does_not_pass():
    ada = Beginning("Ada was a fox.", "Ada", "fox", is_girl=True)
    assert goes_on_well(ada, ' One day, Ada met an owl named Bob. "Hello, Ada," said Bob. She was happy.')
    assert not goes_on_well(ada, " One day, Bob met an owl. Bob was happy.")
    assert not goes_on_well(ada, " One day, Ada met an owl named Bob. Carl was happy.")
    assert not goes_on_well(ada, " One day, Ada met an owl named Bob. He was happy.")
    assert not goes_on_well(ada, " One day, Ada the owl was happy.")
    assert not goes_on_well(ada, " Ada was happy. She slept. Ada was happy.")
    assert not goes_on_well(ada, " Ada was happy. She slept and")


def test_held_out_names_and_pairs_are_never_told():
    rng = random.Random(3)
    people = [new_person(rng) for _ in range(3000)]
    assert not [one for one in people if one.name in NEVER_TOLD or is_held_out(one.name, one.kind)]


def test_names_are_made_up_only_where_wanted():
    rng = random.Random(4)
    listed = {*ALL_GIRLS, *ALL_BOYS, *PETS}
    assert {new_person(rng, made_up=0).name for _ in range(1000)} <= listed
    assert not {new_person(rng, made_up=1).name for _ in range(1000)} <= listed


def test_a_name_tells_the_pronoun_or_nothing():
    assert not {*ALL_GIRLS} & {*ALL_BOYS}


def test_names_never_stand_right_after_a_quotation_mark():
    assert not [line for lines in rules().values() for line in lines if '"{H}' in line or '"{F}' in line]
