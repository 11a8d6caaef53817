"""Which column of a table is which input of a task, and a row's cells as payloads."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from models.errors import BadInput
from tabs.kinds import LABELS, LINES
from tabs.many.rows import File
from tabs.read.upload import store_upload
from tabs.task import Input, Task
from tabs.words import say

NAMES = {
    "text": ("sentence", "review", "comment", "message", "content", "body", "description", "tweet", "文本", "内容"),
    "question": ("query", "q", "问题"),
    "context": ("passage", "paragraph", "article", "document", "text", "上下文"),
    "candidate_labels": ("labels", "choices", "options", "candidates"),
    "image": ("picture", "photo", "img"),
    "audio": ("sound", "speech", "recording"),
}
"""What columns are called that hold an input, beside its own name."""

HELD_BY = {"picture": "image", "sound": "audio", "video": "video"}
"""The media type of inputs that a column of that kind fills."""


def fits(one: Input, column_kind: str) -> bool:
    """Tell whether a column of that kind can fill an input."""
    if one.kind.name == "document":
        return column_kind in ("document", "picture")
    if one.kind.name in ("pictures", "messages"):
        return False  # several in one cell
    if one.kind.media:
        return HELD_BY.get(column_kind) == one.kind.media
    return column_kind not in (*HELD_BY, "document")


def list_fitting(one: Input, columns: Mapping[str, str]) -> list[str]:
    """Return the columns that can fill an input, in their order."""
    return [column for column, kind in columns.items() if fits(one, kind)]


def guess_columns(task: Task, columns: Mapping[str, str]) -> dict[str, str]:
    """Return for each input the column that probably fills it, "" where none does.

    A column of the input's own name comes first, then one of a name that is often meant; then the first input, and
    every one that takes files, gets the first column of its kind that is left.
    """
    found: dict[str, str] = {}
    for one in task.inputs:
        wanted = (one.name, *NAMES.get(one.name, ()))
        named = {column.strip().lower(): column for column in list_fitting(one, columns)}
        found[one.name] = next((named[name] for name in wanted if name in named), "")
    for place, one in enumerate(task.inputs):
        left = [column for column in list_fitting(one, columns) if column not in found.values()]
        texts = [column for column in left if columns[column] == "text"]
        if not found[one.name] and left and (one.kind.media or place == 0):
            found[one.name] = (texts or left)[0]
    return found


def check_columns(task: Task, chosen: Mapping[str, str], columns: Mapping[str, str]) -> None:
    """Refuse a choice of columns that cannot be.

    Raises:
        BadInput: there is no such column for this input, or none is chosen at all.
    """
    for one in task.inputs:
        if chosen.get(one.name) and chosen[one.name] not in list_fitting(one, columns):
            raise BadInput("many.no_such_column", column=chosen[one.name][:60], input=say(one.label))
    if not any(chosen.get(one.name) for one in task.inputs):
        raise BadInput("many.no_column")


def make_payloads(
    task: Task, chosen: Mapping[str, str], sent: Mapping[str, Any], cells: Mapping[str, Any], folder: Path
) -> dict[str, Any]:
    """Return a row's payloads by input: of the chosen column, else as in the panel.

    Args:
        task: what is asked.
        chosen: a column for each input, "" for none.
        sent: what stands in the panel.
        cells: of the row.
        folder: in the upload folder, for the row's files; the caller removes it.
    """
    return {
        one.name: write_payload(one, cells[chosen[one.name]], folder) if chosen.get(one.name) else sent.get(one.name)
        for one in task.inputs
    }


def write_payload(one: Input, cell: Any, folder: Path) -> Any:
    """Return one cell as the payload that the input's kind reads."""
    if isinstance(cell, File):
        return {**store_upload(cell.content, folder), "orig_name": cell.name}
    if isinstance(cell, list) and all(isinstance(part, str) for part in cell):
        return ("\n" if one.kind is LINES else ", " if one.kind is LABELS else " ").join(cell)
    if isinstance(cell, list | dict):
        return json.dumps(cell, ensure_ascii=False, default=str)
    return "" if cell is None else str(cell)
