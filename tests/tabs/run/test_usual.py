"""How long runs usually take, and how much of one is done."""

import pytest

from models.key import ModelKey
from models.progress import Progress
from tabs.run import usual
from tabs.run.report import describe_progress, measure_part
from tabs.run.usual import MOST, expect_s, remember_s

KEY = ModelKey("a-task", "hub", "org/name")


@pytest.fixture(autouse=True)
def nothing_known(monkeypatch):
    monkeypatch.setattr(usual, "_usual", type(usual._usual)())


def test_a_run_is_expected_to_take_what_runs_of_its_model_took():
    assert expect_s("a-task", KEY) == expect_s("a-task", None) == 0.0
    for _ in range(40):
        remember_s("a-task", KEY, 8.0)
    assert expect_s("a-task", KEY) == pytest.approx(8.0)
    remember_s("a-task", KEY, 4.0)
    assert 4.0 < expect_s("a-task", KEY) < 8.0
    assert expect_s("another", KEY) == 0.0


def test_what_is_remembered_is_bounded():
    for number in range(MOST + 10):
        remember_s(str(number), KEY, 1.0)
    assert len(usual._usual) == MOST and expect_s("0", KEY) == 0.0 and expect_s(str(MOST + 9), KEY) == 1.0


def test_the_wait_says_how_long_it_will_be_where_that_is_worth_saying():
    assert describe_progress(None, "", 3.2, 8.1) == "Running… 3 of about 8 s"
    assert "about" not in describe_progress(None, "", 0.4, 0.6)
    assert "about" not in describe_progress(Progress("loading"), "", 3.0, 8.0)


@pytest.mark.parametrize(
    ("progress", "message", "part"),
    [
        (Progress("downloading", 30, 120), "", 0.25),
        (Progress("loading"), "", None),
        (None, "Part 3 of 20…", 0.15),
        (None, "Heard 10 of 40 s", 0.25),
        (None, "Reading 1,000 tokens, 512 at a time", None),
        (None, "", 0.5),
    ],
)
def test_how_much_is_done(progress, message, part):
    assert measure_part(progress, message, 4.0, 8.0) == (None if part is None else pytest.approx(part))


def test_time_alone_never_says_that_it_is_done():
    assert (measure_part(None, "", 100.0, 8.0) or 1.0) < 1.0
