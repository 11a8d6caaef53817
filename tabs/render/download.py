"""Files to take away, as links that hold the file themselves: nothing is written to the server's disk."""

import csv
import html
import io
import re
import unicodedata
from collections.abc import Iterable, Sequence

import numpy as np

from tabs.render.data_url import make_data_url


def draw_link(name: str, content: str, words: str, media_type: str = "text/plain") -> str:
    """Return an HTML link that saves the content as a file of that name."""
    address = make_data_url(content.encode("utf-8"), f"{media_type};charset=utf-8")
    return f"<a class='download' download='{html.escape(name, quote=True)}' href='{address}'>{html.escape(words)}</a>"


def write_vectors_csv(names: Sequence[str], vectors: np.ndarray) -> str:
    """Return a CSV table with a row a vector: its name, then its numbers. `vectors` is float (n, d)."""
    return to_csv([name, *(f"{number:.6g}" for number in vector)] for name, vector in zip(names, vectors, strict=True))


def to_csv(rows: Iterable[Sequence[str]]) -> str:
    """Return rows of cells as CSV that does nothing when a spreadsheet opens it."""
    table = io.StringIO()
    csv.writer(table, lineterminator="\n").writerows([harmless(cell) for cell in row] for row in rows)
    return table.getvalue()


def harmless(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula: one that begins like that gets an apostrophe before it.

    See OWASP, "CSV Injection". Numbers stay numbers. A carriage return alone would begin a row, unquoted by csv.
    """
    cell = cell.replace("\r\n", "\n").replace("\r", "\n")
    begins_like_one = unicodedata.normalize("NFKC", cell).lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\n"))
    return f"'{cell}" if begins_like_one and not re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?", cell) else cell
