"""The folder for uploads and answers: one a server, out of other users' way, cleaned, and bounded in total."""

import contextlib
import os
import shutil
import stat
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

GRACE_S = 600.0
"""What is younger may be in use and stays, even where room is scarce."""

RESERVE_BYTES = 200 * 10**6
"""What stays free on the disk."""

BLOCK_BYTES = 4096
"""What even an empty file counts for."""

LOCK = "in-use"


def own_folder(parent: Path | None = None) -> Path:
    """Make a new folder for this server, below one that only this user of the machine can enter.

    Folders of servers that have ended are removed. Gradio's own choice, one folder for all users of the machine,
    stops the second user's server.
    """
    home = private_folder(parent or Path(tempfile.gettempdir()))
    for left in home.iterdir():
        if left.is_dir() and not in_use(left):
            shutil.rmtree(left, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix="run-", dir=home))
    hold(folder)
    return folder


def private_folder(parent: Path) -> Path:
    """Return the user's folder below the parent; a new one where somebody else has taken its name."""
    user = os.getuid() if hasattr(os, "getuid") else 0
    folder = parent / f"playground-{user}"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or (hasattr(os, "getuid") and found.st_uid != user):
        return Path(tempfile.mkdtemp(prefix=f"playground-{user}-", dir=parent))
    folder.chmod(0o700)
    return folder


HELD: list[Any] = []
"""Open lock files: the locks last as long as the process."""


def hold(folder: Path) -> None:
    """Mark a folder as in use for as long as this process lives."""
    lock = (folder / LOCK).open("w")
    if fcntl:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    HELD.append(lock)


def in_use(folder: Path) -> bool:
    """Tell whether a living server holds the folder; one that is being made counts."""
    if fcntl is None or age_s(folder) < GRACE_S / 100:
        return age_s(folder) < 24 * 3600
    try:
        with (folder / LOCK).open() as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return False


def age_s(path: Path) -> float:
    """Return the time since a file came here or was last asked for, by its ctime, as Gradio does."""
    try:
        return time.time() - path.lstat().st_ctime
    except OSError:
        return 0.0


class UploadFolder:
    """Says whether more may come, and makes room: what is too old goes, then, where needed, the oldest."""

    def __init__(self, path: Path, most_bytes: int, keep_s: float, free: Callable[[Path], int] | None = None) -> None:
        """Bound the folder at that path; `free` tells how much the disk has left."""
        self.path = path
        self.most_bytes = most_bytes
        self.keep_s = keep_s
        self.free = free or (lambda folder: shutil.disk_usage(folder).free)
        self.kept: frozenset[Path] = frozenset()
        self.promised_bytes = 0
        self.lock = threading.Lock()

    def keep_what_is_new(self, since: float) -> None:
        """Never remove what was put here since then (seconds since 1970): the page's own examples."""
        self.kept = frozenset(file for file in self.files() if file.stat().st_ctime >= since)

    def files(self) -> Iterator[Path]:
        """Yield every file."""
        for folder, _, names in os.walk(self.path):
            yield from (Path(folder) / name for name in names if name != LOCK)

    def promise(self, length: int) -> bool:
        """Set room aside for an upload of that many bytes, making some if need be; tell whether there is enough."""
        with self.lock:
            wanted = self.promised_bytes + length
            if not self.has_room(wanted) and not self.has_room(wanted, self.tidy_for(wanted)):
                return False
            self.promised_bytes = wanted
            return True

    def release(self, length: int) -> None:
        """Give back what was set aside, once the upload is there or has failed."""
        with self.lock:
            self.promised_bytes -= length

    def has_room(self, wanted: int, used: int | None = None) -> bool:
        """Tell whether so many bytes fit, both in the folder's bound and on the disk."""
        if not self.path.exists():
            self.path.mkdir(parents=True)
        used = sum(size for _, size, _ in measured(self.files())) if used is None else used
        return used + wanted <= self.most_bytes and self.free(self.path) >= wanted + RESERVE_BYTES

    def tidy(self) -> None:
        """Remove what is too old, and what goes beyond the bound."""
        with self.lock:
            self.tidy_for(0)

    def tidy_for(self, wanted: int) -> int:
        """Remove files until so many bytes fit; return how many bytes are left in the folder."""
        found = sorted(measured(file for file in self.files() if file not in self.kept))
        used = sum(size for _, size, _ in measured(self.files()))
        now = time.time()
        for touched, size, file in found:
            crowded = used + wanted > self.most_bytes or self.free(self.path) < wanted + RESERVE_BYTES
            stray = file.parent == self.path  # an upload that was broken off
            old = now - touched > (GRACE_S if crowded or stray else self.keep_s)
            if old and remove(file):
                used -= size
        return used


def measured(files: Iterable[Path]) -> Iterator[tuple[float, int, Path]]:
    """Yield time, size in bytes and path of each file that is still there."""
    for file in files:
        try:
            found = file.lstat()
        except OSError:
            continue
        yield found.st_ctime, max(found.st_size, BLOCK_BYTES), file


def remove(file: Path) -> bool:
    """Remove a file, and its folder where nothing else is in it; tell whether the file is gone."""
    try:
        file.unlink()
    except OSError:
        return False
    with contextlib.suppress(OSError):
        file.parent.rmdir()
    return True
