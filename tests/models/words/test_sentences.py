import pytest

from models.words.sentences import Sentence, cut_sentences, split_listed, split_sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        (
            "Dr. Smith met J. R. Ewing, e.g. for tea. They talked.",
            ["Dr. Smith met J. R. Ewing, e.g. for tea.", "They talked."],
        ),
        ("He left at 5 p.m. She stayed.", ["He left at 5 p.m.", "She stayed."]),
        ("The U.S. Army came. It cost $3.50.", ["The U.S. Army came.", "It cost $3.50."]),
        ("See Fig. 3 or No. 7 for more. Good.", ["See Fig. 3 or No. 7 for more.", "Good."]),
        ("It was built in 1990. Then it fell.", ["It was built in 1990.", "Then it fell."]),
        ('"Why?" she asked. "I do not know." He left.', ['"Why?" she asked.', '"I do not know."', "He left."]),
        (
            "He waited... and waited. (Nobody came.) Then he left.",
            ["He waited... and waited.", "(Nobody came.)", "Then he left."],
        ),
        ("The head of the F.B.I. James Lee left.", ["The head of the F.B.I. James Lee left."]),
        (
            "The first one.This is the next. See Node.js or www.Example.org there.",
            ["The first one.", "This is the next.", "See Node.js or www.Example.org there."],
        ),
        ("Pausing... for... thought... is no end.", ["Pausing... for... thought... is no end."]),
        ("From Rs. 12 to Rs. 20. More.", ["From Rs. 12 to Rs. 20.", "More."]),
        ("It was “the best.” Bill left.", ["It was “the best.”", "Bill left."]),
        ("You and I. Nobody else.", ["You and I.", "Nobody else."]),
        ("a line\nbroken in two. Next.", ["a line broken in two.", "Next."]),
        ("A title\n\nA sentence.", ["A title", "A sentence."]),
        ("1. First thing\n2. Second thing.\n- a dash\n* a star", ["First thing", "Second thing.", "a dash", "a star"]),
        ("今日は。明日も。", ["今日は。", "明日も。"]),
        ("no end", ["no end"]),
        ("... !\n\n---", []),
        ("", []),
    ],
)
def test_splits(text, sentences):
    assert split_sentences(text) == sentences


def test_items_of_lists_are_told_with_their_marks():
    text = "To buy:\n- 2 kg of apples. Red ones.\n2) Milk\n\nThat is all. Bye."
    assert split_listed(text) == [
        Sentence("To buy:", "", 0),
        Sentence("2 kg of apples.", "-", 1),
        Sentence("Red ones.", "", 1),
        Sentence("Milk", "2)", 2),
        Sentence("That is all.", "", 3),
        Sentence("Bye.", "", 3),
    ]


@pytest.mark.parametrize(
    ("line", "pieces"),
    [
        ("One. Two! Three?", ["One.", " Two!", " Three?"]),
        ("Dr. Lee met J. R. Ewing at 5 p.m. here. Bye.", ["Dr. Lee met J. R. Ewing at 5 p.m. here.", " Bye."]),
        ("- It cost $3.50 … really. ", ["- It cost $3.50 … really. "]),
        ("今日は。明日も。", ["今日は。", "明日も。"]),
        ("no end", ["no end"]),
        ("", []),
    ],
)  # fmt: skip
def test_lines_are_cut_without_losing_a_character(line, pieces):
    assert cut_sentences(line) == pieces
    assert "".join(pieces) == line
