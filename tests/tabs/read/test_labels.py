"""Labels as people write them; the first are of reports about other programs."""

import pytest

from models.errors import BadInput
from tabs.kinds import write_labels
from tabs.read.labels import split_labels
from tabs.read.text import read_labels


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ('"sports, games and leisure", politics, cooking', ["sports, games and leisure", "politics", "cooking"]),
        ("“food, drink”, refund", ["food, drink", "refund"]),
        ("„Essen, Trinken“, Geld", ["Essen, Trinken", "Geld"]),
        ("« manger, boire », argent", ["manger, boire", "argent"]),
        ("sports, games and leisure\npolitics\ncooking", ["sports, games and leisure", "politics", "cooking"]),
        ('["food, drink", "refund", 5]', ["food, drink", "refund", "5"]),
        ("['food, drink', \"it's\"]", ["food, drink", "it's"]),
        ("food, drink; refund; praise", ["food, drink", "refund", "praise"]),
        ("a;b；c", ["a", "b", "c"]),
        ("cat, tame | dog", ["cat, tame", "dog"]),
        ("a, <|split|>", ["a", "<|split|>"]),
        ("cat\tdog\tbird", ["cat", "dog", "bird"]),
        ("- cat, tame\n- dog\n- cow", ["cat, tame", "dog", "cow"]),
        ("cat,\ndog,\nbird", ["cat", "dog", "bird"]),
        ("猫，狗、鳥", ["猫", "狗", "鳥"]),
        ("1,000 people, 10,000 people", ["1,000 people", "10,000 people"]),
        ("1,2,3", ["1", "2", "3"]),
    ],
)
def test_a_label_may_hold_what_separates_others(text, labels):
    assert split_labels(text) == labels


@pytest.mark.parametrize(
    "text", ["'90s music, '80s music", '6" nails, 5" nails', "it's, they're", "[MASK], dog", '"a, b']
)
def test_signs_that_are_no_quotation_stay(text):
    assert split_labels(text) == text.split(", ")


def test_labels_that_differ_in_capitals_or_spaces_alone_are_one():
    assert split_labels("cooking, Cooking, cooking , sport,") == ["cooking", "sport"]
    assert split_labels("New  York, new york, Straße, STRASSE") == ["New  York", "Straße"]


def test_a_list_of_a_program_is_taken_as_it_is():
    assert read_labels(["food, drink", " a; b ", "A", "a", "a", 3]) == ["food, drink", "a; b", "A", "a", "3"]


@pytest.mark.parametrize("payload", [[["a"]], [None], {"a": 1}, [], "[]", '[["a"]]'])
def test_what_holds_no_labels_is_refused_or_is_a_label(payload):
    if payload == '[["a"]]':
        assert read_labels(payload) == [payload]
        return
    with pytest.raises(BadInput):
        read_labels(payload)


def test_the_code_to_copy_has_the_same_labels():
    assert write_labels('"food, drink", refund') == "['food, drink', 'refund']"
