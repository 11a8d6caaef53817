"""Reading tables: CSV, or what is pasted from a spreadsheet."""

import codecs
import csv
import io
import re
from dataclasses import dataclass, replace
from typing import Any

from models.errors import BadInput
from tabs.read.text import check_length, clean, read_characters
from tabs.read.upload import read_upload
from tabs.words import say

MAX_ROWS = 250
MAX_COLUMNS = 32
"""TAPAS numbers rows and columns up to 256 (Herzig et al. 2020), and reads far fewer cells at once."""

MAX_BYTES = 1_000_000
SEPARATORS = ("\t", ";", ",", "|")
UNUSED_BYTES = {0x81, 0x8D, 0x8F, 0x90, 0x9D}
"""That stand for nothing in Windows' code, which has the euro sign and curly quotes where Latin-1 has none."""

CERTAIN = ("\t", ";")
"""Separators that seldom stand in texts."""

LOOKED_LINES = 20
"""From which is told what separates their cells."""

SAID = re.compile("sep=(.)\\s*\\n", re.IGNORECASE)
"""The line by which spreadsheets are told the separator."""

RULE = re.compile("\\s*:?-+:?\\s*")
"""A cell of the line under the headings of Markdown."""


@dataclass(frozen=True)
class Table:
    """Cells as texts: every row has a cell for each heading.

    Attributes:
        header: the headings, each once.
        rows: the rows below them.
        title: the line above the headings that is no part of the table, "" for none.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    title: str = ""


def read_table(payload: Any) -> Table:
    """Return the table of a CSV text, of an uploaded CSV file or of columns: headings and at least one row."""
    if isinstance(payload, dict) and not isinstance(payload.get("path"), str):
        return make_table(read_columns(payload))
    text = read_file(payload) if isinstance(payload, dict) else read_characters(payload)
    if not any(character.isalnum() for character in text):
        raise BadInput("read.there_no_table_yet")
    lines = [[cell.strip() for cell in line] for line in parse(text)]
    lines = [line for line in lines if any(line)]
    title = lines.pop(0)[0] if has_title(lines) else ""
    if len(lines) < 2:
        raise BadInput("common.table_needs_line_headings_at_least")
    return replace(make_table(lines), title=title)


def has_title(lines: list[list[str]]) -> bool:
    """Tell whether the first line is a title above the headings: a single cell over a line of several."""
    if len(lines) < 3 or [bool(cell) for cell in lines[0]].count(True) > 1 or not lines[0][0]:
        return False
    return len(lines[1]) > 1 and all(lines[1])


def read_columns(columns: dict[str, Any]) -> list[list[str]]:
    """Return the heading and the rows of columns by their headings, every cell a text."""
    cells = list(columns.values())
    if not cells or not all(isinstance(one, list) and len(one) == len(cells[0]) for one in cells) or not cells[0]:
        raise BadInput("read.table_object_columns_one_length")
    check_length(sum(len(str(cell)) for one in cells for cell in one))
    rows = zip(*cells, strict=True)
    return [
        [clean(str(name)).strip() for name in columns],
        *([clean(str(cell)).strip() for cell in row] for row in rows),
    ]


def read_file(payload: dict[str, Any]) -> str:
    """Return an uploaded file's text."""
    file = read_upload(payload, "table")
    if file.stat().st_size > MAX_BYTES:
        raise BadInput("read.file_larger_than_1_mb")
    content = file.read_bytes()
    text = decode(content)
    if "\x00" in text:
        raise BadInput("read.file_not_text")
    return text


def decode(content: bytes) -> str:
    """Return a file's text, in UTF-8, in what spreadsheets call Unicode text, or as Windows writes Western letters."""
    marked = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return content.decode("utf-16" if marked else "utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252" if not UNUSED_BYTES & set(content) else "latin-1")


def parse(text: str) -> list[list[str]]:
    """Return the lines of cells, cut at the separator that is named, or else at the likeliest."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff").lstrip("\n")
    said = SAID.match(lines)
    try:
        if said:
            return list(csv.reader(io.StringIO(lines[said.end() :]), delimiter=said[1]))
        separator = find_separator(lines)
        cells = list(csv.reader(io.StringIO(lines), delimiter=separator))
    except csv.Error as error:
        raise BadInput("read.table_cannot_be_read_as_csv") from error
    return strip_rules(cells) if separator == "|" else cells


def find_separator(text: str) -> str:
    """Return what cuts the first lines into as many cells each; among several, what makes most of the headings."""
    beginning = "\n".join(text.split("\n")[:LOOKED_LINES])

    def rate(separator: str) -> tuple[bool, int]:
        widths = [len(line) for line in csv.reader(io.StringIO(beginning), delimiter=separator) if any(line)]
        if separator in CERTAIN and len(widths) > 2 and widths[0] == 1:  # a title above the headings
            widths = widths[1:]
        is_even = len(widths) > 1 and min(widths) == max(widths) > 1
        return is_even, widths[0] if widths else 0

    return max(SEPARATORS, key=rate)


def strip_rules(lines: list[list[str]]) -> list[list[str]]:
    """Return the cells of a table of Markdown, without its outer bars and the line under its headings."""
    if all(len(line) > 2 and not line[0].strip() and not line[-1].strip() for line in lines if any(line)):
        lines = [line[1:-1] for line in lines]
    return [line for line in lines if not all(RULE.fullmatch(cell) for cell in line)]


def make_table(lines: list[list[str]]) -> Table:
    """Return a table as wide as its widest line; cells and headings that are missing are filled in."""
    width = max(len(line) for line in lines)
    if width > MAX_COLUMNS:
        raise BadInput("read.table_has_width_columns", width=width, max_columns=MAX_COLUMNS)
    if len(lines) - 1 > MAX_ROWS:
        raise BadInput("read.table_has_lines_rows", lines=len(lines) - 1, max_rows=MAX_ROWS)
    first, *rows = (tuple(line + [""] * (width - len(line))) for line in lines)
    header = [name or say("read.column_number", number=number) for number, name in enumerate(first, 1)]
    return Table(tell_apart(header), tuple(rows))


def tell_apart(header: list[str]) -> tuple[str, ...]:
    """Return the headings, each once: of equal ones the second is "Score (2)"."""
    told: list[str] = []
    for name in header:
        number, new = 1, name
        while new in told:
            number += 1
            new = f"{name} ({number})"
        told.append(new)
    return tuple(told)


def write_table(text: str) -> str:
    """Return the table as the Python dictionary of columns that the pipeline takes."""
    table = read_table(text)
    columns = zip(*table.rows, strict=True)
    return repr({name: list(column) for name, column in zip(table.header, columns, strict=True)})
