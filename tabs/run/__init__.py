"""One run of a task as a page follows it: what it is doing, the answer so far, the answer."""

import time
from collections.abc import Iterator
from concurrent.futures import wait
from dataclasses import dataclass
from typing import Any

from models.cache import ModelCache
from models.errors import AppError
from tabs.run.compute import Computed, compute, start
from tabs.run.job import Job
from tabs.run.report import describe_progress
from tabs.task import Request, Task

__all__ = ["Answer", "Computed", "Job", "Update", "compute", "draw", "run", "start"]

POLL_S = 0.2
"""How often a waiting page hears of the progress, and how soon Stop is noticed."""


@dataclass(frozen=True)
class Update:
    """A run under way: what it is doing, in words, and the outputs' values so far, or None for no change."""

    message: str
    values: tuple[Any, ...] | None


@dataclass(frozen=True)
class Answer:
    """A finished run: the outputs' values in order, the pipeline's own output, and how it went."""

    values: tuple[Any, ...]
    raw: Any
    run: dict[str, Any]


def run(task: Task, cache: ModelCache[Any], request: Request) -> Iterator[Update | Answer]:
    """Run a task; yield Updates and at last the Answer.

    Closing the iterator stops the run: within a token while generating, otherwise before the next batch.

    Raises:
        AppError: the request cannot be answered; the message says why and what to do.
    """
    job = Job(request.visitor.address)
    started_s = time.monotonic()
    future = start(task, cache, request, job)
    try:
        while not wait([future], POLL_S).done:
            progress = cache.progress(job.key) if job.key else None
            words = [job.answered_first, describe_progress(progress, job.message, time.monotonic() - started_s)]
            yield Update(" · ".join(filter(None, words)), draw_latest(task, job))
        if isinstance(future.exception(), AppError) and (values := draw_latest(task, job)) is not None:
            yield Update("", values)  # a starter's first answer outlives the failure of the full model
        done = future.result()
        yield Answer(draw(task, done.raw, done.inputs), done.raw, done.report)
    finally:
        job.stop()
        future.cancel()


def draw_latest(task: Task, job: Job) -> tuple[Any, ...] | None:
    """Return the outputs' values for the latest unfinished answer, None if there is nothing new."""
    partials = job.take_partials()
    return draw(task, partials[-1], job.inputs) if partials else None


def draw(task: Task, raw: Any, inputs: dict[str, Any]) -> tuple[Any, ...]:
    """Return the outputs' values for a pipeline's output."""
    values = task.render(raw, **inputs)
    return values if len(task.outputs) > 1 else (values,)
