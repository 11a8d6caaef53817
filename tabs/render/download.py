"""Files to take away, as links that hold the file themselves: nothing is written to the server's disk."""

import csv
import html
import io
from collections.abc import Sequence

import numpy as np

from tabs.render.data_url import make_data_url


def draw_link(name: str, content: str, words: str, media_type: str = "text/plain") -> str:
    """Return an HTML link that saves the content as a file of that name."""
    address = make_data_url(content.encode("utf-8"), f"{media_type};charset=utf-8")
    return f"<a class='download' download='{html.escape(name, quote=True)}' href='{address}'>{html.escape(words)}</a>"


def write_vectors_csv(names: Sequence[str], vectors: np.ndarray) -> str:
    """Return a CSV table with a row a vector: its name, then its numbers. `vectors` is float (n, d)."""
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    for name, vector in zip(names, vectors, strict=True):
        writer.writerow([name, *(f"{number:.6g}" for number in vector)])
    return table.getvalue()
