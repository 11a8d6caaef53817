"""What is drawn of a data set: nothing of it is taken for HTML, nothing breaks it."""

from datasets import Audio, ClassLabel, Image, List, Value

from tabs.render.bars import draw_bars
from tabs.render.rows import draw_features, draw_rows

EVIL = "<script>alert(1)</script>'\""


def test_what_the_data_says_is_text():
    features = {EVIL: Value("string"), "label": ClassLabel(names=[EVIL, "b"]), "tags": List(ClassLabel(names=[EVIL]))}
    drawn = draw_rows([{EVIL: EVIL, "label": 0, "tags": [0]}], features, 1) + draw_features(features, {EVIL: 3})
    drawn += draw_bars(EVIL, EVIL, [(EVIL, 1)])
    assert "<script" not in drawn
    assert "(0)" in drawn


def test_columns_are_told_as_the_library_names_them():
    features = {"a": ClassLabel(names=["x", "y"]), "b": Audio(sampling_rate=16_000), "c": List(Value("int32"))}
    drawn = draw_features(features, {})
    for words in ("ClassLabel(0: x, 1: y)", "Audio(sampling_rate=16000)", "List(int32)"):
        assert words in drawn


def test_cells_that_hold_nothing_or_nonsense_are_told_as_such():
    features = {"image": Image(), "audio": Audio(), "text": Value("string"), "label": ClassLabel(names=["x"])}
    rows = [{"image": {"bytes": b"no picture"}, "audio": {"bytes": None}, "text": None, "label": -1}]
    drawn = draw_rows(rows, features, 1)
    for words in ("no picture that can be read", "no sound", "missing", "-1"):
        assert words in drawn
    assert "No row is left" in draw_rows([], features, 1)


def test_bars_stay_in_their_frame():
    drawn = draw_bars("a", "rows", [("x", 10), ("y", 0)])
    assert "width='170.0'" in drawn
    assert "width='0.0'" in drawn
    assert draw_bars("a", "rows", []) == ""
    assert draw_bars("a", "rows", [("x", 0)]) != ""
