"""The tasks that read text: what is drawn, what is refused, and a whole run of each."""

import pytest

from models.errors import BadInput
from models.words.written_numbers import number_of
from tabs.read.table import Table, read_table, write_table
from tabs.render.answers import NO_ANSWER, draw_answers
from tabs.render.cells import aggregate, draw_table, pick_rows, write_answer
from tabs.render.entities import draw_entities
from tabs.render.gaps import fill_gaps
from tabs.render.spans import Span, mark_spans
from tabs.text import fill_mask, question_answering, table_question_answering, text_classification
from tabs.words import say

EVIL = "<script>alert('x')</script>"


def entity(start, end, label, score=0.9):
    return {"entity_group": label, "score": score, "word": "w", "start": start, "end": end}


def test_marks_in_the_order_of_the_text():
    assert mark_spans("a b c", [Span(4, 5, 1), Span(0, 1)]) == (
        "<div class='marked'><mark class='kind-0'>a</mark> b <mark class='kind-1'>c</mark></div>"
    )


def test_of_overlapping_marks_the_earlier_in_the_sequence_is_drawn():
    assert mark_spans("abcdef", [Span(2, 5), Span(0, 3), Span(3, 3)]).count("<mark") == 1


def test_marks_are_escaped():
    drawing = mark_spans(EVIL, [Span(0, 8, 0, EVIL, "it's"), Span(9, 14)])
    assert "<script" not in drawing
    assert "title='it&#x27;s'" in drawing


def test_what_is_far_from_a_mark_is_left_out():
    text = "a" * 5000 + "HIT" + "b" * 5000
    drawing = mark_spans(text, [Span(5000, 5003)], shorten=True)
    assert "HIT" in drawing
    assert len(drawing) < 1200
    assert len(mark_spans(text, [Span(5000, 5003)])) > 10_000
    assert len(mark_spans(text, [], shorten=True)) < 600


def test_entities_by_kind_in_plain_words():
    text = "Ada lives in Paris with Ada"
    drawing = draw_entities(text, [entity(0, 3, "PER"), entity(13, 18, "LOC"), entity(24, 27, "PER")])
    assert "Person</mark> Ada</li>" in drawing
    assert "Place</mark> Paris</li>" in drawing
    assert "Person, 90% sure" in drawing


def test_pieces_of_words_and_entities_without_a_place():
    piece = {"entity": "B-PER", "score": 0.5, "word": "Ad", "start": 0, "end": 2, "index": 1}
    assert "Person</mark> Ad</li>" in draw_entities("Ada", [piece])
    assert "Zebra" in draw_entities("x", [{"entity_group": "ANIMAL", "score": 1.0, "word": "Zebra"}])
    assert "No names" in draw_entities(EVIL, [])
    assert "<script" not in draw_entities(EVIL, [entity(0, 8, EVIL)])


def test_gaps_filled_in():
    sentence, words = fill_gaps(["The ", " barked."], [[{"score": 0.7, "token_str": " dog"}]])
    assert sentence == "<div class='marked large'>The <mark class='kind-0'>dog</mark> barked.</div>"
    assert ">70%<" in words
    assert "Gap" not in words
    guesses = [[{"score": 0.7, "token_str": EVIL}]] * 2
    assert "<script" not in "".join(fill_gaps([EVIL, " ", "!"], guesses))
    assert "Gap 2" in fill_gaps(["", " ", "!"], guesses)[1]


@pytest.mark.parametrize("gap", ["[MASK]", "<mask>", "<|mask|>", "[mask]", "____"])
def test_every_way_to_write_a_gap(gap):
    assert fill_mask.GAP.split(f"a {gap} b") == ["a ", " b"]


def test_grades_are_no_shares():
    assert text_classification.render([{"label": "a", "score": 0.5}], text="") == {"a": 0.5}
    grades = [{"label": "quality", "score": 4.2}, {"label": "length", "score": -1.0}]
    assert text_classification.render(grades, text="") == "quality 4.20, length -1.00"


def test_answers_marked_in_their_text():
    context = "The queen lays eggs."
    found = [
        {"score": 0.8, "start": 4, "end": 9, "answer": "queen"},
        {"score": 0.1, "start": 15, "end": 19, "answer": "eggs"},
    ]
    ranked, drawing = draw_answers(context, found)
    assert ranked.index("queen") < ranked.index("eggs")
    assert "<mark class='kind-0' title='80% sure'>queen</mark>" in drawing
    assert "<mark class='kind-1'" in drawing
    assert "<script" not in "".join(draw_answers(EVIL, [{"score": 0.5, "start": 0, "end": 8, "answer": EVIL}]))


def test_no_answer():
    nothing = {"score": 0.9, "start": 0, "end": 0, "answer": ""}
    ranked, drawing = question_answering.render(nothing, question="", context="abc")
    assert say(NO_ANSWER) in ranked
    assert "<mark" not in drawing
    assert say(NO_ANSWER) in draw_answers("abc", [])[0]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_tables_from_a_file_or_a_spreadsheet(separator):
    text = f"Name{separator}Age\r\nAda{separator}36\n\n\nAlan{separator}\n"
    assert read_table(text) == Table(("Name", "Age"), (("Ada", "36"), ("Alan", "")))


def test_tables_with_quotes_numbers_and_gaps():
    assert read_table('a,b\n"1,5",2\n3').rows == (("1,5", "2"), ("3", ""))
    assert read_table(",b\n1,2,3").header == ("Column 1", "b", "Column 3")
    assert read_table("only\none column").rows == (("one column",),)


@pytest.mark.parametrize(
    "payload",
    [
        None,
        "",
        "\n \n",
        "a,b",
        ",,,\n,,",
        5,
        True,
        ["a"],
        {"a": 1},
        {"path": "/etc/passwd"},
        ",".join("abcdefgh" * 5) + "\n1",
        "a\n" + "1\n" * 300,
        "x" * 60_000,
        'a,b\n"' + "y" * 49_000,
    ],
    ids=repr,
)
def test_tables_that_cannot_be_read(payload):
    if isinstance(payload, str) and payload.startswith('a,b\n"'):
        assert len(read_table(payload).rows) == 1
        return
    with pytest.raises(BadInput, match=r"\.$"):
        read_table(payload)


def test_a_table_as_python():
    assert write_table("a,b\n1,2\n3,4") == "{'a': ['1', '3'], 'b': ['2', '4']}"


def tapas(aggregator, *cells):
    return {"answer": "", "coordinates": [], "cells": list(cells), "aggregator": aggregator}


@pytest.mark.parametrize(
    ("raw", "answer"),
    [
        (tapas("NONE", "36542"), "36542"),
        (tapas("NONE"), "No cell of the table answers this."),
        (tapas("SUM", "1,000", "2.5"), "1,002.5 (sum of: 1,000, 2.5)"),
        (tapas("AVERAGE", "1", "2"), "1.5 (average of: 1, 2)"),
        (tapas("AVERAGE", "7"), "7"),
        (tapas("COUNT", "a", "b"), "2 (number of: a, b)"),
        (tapas("SUM", "a", "2"), "a, 2 (no sum: not all cells hold numbers of one unit)"),
        (tapas("SUM", "inf", "2"), "inf, 2 (no sum: not all cells hold numbers of one unit)"),
        ({"answer": " written "}, "written"),
    ],
)
def test_answers_from_a_table(raw, answer):
    assert write_answer(raw) == answer


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("1,234", 1234),
        ("1 234 567.5", 1234567.5),
        ("-12,000", -12000),
        ("1,50", 1.5),
        ("-12,5", -12.5),
        ("0,125", 0.125),
        ("1.234,5", 1234.5),
        ("1 234,50", 1234.5),
        ("2.5", 2.5),
        ("1e3", 1000),
        ("1,2,3", None),
        ("1 2", None),
        ("12,34,567", None),
        ("1,234 567", None),
        ("5 %", None),
        ("", None),
    ],
)
def test_numbers_are_read_as_people_write_them(cell, number):
    assert number_of(cell) == number


def test_unknown_aggregators_are_left_alone():
    assert aggregate("MEDIAN", ["1", "2"]) is None


def test_tables_are_drawn_with_their_answers():
    table = Table(("a", EVIL), ((EVIL, "1"), ("x", "2")))
    drawing = draw_table(table, [(1, 1)])
    assert drawing.count("class='hit'") == 1
    assert "<mark>2</mark>" in drawing
    assert "<script" not in drawing


def test_of_long_tables_the_answers_are_drawn():
    assert pick_rows(250, [200])[-1] == 200
    assert len(pick_rows(250, [200])) == 60
    assert "190 more rows" in draw_table(Table(("a",), tuple((str(i),) for i in range(250))), [(200, 0)])


def test_tapas_cells_become_values():
    raw = {**tapas("SUM", "1", "2"), "coordinates": [(0, 0), (1, 0)]}
    words, drawing = table_question_answering.render(raw, table=Table(("a",), (("1",), ("2",))), question="?")
    assert words.startswith("3 ")
    assert drawing.count("hit") == 2
