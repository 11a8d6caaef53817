"""The cells of each line of a CSV file against its heading.

The library's reader takes a first line with one cell more than the heading for one whose first cell is a row's name,
and shifts every column. A comma that stands in a text without quotation marks is the commoner cause.
"""

import csv
from collections.abc import Mapping
from pathlib import Path

from models.errors import BadInput

NAMED = 'data_files="rows.csv"'


def check_cells(file: Path, options: Mapping[str, str], code: Path | None = None) -> None:
    """Refuse a line with more cells than the heading; those it lacks at its end are missing, as in the library.

    Cells longer than `csv` allows in this process are left to the library.

    Args:
        file: the table.
        options: its "sep" and "encoding", where they are not the usual.
        code: what reads the file. Where lines end with separators that begin no cell, it is told which columns count.

    Raises:
        BadInput: which line, and how many cells.
    """
    has_empty_ends = False
    with file.open(encoding=options.get("encoding", "utf-8-sig"), errors="replace", newline="") as text:
        lines = csv.reader(text, delimiter=options.get("sep", ","))
        try:
            heading = next((line for line in lines if any(cell.strip() for cell in line)), [])
            for line in lines:
                rest = line[len(heading) :]
                if any(cell.strip() for cell in rest):
                    values = {"line": lines.line_num, "cells": len(line), "headings": len(heading)}
                    raise BadInput("data.line_has_more_cells_than_headings", **values)
                has_empty_ends = has_empty_ends or bool(rest)
        except csv.Error:
            return  # the library says what it makes of it
    if has_empty_ends and code is not None:
        told = f"{NAMED}, usecols={list(range(len(heading)))}"
        code.write_text(code.read_text(encoding="utf-8").replace(NAMED, told), encoding="utf-8")
