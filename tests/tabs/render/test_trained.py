"""What is drawn of a run: nothing of it is taken for HTML, nothing breaks it."""

import re

from tabs.render.curve import draw_curves
from tabs.render.trained import draw_result

EVIL = "<script>alert(1)</script>"


def row(wanted, after, text="a"):
    return {"input": text, "wanted": wanted, "before": "x", "after": after}


def test_the_curve_has_a_line_for_each_series_inside_its_frame():
    lines = [{"step": step, "loss": 3 - step, "learning_rate": 1e-4} for step in range(3)]
    drawn = draw_curves([*lines, {"step": 2, "eval_loss": 1.5, "eval_accuracy": 0.75}], "accuracy")
    assert drawn.count("<svg") == 3
    places = [float(one) for one in re.findall(r"[\d.]+,([\d.]+)", " ".join(re.findall("points='(.*?)'", drawn)))]
    assert places
    assert all(0 <= y <= 130 for y in places)
    assert "0.75" in drawn


def test_nothing_logged_draws_nothing_and_one_value_alone_draws():
    assert draw_curves([], "f1") == ""
    assert draw_curves([{"loss": 1}], "f1") == ""
    assert "<circle" in draw_curves([{"step": 0, "loss": 0.0}], "f1")


def test_the_result_counts_mistakes_and_confusions():
    rows = [row("cat", "cat"), row("cat", "dog"), row("dog", "dog")]
    drawn = draw_result({"before": {"accuracy": 0.3}, "after": {"accuracy": 0.667}, "rows": rows}, "accuracy", True)
    assert "Still wrong: 1 of 3" in drawn
    assert "0.667" in drawn
    assert drawn.count("<td style") == 4
    assert "all of them right" in draw_result({"before": {}, "after": {}, "rows": rows[:1]}, "accuracy", False)


def test_what_the_data_says_is_text():
    rows = [row(EVIL, "b", EVIL)]
    drawn = draw_result({"before": {}, "after": {EVIL: 1.0}, "rows": rows}, EVIL, True)
    assert EVIL not in drawn + draw_curves([{"step": 1, f"eval_{EVIL}": 1.0}], EVIL)
