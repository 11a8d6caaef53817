"""The heart: a request's payloads are read, a model is chosen and lent by the cache, the task's call uses it.

Nothing is drawn here: the page, the endpoints and the plain doors each do with `raw` what they need.
"""

import logging
import time
import uuid
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass
from typing import Any, cast

from PIL import Image

from models import hub
from models.cache import ModelCache
from models.guards import guard_of
from models.interrupt import interruptible
from models.key import ModelKey
from models.zero_gpu import is_elsewhere
from tabs.read.audio import Audio
from tabs.read.image import remarks_on
from tabs.read.parameter import read_parameter
from tabs.read.table import Table
from tabs.run.choice import RawAndReport, use_full_or_starter
from tabs.run.job import REQUEST, Job
from tabs.run.report import report_run
from tabs.run.zero_gpu import use_elsewhere
from tabs.task import Parameter, Request, Task

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


def start(task: Task, cache: ModelCache[Any], request: Request, job: Job) -> "Future[Computed]":
    """Compute in a worker thread; partial answers come through the job."""
    return WORKERS.submit(copy_context().run, compute, task, cache, request, job)  # whose visitor it is, for ZeroGPU


def compute(task: Task, cache: ModelCache[Any], request: Request, job: Job) -> Computed:
    """Answer a request in the calling thread, and tell the log of it: nothing of what was in it.

    Raises:
        AppError: the request cannot be answered; the message says why and what to do.
    """
    started_s, outcome = time.monotonic(), "answered"
    REQUEST.set(uuid.uuid4().hex[:12])
    try:
        with hub.logged_in(request.visitor.token):
            return answer(task, cache, request, job)
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


def answer(task: Task, cache: ModelCache[Any], request: Request, job: Job) -> Computed:
    """Read the inputs, choose the model, use it."""
    inputs = {one.name: one.read(request.inputs.get(one.name)) for one in task.inputs}
    parameters = {one.name: read_parameter(one, request.parameters.get(one.name)) for one in task.parameters}
    first = bool(read_parameter(TRY_INSTANTLY, request.try_instantly))
    job.inputs = inputs

    def use(key: ModelKey) -> RawAndReport:
        job.key = key
        here: Any = use_alone if task.call_many is None else use_together
        use_it = use_elsewhere if is_elsewhere(key) else here
        return use_it(task, cache, key, job, inputs, parameters)

    def has_first_answer(key: ModelKey) -> bool:
        return first and not is_loaded(cache, key)

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
    told = [f"“{title}” was taken for the table’s title." for title in titles]
    return " ".join(dict.fromkeys(filter(None, remarks + heard + told)))


def use_alone(
    task: Task, cache: ModelCache[Any], key: ModelKey, job: Job, inputs: dict[str, Any], parameters: dict[str, Any]
) -> RawAndReport:
    """Borrow the pipeline for one call."""
    guard = guard_of(key)
    guard.asked(task.id, inputs)
    asked_s = time.monotonic()
    with cache.use(key, job.is_stopped, job.visitor) as pipe, interruptible(pipe, job.check):
        ready_s = time.monotonic()
        raw = cache.with_room(key, lambda: task.call(pipe, job, **inputs, **parameters))
        guard.answered(raw, parameters)
        return raw, report_run(task, key, pipe, ready_s - asked_s, time.monotonic() - ready_s)


@dataclass(frozen=True)
class Item:
    """What one caller brings to a common forward pass."""

    job: Job
    inputs: dict[str, Any]
    asked_s: float


def use_together(
    task: Task, cache: ModelCache[Any], key: ModelKey, job: Job, inputs: dict[str, Any], parameters: dict[str, Any]
) -> RawAndReport:
    """Have the call answered in one forward pass with others that wait for the same model and parameters."""
    call_many: Callable[..., list[Any]] = cast(Any, task.call_many)

    guard = guard_of(key)
    guard.asked(task.id, inputs)

    def work(pipe: Any, items: Sequence[Item], check: Callable[[], None]) -> list[RawAndReport]:
        ready_s = time.monotonic()
        with interruptible(pipe, check):
            raws = call_many(pipe, [one.job for one in items], [one.inputs for one in items], **parameters)
        for raw in raws:
            guard.answered(raw, parameters)  # of a batch that fails each is answered alone
        run_s = time.monotonic() - ready_s
        reports = [report_run(task, key, pipe, ready_s - one.asked_s, run_s) for one in items]
        return list(zip(raws, reports, strict=True))

    item = Item(job, inputs, time.monotonic())
    group = (task.id, tuple(parameters.items()))
    written = count_written(parameters)
    size, passes = count_tokens(inputs) + written, max(written, 1)
    return cache.answer(
        key, item, work, group=group, size=size, passes=passes, stop=job.is_stopped, visitor=job.visitor
    )


CHARACTERS_PER_TOKEN = 4

PICTURE_TOKENS = 100
"""What a picture takes beside texts: ResNet-18 30 ms, where MiniLM takes 0.3 ms a token."""


def count_tokens(inputs: dict[str, Any]) -> int:
    """Return about how many tokens a caller's texts are, all together: what goes along with them waits for all."""
    parts = [one for value in inputs.values() for one in (value if isinstance(value, list) else [value])]
    pictures = sum(isinstance(one, Image.Image) for one in parts)
    texts = [str(one.get("content", "")) if isinstance(one, dict) else one for one in parts]
    letters = sum(len(one) for one in texts if isinstance(one, str))
    return 1 + pictures * PICTURE_TOKENS + letters // CHARACTERS_PER_TOKEN


def count_written(parameters: dict[str, Any]) -> int:
    """Return how many tokens an answer may have; 0 for a task that writes no text."""
    return int(parameters.get("max_new_tokens") or parameters.get("max_length") or 0)


def is_loaded(cache: ModelCache[Any], key: ModelKey) -> bool:
    """Tell whether the model is in memory, so that nobody has to wait for it."""
    progress = cache.progress(key)
    return progress is not None and progress.stage == "ready"
