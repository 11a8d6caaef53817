from pathlib import Path

import pytest

from models.words.columns import Columns
from models.words.table_answers import answering
from models.words.table_names import missing_names, words_of
from models.words.table_words import asked
from tabs.read.table import read_table
from tabs.render.cells import write_answer

TEXT = (Path(__file__).parent / "table_questions.txt").read_text(encoding="utf-8")
ALIKE = {"height": ("high",), "first climbed": ("first", "climbed")}
"""What a network of meanings knows and letters do not show."""


def read_cases(text):
    for block in text.split("\n\n")[1:]:
        lines = block.splitlines()
        table = "\n".join(line for line in lines if not line.startswith("? "))
        for line in lines:
            if line.startswith("? "):
                question, answer = line[2:].split(" => ")
                yield table, question, answer


def nearness(heading, words):
    """Stand in for the nearness of meanings: the words that a heading and a question share."""
    return 0.5 * any(word in words for word in (*words_of(heading), *ALIKE.get(heading.lower(), ())))


def answer_by_rules(table, question):
    columns = Columns(table.header, table.rows)
    read = asked(question, columns)
    words = words_of(read.bare)
    fits = [nearness(name, words) + 0.35 * (place in read.headings) for place, name in enumerate(table.header)]
    cells, aggregator = answering(read, columns, fits)
    return {"cells": [columns.rows[row][column] for row, column in cells], "aggregator": aggregator}


@pytest.mark.parametrize(("table", "question", "answer"), list(read_cases(TEXT)))
def test_the_answer_is_the_one_of_somebody_who_reads_the_table(table, question, answer):
    assert write_answer(answer_by_rules(read_table(table), question)) == answer


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("What is the total profit for Delhi?", ["Delhi"]),
        ("total profit of delhi", ["delhi"]),
        ("What did New Delhi and Agra earn?", ["New Delhi"]),
        ("What is the total profit of New Agra?", []),
        ("What is the total profit for all cities?", []),
        ("What is the total profit for everyone?", []),
        ("What Is The Total Profit For Delhi?", ["Delhi"]),
        ("Who?", []),
        ("?", []),
    ],
)
def test_names_that_the_table_does_not_have(question, missing):
    table = read_table("City,Profit\nPune,10\nAgra,20")
    assert missing_names(question, Columns(table.header, table.rows)) == missing
