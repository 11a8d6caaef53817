"""Locks on files that several processes see, shared or alone; the system takes them back when a process ends."""

import contextlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows: nothing is locked, and so nothing that might be in use is ever removed
    fcntl = None  # type: ignore[assignment]


class Lock:
    """A lock that is held until let go of."""

    def __init__(self, path: Path, handle: int) -> None:
        self.path, self._handle = path, handle

    def touch(self) -> None:
        """Note that it was needed until now."""
        with contextlib.suppress(OSError):
            os.utime(self.path)

    def let_go(self, *, remove: bool = False) -> None:
        """Give the lock back, and remove its file if nobody else needs it."""
        if remove:
            self.path.unlink(missing_ok=True)
        _flock(self._handle, "LOCK_UN")  # a forked process may have the file open, too
        os.close(self._handle)


def held(path: Path) -> Lock:
    """Hold a lock together with others who hold it so; wait for one who has it alone.

    Where the file system has no locks nobody has one alone, and nothing waits.

    Raises:
        OSError: its file cannot be made.
    """
    handle = _open(path)
    _flock(handle, "LOCK_SH")
    return Lock(path, handle)


def taken_alone(path: Path) -> Lock | None:
    """Have a lock alone; None where somebody holds it, or where locks are not to be had."""
    if not fcntl:
        return None
    handle = -1
    try:
        handle = _open(path)
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        if handle >= 0:
            os.close(handle)
        return None
    return Lock(path, handle)


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Have a lock alone inside; wait for whoever holds it.

    Raises:
        OSError: its file cannot be made.
    """
    handle = _open(path)
    try:
        _flock(handle, "LOCK_EX")
        yield
    finally:
        os.close(handle)


def is_free(path: Path) -> bool:
    """Tell whether nobody holds a lock."""
    lock = taken_alone(path)
    if lock:
        lock.let_go()
    return lock is not None


def _flock(handle: int, how: str) -> None:
    if fcntl:
        with contextlib.suppress(OSError):
            fcntl.flock(handle, getattr(fcntl, how))


def _open(path: Path) -> int:
    with contextlib.suppress(FileExistsError):
        path.parent.mkdir(parents=True, exist_ok=True)
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
