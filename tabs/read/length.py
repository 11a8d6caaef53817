"""Texts longer than a model reads."""

from typing import Any

from models.length import token_count, token_limit


def note_length(pipe: Any, job: Any, text: str) -> None:
    """Make sure that the pipeline cuts what its model cannot read, and tell the user if it will."""
    limit = token_limit(pipe)
    tokens = token_count(pipe, text)
    if limit and tokens > limit:
        job.note = f"The text is longer than this model reads: only the first {limit:,} of {tokens:,} tokens count."
