import math

import pytest

from models.errors import BadInput
from tabs import TABS
from tabs.read.parameter import read_parameter
from tabs.task import Parameter

WHOLE = Parameter("top_k", "Top", 5, minimum=1, maximum=20)
REAL = Parameter("threshold", "Threshold", 0.5, minimum=0, maximum=1)
FLAG = Parameter("multi_label", "Several", False)
WORD = Parameter("pooling", "Pooling", "mean", choices=("mean", "cls"))


@pytest.mark.parametrize(
    ("parameter", "sent", "read"),
    [
        (WHOLE, 1, 1),
        (WHOLE, 20.0, 20),
        (REAL, 1, 1.0),
        (FLAG, True, True),
        (WORD, "cls", "cls"),
        (WHOLE, None, 5),
    ],
)
def test_values_within_bounds_take_the_type_of_the_default(parameter, sent, read):
    value = read_parameter(parameter, sent)
    assert value == read
    assert type(value) is type(parameter.default)


@pytest.mark.parametrize(
    ("parameter", "sent"),
    [
        *((WHOLE, bad) for bad in (0, 21, 2.5, math.nan, math.inf, -math.inf, "5", True, [5], {}, 10**400)),
        *((REAL, bad) for bad in (-0.1, 1.1, math.nan, "0.5", False)),
        *((FLAG, bad) for bad in (0, 1, "true", [True])),
        *((WORD, bad) for bad in ("max", 5, ["mean"], "x" * 2000)),
    ],
)
def test_anything_else_is_refused_by_name(parameter, sent):
    with pytest.raises(BadInput, match=parameter.name):
        read_parameter(parameter, sent)


@pytest.mark.parametrize("parameter", [one for tab in TABS for task in tab.tasks for one in task.parameters])
def test_every_default_lies_within_its_own_bounds(parameter):
    assert read_parameter(parameter, parameter.default) == parameter.default
    if isinstance(parameter.default, int | float) and not isinstance(parameter.default, bool):
        assert parameter.minimum is not None
        assert parameter.maximum is not None


def test_words_of_ones_own_are_cleaned_like_any_text():
    assert read_parameter(Parameter("targets", "Words", ""), "a\ud800\x00") == "a\ufffd"
