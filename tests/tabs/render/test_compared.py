"""Two answers side by side: what differs is marked, what people wrote stays text."""

import numpy as np
import pytest
from PIL import Image

from tabs.kinds import BEFORE_AFTER, CONVERSATION, DRAWN_PICTURE, EMPTIED, GALLERY, PLAYER, SCORES, WRITTEN
from tabs.render.compared import draw_output, mark_words, name_found, tell_differences
from tabs.task import Output

EVIL = "<img src=x onerror=alert(1)>"


def draw(kind, value, other=None):
    return draw_output(Output("out", EVIL, kind), value, other)


def test_words_that_the_other_text_has_not_are_marked():
    assert mark_words("the red cat", "the blue cat") == "the <mark>red</mark> cat"
    assert mark_words("猫在睡觉", "狗在睡觉") == "<mark>猫</mark>在睡觉"
    assert mark_words("same", "same") == "same"
    assert mark_words("alone", None) == "alone"
    assert "<img" not in mark_words(f"a {EVIL}", "a")


def test_long_texts_are_not_compared_for_seconds():
    assert mark_words("a b " * 5000, "c d " * 5000) == "a b " * 5000


def test_scores_tell_by_how_much_they_differ_and_what_is_here_alone():
    drawn = draw(SCORES, {"cat": 0.9, EVIL: 0.1}, {"cat": 0.7, "dog": 0.3})
    assert ">+20</span>" in drawn
    assert "only here" in drawn
    assert "<img" not in drawn
    assert "change" not in draw(SCORES, {"cat": 0.9})
    assert "change" not in draw(SCORES, {"cat": 0.9}, {"cat": 0.9})


@pytest.mark.parametrize(
    ("kind", "value", "holds"),
    [
        (WRITTEN, EVIL, "&lt;img"),
        (CONVERSATION, [{"role": "user", "content": "a"}, {"role": "assistant", "content": EVIL}], "&lt;img"),
        (DRAWN_PICTURE, Image.new("RGB", (3000, 10)), "src='data:image/png"),
        (BEFORE_AFTER, (Image.new("RGB", (2, 2)), Image.new("RGB", (4, 4))), "src='data:image/png"),
        (GALLERY, [(Image.new("RGB", (2, 2)), EVIL)], "<figcaption>&lt;img"),
        (PLAYER, (8000, np.zeros(80, np.int16)), "src='data:audio/wav"),
    ],
)
def test_every_kind_of_answer_is_drawn(kind, value, holds):
    drawn = draw(kind, value)
    assert holds in drawn
    assert EVIL not in drawn


def test_what_is_emptied_is_not_drawn():
    assert draw(EMPTIED, "") == ""


def test_every_output_of_every_task_can_be_drawn():
    from tabs.render.compared import DRAWN
    from tests.contract import TASKS

    kinds = {one.kind.name for task in TASKS for one in task.outputs}
    assert kinds - {"emptied"} == set(DRAWN)


def test_differences_are_told_in_sentences():
    left = [{"label": "cat", "score": 0.9, "box": {}}, {"label": "cat", "score": 0.8, "box": {}}]
    right = [{"label": "dog", "score": 0.9, "box": {}}, {"label": "cat", "score": 0.8, "box": {}}]
    told = tell_differences([left, right], [1.0, 4.0])
    assert [sentence.split(": ")[-1] for sentence in told[:2]] == ["cat", "dog"]
    assert "A" in told[2]
    assert "4" in told[2]
    assert len(tell_differences([left, left], [1.0, 1.1])) == 1
    assert name_found([{"word": "Ada", "entity_group": "PER"}]) == {"Ada (PER)": 1}
    assert tell_differences([{"generated_text": "a"}, {"generated_text": "b"}], [1.0, 1.0]) == []
