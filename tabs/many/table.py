"""The rows with their answers as one table, and as a file to take away: CSV, JSON or Parquet."""

import csv
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from tabs.many.rows import Rows
from tabs.many.work import Work
from tabs.render.download import harmless

FORMS = ("csv", "json", "parquet")
TOLD = ("model", "seconds", "note", "error")
"""Columns behind the answer's own."""

Cells = dict[str, Any]


def list_answer_columns(answers: Mapping[int, Mapping[str, Any]], own: Iterable[str]) -> dict[str, str]:
    """Return the columns of the answers in the order in which they came up, each with its heading.

    A heading that the rows have themselves is given another word: "label (answer)".
    """
    names = dict.fromkeys(name for one in answers.values() for name in one.get("cells", {}))
    told = [name for name in TOLD if any(name in one for one in answers.values())]
    taken = set(own)
    return {name: f"{name} (answer)" if name in taken else name for name in [*names, *told]}


def join_row(cells: Mapping[str, Any], answer: Mapping[str, Any], headings: Mapping[str, str]) -> Cells:
    """Return a row with its answer behind it; a row that is not done yet has gaps there."""
    said = {**answer.get("cells", {}), **{name: answer[name] for name in TOLD if name in answer}}
    return {**cells, **{heading: said.get(name) for name, heading in headings.items()}}


def join_rows(work: Work, rows: Rows) -> Iterator[Cells]:
    """Yield all rows with their answers, in the order of the rows."""
    answers = work.read_answers()
    headings = list_answer_columns(answers, rows.columns)
    for number in range(rows.count):
        yield join_row(rows.name(number), answers.get(number, {}), headings)


def write_table(work: Work, rows: Rows, form: str, target: Path) -> int:
    """Write the table; return how many cells of a CSV were made harmless."""
    if form == "csv":
        return write_csv(join_rows(work, rows), target)
    if form == "json":
        write_json(join_rows(work, rows), target)
    else:
        write_parquet(list(join_rows(work, rows)), target)
    return 0


def write_csv(rows: Iterable[Cells], target: Path) -> int:
    """Write CSV in which no cell is a formula to a spreadsheet; return how many cells would have been one."""
    changed = 0
    with target.open("w", encoding="utf-8-sig", errors="replace", newline="") as stream:  # Excel needs the mark
        writer = csv.writer(stream, lineterminator="\n")
        for number, row in enumerate(rows):
            lines = [list(row), list(row.values())] if number == 0 else [list(row.values())]
            for line in lines:
                told = [write_cell(cell) for cell in line]
                safe = [harmless(cell) for cell in told]
                changed += sum(
                    cell.startswith("'") and not before.startswith("'") for cell, before in zip(safe, told, strict=True)
                )
                writer.writerow(safe)
    return changed


def write_cell(cell: Any) -> str:
    """Return a cell as text."""
    if cell is None:
        return ""
    return cell if isinstance(cell, str) else json.dumps(cell, ensure_ascii=False, default=str)


def write_json(rows: Iterable[Cells], target: Path) -> None:
    """Write a JSON array with an object for each row."""
    with target.open("w", encoding="utf-8", errors="replace") as stream:
        stream.write("[")
        for number, row in enumerate(rows):
            stream.write("\n" if number == 0 else ",\n")
            stream.write(json.dumps(row, ensure_ascii=False, default=str))
        stream.write("\n]\n")


def write_parquet(rows: list[Cells], target: Path) -> None:
    """Write Parquet; a column of several kinds is written as text."""
    import pyarrow
    import pyarrow.parquet

    columns = {column: make_array([row[column] for row in rows]) for column in rows[0]}
    pyarrow.parquet.write_table(pyarrow.table(columns), target)


def make_array(cells: list[Any]) -> Any:
    """Return a column's cells as an Arrow array."""
    import pyarrow

    try:
        return pyarrow.array(cells)
    except (pyarrow.ArrowInvalid, pyarrow.ArrowTypeError):
        return pyarrow.array([None if cell is None else write_cell(cell) for cell in cells])


def write_zip(files: Iterable[Path], target: Path) -> None:
    """Write files into a zip; pictures and sounds are packed already."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as packed:
        for file in files:
            packed.write(file, file.name)
