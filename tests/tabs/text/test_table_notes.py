"""What is told beside the answer of any table model, and what is worked out from its cells."""

import pytest

from tabs.read.table import read_table, write_table
from tabs.run.job import Job
from tabs.text.table_question_answering import call, render

COSTS = "Item,Cost,Cost\nChair,$10,1\nDesk,$20,2\nTotal,$30,3"


def answer(coordinates, aggregator, question, text=COSTS):
    """Return the drawn answer and the note, of a model that marks these cells."""
    table, job = read_table(text), Job()
    cells = [table.rows[row][column] for row, column in coordinates]
    raw = {"answer": ", ".join(cells), "coordinates": coordinates, "cells": cells, "aggregator": aggregator}
    asked = []

    def model(table, query):
        asked.append((list(table.columns), query))
        return raw

    pipe = type("Model", (), {"type": "similarity", "__call__": staticmethod(model)})()
    given = call(pipe, job, table=table, question=question)
    assert asked == [(["Item", "Cost", "Cost (2)"] if text is COSTS else list(table.header), question)]
    return render(given, table=table, question=question)[0], job.note


def test_the_figure_is_worked_out_with_its_unit():
    assert answer([(0, 1), (1, 1)], "SUM", "What is the total cost?") == ("$30 (sum of: $10, $20)", "")
    assert answer([(0, 1), (1, 1)], "AVERAGE", "What is the average cost?") == ("$15 (average of: $10, $20)", "")
    assert answer([(0, 0), (1, 0)], "COUNT", "How many items?") == ("2 (number of: Chair, Desk)", "")


def test_a_name_that_the_table_does_not_have():
    _, note = answer([(0, 1), (1, 1)], "SUM", "What is the total cost in Delhi?")
    assert "“Delhi”" in note
    assert "other cells" in note
    assert "other cells" not in answer([], "NONE", "What is the total cost in Delhi?")[1]
    assert answer([(0, 1)], "NONE", "What is the cost of the Chair?")[1] == ""


def test_a_row_of_totals_counted_beside_the_others():
    assert "“Total”" in answer([(0, 1), (1, 1), (2, 1)], "SUM", "What is the total cost?")[1]
    assert answer([(2, 1)], "SUM", "What is the total cost?")[1] == ""
    assert answer([(0, 1), (2, 1)], "NONE", "What is the cost?")[1] == ""


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ("Ann,\nBob,7", "The cell that answers this is empty."),
        ("Ann,n/a\nBob,–", "The cell that answers this is empty."),
        ("Ann,7\nBob,", "7"),
    ],
)
def test_an_empty_cell_is_told_as_such(cells, told):
    assert answer([(0, 1)], "NONE", "What is the score of Ann?", f"Name,Score\n{cells}")[0] == told


def test_twin_headings_are_told_apart_in_the_code_too():
    assert read_table("A,A,A (2),A\n1,2,3,4").header == ("A", "A (2)", "A (2) (2)", "A (3)")
    assert write_table("A,A\n1,2") == "{'A': ['1'], 'A (2)': ['2']}"
