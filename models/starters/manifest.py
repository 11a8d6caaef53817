"""What a prepared folder holds, so that one that was cut off later, by a full disk or a sync program, is noticed."""

import json
from pathlib import Path

NAME = ".manifest.json"


def write_manifest(folder: Path) -> None:
    """Note the length in bytes of each file of a finished folder."""
    sizes = {file.relative_to(folder).as_posix(): file.stat().st_size for file in folder.rglob("*") if file.is_file()}
    (folder / NAME).write_text(json.dumps(sizes, indent=1), encoding="utf-8")


def is_whole(folder: Path) -> bool:
    """Tell whether a folder has a manifest and every file as long as that says."""
    try:
        sizes = json.loads((folder / NAME).read_text(encoding="utf-8"))
        return all((folder / name).stat().st_size == size for name, size in sizes.items())
    except (OSError, ValueError, AttributeError):
        return False
