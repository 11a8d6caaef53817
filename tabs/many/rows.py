"""The rows that somebody brings: of a table, of a zip, or a file each. Read once, by the Data page's readers."""

import re
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from models.data.bring import read_source
from models.data.sources import FORMS, source_of_file
from models.data.store import kind_of
from models.data.unpacking import PICTURES, SOUNDS
from models.errors import BadInput
from models.libraries import import_datasets
from tabs.many.limits import ManyLimits

if TYPE_CHECKING:
    from datasets import Dataset

FILE = "file"
"""The one column of rows that are files."""

VIDEOS = (".mp4", ".webm", ".mov", ".mkv", ".avi")
KINDS = {
    **dict.fromkeys((*PICTURES, ".avif", ".heic"), "picture"),
    **dict.fromkeys(SOUNDS, "sound"),
    **dict.fromkeys(VIDEOS, "video"),
    ".pdf": "document",
}
"""What a file is, by the ending of its name."""

MOST_NAME = 80


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was sent: where it lies, and how its sender calls it."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class File:
    """A cell that is a picture, a sound, a video or a document."""

    name: str
    content: bytes


def bring_rows(uploads: Sequence[Upload], folder: Path, limits: ManyLimits) -> None:
    """Read what was sent into a folder, where `open_rows` finds it.

    Raises:
        BadInput: it cannot be read, or is more than this server takes.
    """
    tables = [one for one in uploads if ending_of(one.name) in FORMS]
    files = [one for one in uploads if ending_of(one.name) in KINDS]
    if not uploads or len(tables) + len(files) < len(uploads):
        raise BadInput("many.not_readable")
    if tables and len(uploads) > 1:
        raise BadInput("many.one_table")
    if limits.kept_bytes and sum(one.path.stat().st_size for one in uploads) > limits.kept_bytes:
        raise BadInput("many.too_many_bytes", megabytes=limits.kept_bytes // 10**6)
    if tables:
        read_source(source_of_file(tables[0].path, tables[0].name), tables[0].path, folder)
        remove_all_but(folder, ("ready", "state.json"))
    else:
        copy_files(files, folder / "given")
    count = open_rows(folder).count
    if limits.rows and count > limits.rows:
        raise BadInput("many.too_many_rows", count=count, most=limits.rows)


def remove_all_but(folder: Path, kept: Sequence[str]) -> None:
    """Remove what reading left in a folder."""
    for one in folder.iterdir():
        if one.name in kept:
            continue
        if one.is_dir():
            shutil.rmtree(one, ignore_errors=True)
        else:
            one.unlink()


def copy_files(uploads: Sequence[Upload], folder: Path) -> None:
    """Copy files in their order, each under its number and name."""
    folder.mkdir(parents=True)
    for number, one in enumerate(uploads):
        name = re.sub(r"[^\w. -]", "_", PurePath(one.name).name)[-MOST_NAME:]
        shutil.copyfile(one.path, folder / f"{number:06}-{name}")


def ending_of(name: str) -> str:
    """Return the ending of a file's name, in small letters."""
    return PurePath(name).suffix.lower()


class FileRows:
    """Rows that are files, one each."""

    def __init__(self, folder: Path) -> None:
        self.files = sorted(folder.iterdir())
        self.count = len(self.files)
        kinds = {KINDS.get(ending_of(one.name), "") for one in self.files}
        self.columns = {FILE: kinds.pop() if len(kinds) == 1 else "document"}

    def read(self, number: int) -> dict[str, Any]:
        """Return a row's cells by column."""
        file = self.files[number]
        return {FILE: File(file.name[7:], file.read_bytes())}

    def name(self, number: int) -> dict[str, Any]:
        """Return a row's cells as they are written into a table: files by their names."""
        return {FILE: self.files[number].name[7:]}


class TableRows:
    """Rows of a table that was read by the library `datasets`."""

    def __init__(self, folder: Path) -> None:
        import_datasets()
        from datasets import Audio, DatasetDict, Image, disable_progress_bars, load_from_disk

        disable_progress_bars()
        data = load_from_disk(str(folder))
        rows: Dataset = data["train"] if isinstance(data, DatasetDict) else data
        for column, feature in rows.features.items():
            if isinstance(feature, Image | Audio):  # this app's own readers decode
                rows = rows.cast_column(column, type(feature)(decode=False))
        self.rows, self.count = rows, len(rows)
        self.columns = {column: kind_of_feature(feature) for column, feature in rows.features.items()}

    def read(self, number: int) -> dict[str, Any]:
        """Return a row's cells by column."""
        return {column: self.cell(column, value) for column, value in self.rows[number].items()}

    def name(self, number: int) -> dict[str, Any]:
        """Return a row's cells as they are written into a table: files by their names."""
        cells = self.read(number)
        return {column: cell.name if isinstance(cell, File) else cell for column, cell in cells.items()}

    def cell(self, column: str, value: Any) -> Any:
        """Return a cell: a class by its name, a picture or sound as a File."""
        if isinstance(value, dict) and self.columns[column] in ("picture", "sound"):
            return File(PurePath(value.get("path") or "").name or column, value.get("bytes") or b"")
        names = getattr(self.rows.features[column], "names", None)
        if names and isinstance(value, int):
            return names[value] if 0 <= value < len(names) else value
        return value


Rows = FileRows | TableRows


def kind_of_feature(feature: Any) -> str:
    """Return what a column holds, in the words of models.data.store."""
    kind = getattr(feature, "_type", "")
    if kind in ("Image", "Audio"):
        return {"Image": "picture", "Audio": "sound"}[kind]
    return "label" if kind == "ClassLabel" else kind_of({"dtype": getattr(feature, "dtype", ""), "_type": kind})


def open_rows(folder: Path) -> Rows:
    """Return the rows that lie in a folder.

    Raises:
        BadInput: there are none any more.
    """
    try:
        return FileRows(folder / "given") if (folder / "given").is_dir() else TableRows(folder / "ready")
    except (OSError, ValueError) as error:
        raise BadInput("many.rows_gone") from error
