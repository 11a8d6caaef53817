"""By which a file of the Hub is known: the SHA-256 of a large one, the git object id of a small one."""

import hashlib
from typing import Any

SHA256_DIGITS, GIT_OBJECT_DIGITS = 64, 40


def begin_digest(etag: str, size_bytes: int) -> Any:
    """Return the digest by which a file with this etag is known, before any of its bytes; None where it is unknown."""
    if len(etag) == SHA256_DIGITS:
        return hashlib.sha256()
    if len(etag) == GIT_OBJECT_DIGITS:
        return hashlib.sha1(b"blob %d\0" % size_bytes, usedforsecurity=False)
    return None


def is_that_file(content: bytes, etag: str) -> bool:
    """Tell whether some bytes are the file with this etag, and not what a proxy put in its place."""
    digest = begin_digest(etag, len(content))
    if digest is None:
        return False
    digest.update(content)
    return bool(digest.hexdigest() == etag)
