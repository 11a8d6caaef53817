"""The heart: a request's payloads are read, a model is chosen, and the engine answers with it.

Nothing is drawn here: the page, the endpoints and the plain doors each do with `raw` what they need.
"""

import logging
import time
import uuid
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass
from typing import Any

from PIL import Image

from models import hub
from models.key import ModelKey
from tabs.read.audio import Audio
from tabs.read.image import remarks_on
from tabs.read.parameter import read_parameter
from tabs.read.table import Table
from tabs.run.choice import RawAndReport, use_full_or_starter
from tabs.run.engine import Engine, is_loaded
from tabs.run.job import REQUEST, Job
from tabs.task import Parameter, Request, Task
from tabs.words import say

RUNS = logging.getLogger("playground.runs")
"""A line for each finished run, and its numbers as the record's extra fields."""

TRY_INSTANTLY = Parameter("try_instantly", "Try has_first_answer", False)

WORKERS = ThreadPoolExecutor(max_workers=96, thread_name_prefix="run")
"""Runs leave the page's threads: Gradio moves a generator from thread to thread, a loaded pipeline is
handed to one thread."""


@dataclass(frozen=True)
class Computed:
    """A finished run.

    Attributes:
        inputs: the values that were read, by name.
        raw: the pipeline's own output.
        report: how the run went: see tabs.run.report.report_run; "note" where there is something to know.
        tokens: how many tokens were generated; 0 where nobody counted them.
        cut: whether they are as many as were allowed.
    """

    inputs: dict[str, Any]
    raw: Any
    report: dict[str, Any]
    tokens: int = 0
    cut: bool = False


def start(task: Task, engine: Engine, request: Request, job: Job) -> "Future[Computed]":
    """Compute in a worker thread; partial answers come through the job."""
    return WORKERS.submit(copy_context().run, compute, task, engine, request, job)  # whose visitor it is, for ZeroGPU


def compute(task: Task, engine: Engine, request: Request, job: Job) -> Computed:
    """Answer a request in the calling thread, and tell the log of it: nothing of what was in it.

    Raises:
        AppError: the request cannot be answered; the message says why and what to do.
    """
    started_s, outcome = time.monotonic(), "answered"
    REQUEST.set(uuid.uuid4().hex[:12])
    try:
        with hub.logged_in(request.visitor.token):
            return answer(task, engine, request, job)
    except Exception as error:
        outcome = type(error).__name__
        raise
    finally:
        seconds = time.monotonic() - started_s
        model = name_for_log(job.key) if outcome != "ModelNotFound" else ""
        told = {"task": task.id, "model": model, "seconds": round(seconds, 3), "outcome": outcome}
        RUNS.info("%(task)s %(model)s %(seconds).3f s %(outcome)s", told, extra=told)


def name_for_log(key: ModelKey | None) -> str:
    """Return a model's name, "" where it is a folder, trained here or for one visitor alone."""
    return key.model if key and key.source in ("hub", "starter") and not key.visitor else ""


def answer(task: Task, engine: Engine, request: Request, job: Job) -> Computed:
    """Read the inputs, choose the model, use it."""
    inputs = {one.name: one.read(request.inputs.get(one.name)) for one in task.inputs}
    parameters = {one.name: read_parameter(one, request.parameters.get(one.name)) for one in task.parameters}
    first = bool(read_parameter(TRY_INSTANTLY, request.try_instantly))
    job.inputs = inputs

    def use(key: ModelKey) -> RawAndReport:
        job.key = key
        return engine.answer(task, key, job, inputs, parameters)

    def has_first_answer(key: ModelKey) -> bool:
        return first and not is_loaded(engine, key)

    raw, report = use_full_or_starter(task, request, use, job, has_first_answer=has_first_answer)
    note = " ".join(filter(None, [job.note, note_reading(inputs)]))
    told = {**report, **({"note": note} if note else {})}
    most = int(parameters.get("max_new_tokens", 0))
    return Computed(inputs, raw, told, job.tokens, 0 < most <= job.tokens)


def note_reading(inputs: dict[str, Any]) -> str:
    """Say what of pictures, sound and tables was left out or changed when they were read; "" where nothing was."""
    given = [one for value in inputs.values() for one in (value if isinstance(value, list) else [value])]
    remarks = [remark for one in given if isinstance(one, Image.Image) for remark in remarks_on(one)]
    heard = [one.note for one in given if isinstance(one, Audio)]
    titles = [one.title[:60] for one in given if isinstance(one, Table) and one.title]
    told = [say("run.title_was_taken_for_tables_title", title=title) for title in titles]
    return " ".join(dict.fromkeys(filter(None, remarks + heard + told)))
