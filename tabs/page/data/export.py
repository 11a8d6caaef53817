"""The chosen rows as a file to take away."""

import csv
import html
import secrets
from pathlib import Path
from typing import TYPE_CHECKING, Any

import gradio as gr

from models.data.store import public_name
from models.errors import BadInput
from tabs.page.data.chosen import Owners, read_choice
from tabs.read.upload import find_upload_folder
from tabs.render.download import harmless
from tabs.words import say

if TYPE_CHECKING:
    from datasets import Dataset

MOST_EXPORT_BYTES = 100_000_000


def export(who: Owners, ending: str, owner: Any, *values: Any) -> list[Any]:
    """Write the chosen rows into a file to download; cells that a spreadsheet would execute are made harmless."""
    *chosen, _page = values
    _, rows, _, name, _ = read_choice(who.of(owner), tuple(chosen))
    if rows.data.nbytes * len(rows) > MOST_EXPORT_BYTES * max(1, rows.data.num_rows):
        raise BadInput("data.these_rows_are_more_than_most", most_export_bytes=MOST_EXPORT_BYTES // 1000000)
    folder = find_upload_folder() / "rows" / secrets.token_hex(16)
    folder.mkdir(parents=True)
    target = folder / f"{public_name(name)}.{ending}"
    left_out = write_csv(rows, target) if ending == "csv" else []
    if ending == "parquet":
        rows.to_parquet(str(target))
    told = f"<p>{say('data.without_left_out', left_out=html.escape(', '.join(left_out)))}</p>" if left_out else ""
    return [gr.update(value=str(target), visible=True), told]


def write_csv(rows: "Dataset", target: Path) -> list[str]:
    """Write rows as CSV, classes by name; return the columns that are left out."""
    media = [column for column, one in rows.features.items() if getattr(one, "_type", "") in ("Image", "Audio")]
    columns = [column for column in rows.column_names if column not in media]
    names = {column: list(getattr(rows.features[column], "names", None) or []) for column in columns}
    with target.open("w", encoding="utf-8", errors="replace", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow([harmless(column) for column in columns])
        for batch in rows.select_columns(columns).iter(1000):
            for cells in zip(*(batch[column] for column in columns), strict=True):
                writer.writerow(
                    [harmless(write_cell(cell, names[column])) for column, cell in zip(columns, cells, strict=True)]
                )
    return media


def write_cell(cell: Any, names: list[str]) -> str:
    """Return a cell as text: a class by its name, nothing for what is missing."""
    if cell is None:
        return ""
    return names[cell] if names and isinstance(cell, int) and 0 <= cell < len(names) else str(cell)
