import pytest

from models.errors import BadInput
from tabs.read.template import check_template
from tabs.read.text import MAX_CHARACTERS, read_labels, read_lines, read_optional_text, read_text


def test_text_is_stripped_of_space_and_nul():
    assert read_text("  a\x00b \n") == "ab"


def test_half_a_character_is_replaced():
    assert read_text("a\ud800b 🦊") == "a\ufffdb 🦊"


@pytest.mark.parametrize("nothing", [None, "", "  \n\t", "\x00"])
def test_no_text_says_what_to_do(nothing):
    with pytest.raises(BadInput, match="Type something"):
        read_text(nothing)
    assert read_optional_text(nothing) == ""


@pytest.mark.parametrize("wrong", [5, 1.5, True, ["a"], {"text": "a"}, b"a"])
def test_wrong_types_are_refused(wrong):
    with pytest.raises(BadInput, match="takes text"):
        read_text(wrong)


def test_the_longest_text_passes_and_one_more_does_not():
    assert len(read_text("x" * MAX_CHARACTERS)) == MAX_CHARACTERS
    with pytest.raises(BadInput, match="50,001"):
        read_text("x" * (MAX_CHARACTERS + 1))


def test_lines_are_stripped_and_empty_ones_dropped():
    assert read_lines(" a \r\n\n b\n") == ["a", "b"]
    with pytest.raises(BadInput, match="501 lines"):
        read_lines("a\n" * 501)


def test_labels_come_once_each_in_order():
    assert read_labels("cat, dog\nbird,, cat ,") == ["cat", "dog", "bird"]
    with pytest.raises(BadInput, match="no labels"):
        read_labels(" , ,\n")
    with pytest.raises(BadInput, match="101 labels"):
        read_labels(",".join(map(str, range(101))))


def test_a_template_holds_one_place_and_nothing_that_format_acts_on():
    assert check_template("A {} here") == "A {} here"
    for bad in ("no place", "{} and {}", "{0}", "{0.__class__}", "{} {", "{{}}"):
        with pytest.raises(BadInput):
            check_template(bad)
