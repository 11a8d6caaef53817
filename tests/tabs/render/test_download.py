"""Tables to take away do nothing when a spreadsheet opens them."""

import csv
import io

import numpy as np
import pytest

from tabs.render.download import harmless, to_csv, write_vectors_csv


@pytest.mark.parametrize(
    "cell",
    [
        '=HYPERLINK("http://evil.example")',
        "+1+cmd|' /C calc'!A0",
        "-2+3",
        "@SUM(A1)",
        "\t=1",
        "\n=1",
        " =1",
        "＝1",
    ],
)
def test_what_begins_like_a_formula_is_text(cell):
    assert harmless(cell) == f"'{cell}"
    rows = list(csv.reader(io.StringIO(to_csv([["a", cell]])), strict=True))
    assert not rows[0][1].strip().startswith(("=", "+", "-", "@"))


@pytest.mark.parametrize("cell", ["\r=1", "a\r=1+1", "a\r\n@x,=1"])
def test_a_carriage_return_begins_no_row(cell):
    rows = list(csv.reader(io.StringIO(to_csv([["a", cell], ["b", ""]])), strict=True))
    assert [row[0] for row in rows] == ["a", "b"]
    assert rows[0][1].lstrip("'").replace("\n", "\r") == cell.replace("\r\n", "\r")


@pytest.mark.parametrize("cell", ["-0.5", "+3", "1e-07", "-1.5e+20", "plain", "a=b", "", "it's - fine"])
def test_the_rest_stays_as_it_is(cell):
    assert harmless(cell) == cell


def test_the_vectors_of_an_evil_name():
    table = write_vectors_csv(["=1+1", "fine"], np.array([[-1.0, 2.0], [3.0, 4e-9]]))
    assert table == "'=1+1,-1,2\nfine,3,4e-09\n"
