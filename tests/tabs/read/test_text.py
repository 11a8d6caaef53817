import pytest

from models import starters
from models.errors import BadInput
from tabs.read.template import check_template
from tabs.read.text import MAX_CHARACTERS, count_pieces, read_labels, read_lines, read_optional_text, read_text


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


PROSE = "In 1815 the village of Tambora, on the island of Sumbawa, was buried by the largest eruption ever recorded. "


def test_a_long_english_text_is_read_whole():
    text = (PROSE * 500)[:MAX_CHARACTERS].strip()
    assert len(text) > MAX_CHARACTERS - 100
    assert read_text(text) == text


@pytest.mark.parametrize("unit", ["a ", ". ", "漢", "1234567890 ", "🙂", "при"])
def test_a_text_that_is_all_pieces_is_refused_before_a_model_reads_it_for_half_a_minute(unit):
    with pytest.raises(BadInput, match="words, signs and parts of words; at most 15,000"):
        read_text((unit * 50_000)[: MAX_CHARACTERS - 1])


@pytest.mark.parametrize(
    ("text", "pieces"),
    [("word", 1), ("unbelievable", 2), ("a, b.", 4), ("12345", 3), ("漢字", 2), ("привет", 3), ("", 0)],
)
def test_pieces_are_counted_about_as_tokenizers_do(text, pieces):
    assert count_pieces(text) == pieces


def test_pieces_are_no_fewer_than_a_third_of_the_tokens_of_the_starters():
    from tokenizers import Tokenizer

    folder = starters.folder_of("all-MiniLM-L6-v2", lambda _: None)
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    for text in (PROSE * 9, "a " * 500, ". " * 500, "漢" * 500, "1234567890 " * 50, "Fußgängerübergänge " * 50):
        assert count_pieces(text) >= len(tokenizer.encode(text, add_special_tokens=False).ids) / 3
