"""Answers as cells, and tables to take away that do nothing when they are opened."""

import csv
import json

import numpy as np
import pyarrow.parquet
import pytest
from PIL import Image

from tabs.many.cells import write_cells
from tabs.many.rows import FileRows
from tabs.many.table import join_rows, write_table, write_zip
from tabs.many.work import Plan, make_work

FORMULAS = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1"]
PLAIN = ["-2", "1.5e3", "a=b", "'quoted", "", "好"]


class Rows:
    """A table with one column."""

    def __init__(self, cells):
        self.cells, self.count, self.columns = cells, len(cells), {"text": "text"}

    def name(self, number):
        return {"text": self.cells[number]}


@pytest.fixture
def work():
    work = make_work("")
    work.write_plan(Plan("text-classification", "rows.csv"))
    return work


def read_csv(file):
    with file.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.reader(stream))


def test_cells_that_a_spreadsheet_would_execute_are_made_harmless_and_counted(work, kept):
    rows = Rows([*FORMULAS, *PLAIN])
    work.add_answer(0, cells={"label": "=HYPERLINK(1)", "score": -0.5}, seconds=0.1, model="@m")
    assert write_table(work, rows, "csv", kept / "t.csv") == len(FORMULAS) + 2
    heading, *lines = read_csv(kept / "t.csv")
    assert heading == ["text", "label", "score", "model", "seconds"]
    assert lines[0] == ["'=1+1", "'=HYPERLINK(1)", "-0.5", "'@m", "0.1"]
    assert all(line[0].startswith("'") for line in lines[: len(FORMULAS)])
    assert [line[0] for line in lines[len(FORMULAS) :]] == PLAIN


def test_json_and_parquet_hold_the_rows_as_they_are(work, kept):
    rows = Rows(["=1", "b", "c"])
    work.add_answer(1, error="It is empty.")
    work.add_answer(0, cells={"answer": "x", "odd": 1}, seconds=0.2, model="m")
    work.add_answer(2, cells={"answer": "y", "odd": "two"}, seconds=0.2, model="m")
    write_table(work, rows, "json", kept / "t.json")
    write_table(work, rows, "parquet", kept / "t.parquet")
    found = json.loads((kept / "t.json").read_text())
    assert found[1] == {
        "text": "b",
        "answer": None,
        "odd": None,
        "model": None,
        "seconds": None,
        "error": "It is empty.",
    }
    table = pyarrow.parquet.read_table(kept / "t.parquet").to_pylist()
    assert [row["odd"] for row in table] == ["1", None, "two"]
    assert [row["text"] for row in table] == ["=1", "b", "c"]


def test_a_column_of_the_rows_is_not_covered_by_one_of_the_answer(work):
    rows = Rows(["a"])
    work.add_answer(0, cells={"text": "said"}, seconds=0.1, model="m")
    assert next(iter(join_rows(work, rows))) == {"text": "a", "text (answer)": "said", "model": "m", "seconds": 0.1}


@pytest.mark.parametrize(
    ("raw", "cells"),
    [
        ([{"label": "A", "score": 0.9}, {"label": "B", "score": 0.1}], {"label": "A", "score": 0.9}),
        ([{"generated_text": "hello"}], {"generated_text": "hello"}),
        ({"text": "hi", "chunks": [{"text": "h"}]}, {"text": "hi", "chunks": '[{"text": "h"}]'}),
        ({"sequence": "x", "labels": ["b", "a"], "scores": [0.7, 0.3]}, {"label": "b", "score": 0.7}),
        (
            [{"label": "cat", "score": 0.9, "box": {}}, {"label": "dog", "score": 0.8, "box": {}}],
            {"count": 2, "found": "cat, dog"},
        ),
        ([], {"answer": "[]"}),
        ({"score": float("nan")}, {"score": None}),
    ],
)
def test_answers_become_cells(raw, cells):
    found = write_cells(raw, lambda *_: pytest.fail("no file"))
    assert {name: found[name] for name in cells} == cells


def test_pictures_sounds_and_large_arrays_become_files(work, kept):
    def keep(content, ending):
        work.keep_file(f"1{ending}", content)
        return f"1{ending}"

    assert write_cells({"depth": Image.new("L", (4, 4))}, keep) == {"depth": "1.png"}
    assert write_cells({"audio": np.zeros(8), "sampling_rate": 8000}, keep)["audio"] == "1.wav"
    assert write_cells(np.zeros((200, 200)), keep) == {"answer": "1.npy"}
    write_zip(work.list_files(), kept / "files.zip")
    assert len(work.list_files()) == 3
    given = kept / "given"
    given.mkdir()
    (given / "000000-a.png").write_bytes(b"x")
    assert FileRows(given).name(0) == {"file": "a.png"}
