"""One run of a task, from the payloads of the page to the values of the answer."""

import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.cache import ModelCache
from models.errors import BadInput
from models.interrupt import interruptible
from models.key import ModelKey
from models.needs import refuse_without
from models.progress import Progress
from models.resolve import resolve
from models.size import modules_of
from tabs.job import Job
from tabs.raw import summarise
from tabs.read.parameter import read_parameter
from tabs.task import Request, Task

POLL_S = 0.2
"""How often a waiting page hears of the progress, and how soon Stop is noticed."""

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
        while True:
            try:
                yield future.result(timeout=POLL_S)
                return
            except NotYet:
                progress = cache.progress(keys[0]) if keys else None
                message = describe(progress, job.message, time.monotonic() - started)
                yield Update(message, job.take_partial())
    finally:
        job.stop()


def answer(task: Task, cache: ModelCache[Any], request: Request, job: Job, keys: list[ModelKey]) -> Answer:
    """Do the work of one run in the calling thread."""
    inputs = {one.name: one.read(request.inputs.get(one.name)) for one in task.inputs}
    parameters = {one.name: read_parameter(one, request.parameters.get(one.name)) for one in task.parameters}
    job.draw_with(lambda raw: drawn(task, raw, inputs))
    key = key_for(task, request)
    keys.append(key)
    waiting = time.monotonic()
    with cache.use(key, job.stopped) as pipe, interruptible(pipe, job.check):
        ready = time.monotonic()
        raw = task.call(pipe, job, **inputs, **parameters)
        done = time.monotonic()
        device, dtype = placement(pipe)
    return Answer(
        values=drawn(task, raw, inputs),
        raw=summarise(raw),
        run={
            "task": task.id,
            "model": shown_model(key),
            "revision": key.revision,
            "source": key.source,
            "device": device,
            "dtype": dtype,
            "load_s": round(ready - waiting, 3),
            "run_s": round(done - ready, 3),
            **({"note": job.note} if job.note else {}),
        },
    )


def drawn(task: Task, raw: Any, inputs: dict[str, Any]) -> tuple[Any, ...]:
    """Return the outputs' values for a pipeline's output."""
    values = task.render(raw, **inputs)
    return values if len(task.outputs) > 1 else (values,)


def key_for(task: Task, request: Request) -> ModelKey:
    """Return the key of the pipeline that answers, for a model as it was asked for."""
    asked = {"model": request.model, "revision": request.revision, "device": request.device, "dtype": request.dtype}
    for name, word in asked.items():
        if word is not None and not isinstance(word, str):
            raise BadInput(f"The {name} is a text. Leave it empty for the default.")
    catalogue = [choice.as_choice() for choice in task.models]
    words = {name: (word or "").strip() for name, word in asked.items()}
    key = resolve(task.id, catalogue, task.starter, **words)
    for choice in task.models:
        if key.source == "hub" and key.model == choice.id:
            refuse_without(choice.id, choice.needs)
    return key


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
