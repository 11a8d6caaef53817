"""What the system lets a child process take. Where there is no `resource` module (Windows), nothing."""

import contextlib
import ctypes
import math
import os
import sys
import time
from pathlib import Path

try:
    import resource
except ImportError:
    resource = None  # type: ignore[assignment]

NICENESS = 5
LARGEST_FILE_BYTES = 1_000_000
"""Libraries try out their temporary folder when they are imported."""

NO_NEW_PRIVILEGES = 38
"""PR_SET_NO_NEW_PRIVS of Linux' prctl."""

STATM = Path("/proc/self/statm")


def settle_in() -> None:
    """Give up what a decoder needs not: core dumps, the writing of large files, new privileges, the right of way."""
    if resource is None:
        return
    for name, most in (("RLIMIT_CORE", 0), ("RLIMIT_FSIZE", LARGEST_FILE_BYTES)):
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(getattr(resource, name), (most, most))
    with contextlib.suppress(OSError):
        os.nice(NICENESS)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0)


def bound(address_bytes: int, cpu_s: float) -> None:
    """Limit what this process may take from now on, beyond what it has taken already.

    Args:
        address_bytes: of address space; only Linux keeps to it, macOS accepts the number and ignores it.
        cpu_s: of all threads together; past them the system ends the process.
    """
    if resource is None:
        return
    _limit(resource.RLIMIT_CPU, math.ceil(time.process_time() + cpu_s))
    if STATM.exists():
        mapped = int(STATM.read_text().split()[0]) * resource.getpagesize()
        _limit(resource.RLIMIT_AS, mapped + address_bytes)


def _limit(kind: int, wanted: int) -> None:
    """Set a limit, or the one that this process was started with where that is lower."""
    most = resource.getrlimit(kind)[1]
    resource.setrlimit(kind, (wanted if most == resource.RLIM_INFINITY else min(wanted, most), most))


def unbound() -> None:
    """Lift the limits of the call before: what is imported for the next one is not to fail of them."""
    if resource is None:
        return
    for kind in (resource.RLIMIT_CPU, resource.RLIMIT_AS):
        most = resource.getrlimit(kind)[1]
        resource.setrlimit(kind, (most, most))


def resident_bytes() -> int:
    """Return the memory this process holds; 0 where that cannot be told."""
    if resource is None or not STATM.exists():
        return 0
    return int(STATM.read_text().split()[1]) * resource.getpagesize()
