"""One run of a task, from the payloads of the page to the values of the answer."""

import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models import starters
from models.cache import ModelCache
from models.errors import AppError
from models.interrupt import interruptible
from models.key import ModelKey
from models.progress import Progress
from models.size import modules_of
from tabs.read.parameter import read_parameter
from tabs.run.choice import Told, full_or_starter
from tabs.run.job import Job
from tabs.run.wire import summarise
from tabs.task import Parameter, Request, Task

POLL_S = 0.2
"""How often a waiting page hears of the progress, and how soon Stop is noticed."""

TRY_INSTANTLY = Parameter("try_instantly", "Try instantly", False)

WORKERS = ThreadPoolExecutor(max_workers=32, thread_name_prefix="run")
"""Runs leave the page's threads: Gradio moves a generator from thread to thread, a loaded pipeline is
handed to one thread."""


@dataclass(frozen=True)
class Update:
    """A run under way: what it is doing, in words, and the outputs' values so far, or None for no change."""

    message: str
    values: tuple[Any, ...] | None


@dataclass(frozen=True)
class Answer:
    """A finished run: the outputs' values in order, the pipeline's own output as JSON, and how it went."""

    values: tuple[Any, ...]
    raw: Any
    run: dict[str, Any]


def run(task: Task, cache: ModelCache[Any], request: Request) -> Iterator[Update | Answer]:
    """Run a task; yield Updates and at last the Answer.

    Closing the iterator stops the run: within a token while generating, otherwise before the next batch.

    Raises:
        AppError: the request cannot be answered; the message says why and what to do.
    """
    job = Job()
    started = time.monotonic()
    keys: list[ModelKey] = []
    future: Future[Answer] = WORKERS.submit(answer, task, cache, request, job, keys)
    try:
        while not wait([future], POLL_S).done:
            progress = cache.progress(keys[-1]) if keys else None
            words = [job.answered_first, describe(progress, job.message, time.monotonic() - started)]
            yield Update(" · ".join(filter(None, words)), job.take_partial())
        if isinstance(future.exception(), AppError) and (values := job.take_partial()) is not None:
            yield Update("", values)  # a starter's first answer outlives the failure of the full model
        yield future.result()
    finally:
        job.stop()
        future.cancel()


def answer(task: Task, cache: ModelCache[Any], request: Request, job: Job, keys: list[ModelKey]) -> Answer:
    """Do the work of one run in the calling thread; `keys` tells another thread which model is at work."""
    inputs = {one.name: one.read(request.inputs.get(one.name)) for one in task.inputs}
    parameters = {one.name: read_parameter(one, request.parameters.get(one.name)) for one in task.parameters}
    first = bool(read_parameter(TRY_INSTANTLY, request.try_instantly))
    job.draw_with(lambda raw: drawn(task, raw, inputs))

    def use(key: ModelKey) -> Told:
        keys.append(key)
        waiting = time.monotonic()
        with cache.use(key, job.stopped) as pipe, interruptible(pipe, job.check):
            ready = time.monotonic()
            raw = task.call(pipe, job, **inputs, **parameters)
            done = time.monotonic()
            return raw, told(task, key, *placement(pipe), ready - waiting, done - ready)

    def instantly(key: ModelKey) -> bool:
        return first and not is_loaded(cache, key)

    raw, how = full_or_starter(task, request, use, job, instantly=instantly)
    return Answer(drawn(task, raw, inputs), summarise(raw), {**how, **({"note": job.note} if job.note else {})})


def is_loaded(cache: ModelCache[Any], key: ModelKey) -> bool:
    """Tell whether the model is in memory, so that nobody has to wait for it."""
    progress = cache.progress(key)
    return progress is not None and progress.stage == "ready"


def told(task: Task, key: ModelKey, device: str, dtype: str, load_s: float, run_s: float) -> dict[str, Any]:
    """Return what the run line and the endpoint tell of a run; of a starter also its limits and what goes further."""
    return {
        "task": task.id,
        "model": shown_model(key),
        "revision": key.revision,
        "source": key.source,
        "device": device,
        "dtype": dtype,
        "load_s": round(load_s, 3),
        "run_s": round(run_s, 3),
        **(starter_words(task, key.model) if key.source == "starter" else {}),
    }


def starter_words(task: Task, name: str) -> dict[str, str]:
    """Say what not to expect of a starter, and which model can do more."""
    full = task.models[0]
    return {"limits": starters.starter_named(name).limits, "full_model": f"{full.id} ({full.bytes / 1e6:,.0f} MB)"}


def drawn(task: Task, raw: Any, inputs: dict[str, Any]) -> tuple[Any, ...]:
    """Return the outputs' values for a pipeline's output."""
    values = task.render(raw, **inputs)
    return values if len(task.outputs) > 1 else (values,)


def placement(pipe: Any) -> tuple[str, str]:
    """Return the device and the dtype a pipeline really computes with."""
    parameter = next(modules_of(pipe)[0].parameters())
    return str(parameter.device), str(parameter.dtype).removeprefix("torch.")


def shown_model(key: ModelKey) -> str:
    """Return the model's name without the server's folders."""
    return Path(key.model).name if key.source == "local" else key.model


def describe(progress: Progress | None, message: str, elapsed_s: float) -> str:
    """Say in a few words what a run is doing."""
    if progress is None or progress.stage == "ready":
        return message or f"Running… {elapsed_s:.0f} s"
    if progress.stage == "downloading" and progress.total_bytes:
        return f"Downloading {progress.done_bytes / 1e6:.0f} of {progress.total_bytes / 1e6:.0f} MB"
    words = {
        "waiting": "Waiting",
        "downloading": "Downloading",
        "preparing": "Preparing",
        "loading": "Loading",
    }
    return f"{words[progress.stage]} the model… {elapsed_s:.0f} s"
