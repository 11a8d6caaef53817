"""Wrong answers have wrong shapes."""

import numpy as np
import pytest

from tests.contract import TASKS
from tests.shapes import SHAPES, array, assert_shape, outline, perhaps


def test_every_task_has_a_shape():
    assert set(SHAPES) == {task.id for task in TASKS}


@pytest.mark.parametrize(
    ("task", "wrong"),
    [
        ("text-classification", []),
        ("text-classification", [{"label": "good"}]),
        ("text-classification", [{"label": "good", "score": 1.5}]),
        ("text-classification", {"label": "good", "score": 0.5}),
        ("summarization", [{"summary_text": ""}]),
        ("chat", [{"generated_text": "hello"}]),
        ("question-answering", [{"score": 0.5, "start": 0, "end": "9", "answer": "x"}]),
        ("object-detection", [{"label": "dog", "score": 0.5, "box": {"xmin": 0, "ymin": 0, "xmax": float("nan")}}]),
        ("feature-extraction", np.zeros((3, 0), np.float32)),
        ("feature-extraction", np.zeros((3, 2), int)),
        ("feature-extraction", [[0.5]]),
        ("depth-estimation", {"predicted_depth": np.zeros((2, 2)), "depth": "picture", "metric": False}),
    ],
)
def test_what_is_wrong_is_found(task, wrong):
    with pytest.raises(AssertionError):
        assert_shape(wrong, SHAPES[task])


def test_what_is_right_passes():
    assert_shape([{"label": "good", "score": 0.5, "more": 1}], SHAPES["text-classification"])
    assert_shape([], perhaps({"label": str}))
    assert_shape({"score": 0.5, "start": 0, "end": 1, "answer": ""}, SHAPES["question-answering"])
    assert_shape(np.zeros((3, 2), np.float32), array(2))


def test_an_outline_tells_keys_and_types_apart():
    assert outline({"a": [1, 2], "b": None}) == {"a": ["int"], "b": "NoneType"} != outline({"a": [1.0], "b": None})
