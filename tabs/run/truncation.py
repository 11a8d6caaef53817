"""Texts and labels longer than a model reads."""

from collections.abc import Sequence
from typing import Any

from models.errors import BadInput
from models.length import surely_fits, token_count, token_limit
from tabs.run.job import Job
from tabs.words import say


def note_length(pipe: Any, job: Job, text: str, text_pair: str = "") -> None:
    """Make sure that the pipeline cuts what its model cannot read, and tell the user if it will."""
    limit = token_limit(pipe)
    if limit is None or surely_fits(text + text_pair, limit):
        return
    tokens = token_count(pipe, text) + (token_count(pipe, text_pair) if text_pair else 0)
    if tokens > limit:
        job.note = say("common.text_longer_than_model_reads", limit=limit, tokens=tokens)


def note_long_lines(pipe: Any, job: Job, lines: Sequence[str]) -> None:
    """Do the same for texts that are read one by one."""
    limit = token_limit(pipe)
    count = sum(token_count(pipe, line) > limit for line in lines) if limit else 0
    if count:
        job.note = say("run.lines_longer_than_model_reads", count=count, limit=limit)


def check_label_length(pipe: Any, labels: Sequence[str], template: str, share: float = 1) -> None:
    """Refuse labels that take more than this share of what the model reads; zero-shot pipelines cut nothing off."""
    limit = token_limit(pipe)
    for label in labels:
        if limit and token_count(pipe, template.format(label)) > limit * share:
            raise BadInput("run.label_label_with_sentence_around_too", label=label[:60])
