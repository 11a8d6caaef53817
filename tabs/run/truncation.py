"""Texts and labels longer than a model reads."""

from collections.abc import Sequence
from typing import Any

from models.errors import BadInput
from models.length import token_count, token_limit
from tabs.run.job import Job


def note_length(pipe: Any, job: Job, text: str, text_pair: str = "") -> None:
    """Make sure that the pipeline cuts what its model cannot read, and tell the user if it will."""
    limit = token_limit(pipe)
    tokens = token_count(pipe, text) + (token_count(pipe, text_pair) if text_pair else 0)
    if limit and tokens > limit:
        job.note = f"The text is longer than this model reads: only the first {limit:,} of {tokens:,} tokens count."


def note_long_lines(pipe: Any, job: Job, lines: Sequence[str]) -> None:
    """Do the same for texts that are read one by one."""
    limit = token_limit(pipe)
    count = sum(token_count(pipe, line) > limit for line in lines) if limit else 0
    if count:
        job.note = f"Lines longer than this model reads: {count}. Of these only the first {limit:,} tokens count."


def check_label_length(pipe: Any, labels: Sequence[str], template: str, share: float = 1) -> None:
    """Refuse labels that take more than this share of what the model reads; zero-shot pipelines cut nothing off."""
    limit = token_limit(pipe)
    for label in labels:
        if limit and token_count(pipe, template.format(label)) > limit * share:
            raise BadInput(
                f"The label “{label[:60]}…” with the sentence around it is too long for this model. "
                "Use a word or a short phrase."
            )
