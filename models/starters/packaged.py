"""Files that installed packages bring along, read as data: their Python code is never imported."""

import functools
import hashlib
import importlib.metadata
from dataclasses import dataclass
from pathlib import Path

from models.errors import ModelRefused, SourceError


@dataclass(frozen=True, slots=True)
class PackagedFile:
    """One file of an installed distribution and what it must contain.

    Attributes:
        distribution: the distribution's name on PyPI.
        path: where the file lies, relative to the folder the distribution was installed into.
        sha256: the SHA-256 of its bytes, in hexadecimal.
    """

    distribution: str
    path: str
    sha256: str


def checked_path(file: PackagedFile) -> Path:
    """Find the file and check its SHA-256.

    The digest is remembered for as long as the process lives and the file keeps its size and time stamp.

    Raises:
        SourceError: the distribution is not installed, or installed without the file.
        ModelRefused: the file is there but its bytes are not the expected ones.
    """
    path = _find(file)
    status = path.stat()
    if _sha256(path, status.st_size, status.st_mtime_ns) != file.sha256:
        raise ModelRefused("models.file_package_distribution_not_one_app", distribution=file.distribution)
    return path


def _find(file: PackagedFile) -> Path:
    try:
        distribution = importlib.metadata.distribution(file.distribution)
    except importlib.metadata.PackageNotFoundError:
        raise _not_installed(file, "models.package_is_not_installed") from None
    path = Path(str(distribution.locate_file(file.path)))
    if not path.is_file():
        raise _not_installed(file, "models.package_lacks_its_files")
    return path


def _not_installed(file: PackagedFile, key: str) -> SourceError:
    return SourceError(key, distribution=file.distribution)


@functools.lru_cache(maxsize=64)
def _sha256(path: Path, size_bytes: int, modified_ns: int) -> str:
    """Digest the file; its size and time stamp are only part of what the answer is remembered under."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
