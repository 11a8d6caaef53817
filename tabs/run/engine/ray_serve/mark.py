"""The mark of a model between heads and replicas, from which nobody reads its name."""

import hashlib

from models.key import ModelKey


def mark_of(key: ModelKey) -> str:
    """Return the mark of a pipeline: the same whatever device it is on."""
    words = (key.task, key.source, key.model, key.revision, key.dtype, key.pickle, key.known, key.visitor)
    return hashlib.blake2b(repr(words).encode(), digest_size=8).hexdigest()
