"""One run of a task as a page follows it: what it is doing, the answer so far, the answer."""

import time
from collections.abc import Iterator
from concurrent.futures import wait
from dataclasses import dataclass
from typing import Any

from models.errors import AppError
from tabs.run.compute import Computed, compute, start
from tabs.run.engine import Engine
from tabs.run.job import Job
from tabs.run.report import describe_progress, measure_part
from tabs.run.usual import expect_s, remember_s
from tabs.task import Request, Task

__all__ = ["Answer", "Computed", "Job", "Update", "compute", "draw", "run", "start"]

POLL_S = 0.2
"""How often a waiting page hears of the progress, and how soon Stop is noticed."""


@dataclass(frozen=True)
class Update:
    """A run under way.

    Attributes:
        message: what it is doing, in words.
        values: the outputs' values so far, or None for no change.
        part: how much of it is done, 0 to 1; None where nobody knows.
        by: in words, whose finished answer the outputs show while a better one is made; "" for nobody's.
    """

    message: str
    values: tuple[Any, ...] | None
    part: float | None = None
    by: str = ""


@dataclass(frozen=True)
class Answer:
    """A finished run: the outputs' values in order, the pipeline's own output, and how it went."""

    values: tuple[Any, ...]
    raw: Any
    run: dict[str, Any]


def run(task: Task, engine: Engine, request: Request) -> Iterator[Update | Answer]:
    """Run a task; yield Updates and at last the Answer.

    Closing the iterator stops the run: within a token while generating, otherwise before the next batch.

    Raises:
        AppError: the request cannot be answered; the message says why and what to do.
    """
    job = Job(request.visitor.address)
    started_s = time.monotonic()
    future = start(task, engine, request, job)
    try:
        while not wait([future], POLL_S).done:
            progress = engine.progress(job.key) if job.key else None
            elapsed_s, usual_s = time.monotonic() - started_s, expect_s(task.id, job.key)
            message = describe_progress(progress, job.message, elapsed_s, usual_s)
            part = measure_part(progress, job.message, elapsed_s, usual_s)
            words = " · ".join(filter(None, [job.answered_first, message]))
            yield Update(words, draw_latest(task, job), part, job.answered_first)
        if isinstance(future.exception(), AppError) and (values := draw_latest(task, job)) is not None:
            yield Update("", values, by=job.answered_first)  # a first answer outlives the failure of the full model
        done = future.result()
        remember_s(task.id, job.key, time.monotonic() - started_s - done.report["load_s"])
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
