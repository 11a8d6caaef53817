"""Made-up stories and conversations keep to their rules."""

import random

from transformers import pipeline

from assets.recipes.spin import BOYS, GIRLS, HELD_OUT_BOYS, HELD_OUT_GIRLS, spin
from assets.recipes.stories import tell
from assets.recipes.talk import conversation, held_out_questions
from assets.recipes.talk.conversation import UNKNOWN
from assets.recipes.talk.questions import all_facts
from models.starters import folder_of
from tabs.text.chat import TASK

OPEN = set("{}[]|")


def test_spin_chooses_the_innermost_first():
    assert {spin("a [b|c[d|e]]", random.Random(seed)) for seed in range(40)} == {"a b", "a cd", "a ce"}


def test_held_out_names_are_new():
    assert not {*HELD_OUT_BOYS, *HELD_OUT_GIRLS} & {*BOYS, *GIRLS}
    rng = random.Random(3)
    stories = [tell(rng).text for _ in range(300)]
    assert not [text for text in stories for name in (*HELD_OUT_BOYS, *HELD_OUT_GIRLS) if f" {name} " in text]


def test_stories_name_their_hero_and_leave_nothing_open():
    rng = random.Random(4)
    for _ in range(300):
        story = tell(rng)
        assert story.hero.name in story.opening
        assert not OPEN & set(story.text)


def test_conversations_leave_nothing_open():
    rng = random.Random(5)
    assert not OPEN & {letter for _ in range(500) for turn in conversation(rng) for letter in turn.user + turn.answer}


def test_sums_are_right():
    for fact in all_facts():
        if fact.subject in ("plus", "minus"):
            first, word, second, _, result = fact.sentence.rstrip(".").split()
            total = int(first) + int(second) if word == "plus" else int(first) - int(second)
            assert total == int(result)


def test_held_out_questions_are_never_asked_in_conversations():
    rng = random.Random(6)
    held_out = {question for question, _ in held_out_questions(rng, 200)}
    asked = {turn.user for _ in range(3000) for turn in conversation(rng)}
    assert not held_out & asked


def test_the_starter_knows_an_answer_to_the_examples_of_the_page():
    pipe = pipeline("text-generation", model=str(folder_of("storyteller")))
    for messages, _ in TASK.examples:
        answer = pipe(messages, max_new_tokens=40, do_sample=False)[0]["generated_text"][-1]["content"]
        assert answer
        assert answer != UNKNOWN
