"""One run of a task, from the payloads of the page to the values of the answer."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from models import starters
from models.cache import ModelCache
from models.errors import AppError, BadInput, HubUnreachable, Stopped
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
                progress = cache.progress(keys[-1]) if keys else None
                words = [job.answered_first, describe(progress, job.message, time.monotonic() - started)]
                yield Update(" · ".join(filter(None, words)), job.take_partial())
            except AppError:
                if (values := job.take_partial()) is not None:
                    yield Update("", values)  # a starter's first answer outlives the failure of the full model
                raise
    finally:
        job.stop()


def answer(task: Task, cache: ModelCache[Any], request: Request, job: Job, keys: list[ModelKey]) -> Answer:
    """Do the work of one run in the calling thread; `keys` tells another thread which model is at work."""
    inputs = {one.name: one.read(request.inputs.get(one.name)) for one in task.inputs}
    parameters = {one.name: read_parameter(one, request.parameters.get(one.name)) for one in task.parameters}
    job.draw_with(lambda raw: drawn(task, raw, inputs))

    def use(key: ModelKey) -> tuple[Any, dict[str, Any]]:
        keys.append(key)
        waiting = time.monotonic()
        with cache.use(key, job.stopped) as pipe, interruptible(pipe, job.check):
            ready = time.monotonic()
            raw = task.call(pipe, job, **inputs, **parameters)
            done = time.monotonic()
            return raw, told(task, key, *placement(pipe), ready - waiting, done - ready)

    with how_to_work_offline(task, request):
        key = key_for(task, request)
        if request.try_instantly and key.source == "hub" and task.starter and not is_loaded(cache, key):
            answer_first(use, starter_key(task, request), job)
        raw, how = use(key)
    return Answer(drawn(task, raw, inputs), summarise(raw), {**how, **({"note": job.note} if job.note else {})})


def answer_first(use: Callable[[ModelKey], tuple[Any, Any]], key: ModelKey, job: Job) -> None:
    """Show the starter's answer until the full model's is there; what only the full model can do waits for it."""
    try:
        raw, _ = use(key)
    except Stopped:
        raise
    except AppError:
        job.restart()
    else:
        job.restart(f"A first answer by the built-in {key.model}")
        job.show(raw)


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


@contextmanager
def how_to_work_offline(task: Task, request: Request) -> Iterator[None]:
    """Add to an error of the network which command brings the model beforehand."""
    try:
        yield
    except HubUnreachable as error:
        full = task.models[0]
        size = f" ({full.id}, {full.bytes / 1e6:,.0f} MB)" if not request.model else ""
        named = f" --model {request.model}" if request.model else ""
        raise HubUnreachable(
            f"{error} To use it offline{size}, fetch it where there is a network: "
            f"python -m models.fetch {task.id}{named}."
        ) from error


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


def starter_key(task: Task, request: Request) -> ModelKey:
    """Return the key of the task's starter, on the same device."""
    return key_for(task, replace(request, model="starter", revision=""))


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
