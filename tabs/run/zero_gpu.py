"""A run on ZeroGPU: the main process brings the files and draws, a forked worker loads and computes.

Everything between them is one pickle each way, by value; errors come as values, for `spaces` would tell no more than
the name of their class.
"""

import logging
import pickle
import re
import threading
from collections.abc import Iterator
from concurrent.futures import Future
from contextvars import copy_context
from functools import cache
from pathlib import Path
from typing import Any

from models.cache import ModelCache
from models.cache.stats import CacheStats
from models.device import is_zero_gpu
from models.errors import AppError, CacheError
from models.key import ModelKey
from models.zero_gpu import build_worker_cache
from tabs.run.engine.relay import pack
from tabs.run.job import Job
from tabs.task import Task
from tabs.words import say

if is_zero_gpu():
    import spaces  # before anything else touches CUDA

log = logging.getLogger(__name__)

BEAT_S = 0.25
"""How often a worker is heard of, and so how soon Stop reaches it."""

START_S = 10
"""Asked for beside what the run takes: a fresh worker's fork, its imports and its first touch of the GPU."""

LOAD_BYTES_PER_S = 0.5e9
QUICK_S, LONG_S = 10, 50
LONG = frozenset(
    {
        *("chat", "text-generation", "summarization", "translation", "text2text-generation", "decision"),
        *("automatic-speech-recognition", "text-to-speech", "image-text-to-text", "any-to-any"),
        *("document-question-answering", "image-to-image", "mask-generation", "video-classification"),
    }
)
"""What goes on for as long as the input or the answer is; the others are one pass."""

FOLDERS: dict[ModelKey, Path] = {}
"""In a worker: where the files of its models are."""


TOLD_LAST: list[CacheStats] = []
"""In the main process: what the worker that answered last then had in its memory."""


class NoGpu(CacheError):
    """ZeroGPU gave no GPU, or took it away."""


def duration_s(task_id: str, key: ModelKey, folder: Path, payload: bytes) -> int:
    """Return for how many seconds a GPU is asked for; a visitor's quota is what is used, but must hold this much."""
    files_bytes = sum(file.stat().st_size for file in folder.rglob("*.safetensors"))
    return round(START_S + files_bytes / LOAD_BYTES_PER_S + (LONG_S if task_id in LONG else QUICK_S))


def serve(task_id: str, key: ModelKey, folder: Path, payload: bytes) -> Iterator[bytes]:
    """Answer a call in a worker; the only function that sees a GPU.

    Args:
        task_id: which task.
        key: which model.
        folder: its files.
        payload: the pickled inputs and parameters.

    Yields:
        Pickled pairs: ("message", words), ("partial", raw), and last ("answer", (raw, report, note, stats)) or
        ("error", error).
    """
    job, outcome = Job(), Future[Any]()
    worker = threading.Thread(
        target=copy_context().run, args=(answer_into, outcome, task_id, key, folder, payload, job), name="gpu-run"
    )
    worker.start()
    try:
        while not outcome.done():
            partial = job.take_next_partial(BEAT_S)
            yield pack("message", job.message or describe(key)) if partial is None else pack("partial", partial)
        for partial in job.take_partials():
            yield pack("partial", partial)
        yield outcome.result()
    finally:
        job.stop()
        worker.join()


def answer_into(outcome: "Future[Any]", task_id: str, key: ModelKey, folder: Path, payload: bytes, job: Job) -> None:
    """Compute and leave the last message, packed; never raises."""
    from tabs import TABS
    from tabs.run.engine.local import use_alone

    try:
        task = next(task for tab in TABS for task in tab.tasks if task.id == task_id)
        inputs, parameters = pickle.loads(payload)  # noqa: S301 - the main process wrote it
        FOLDERS[key] = folder
        raw, report = use_alone(task, worker_cache(), key, job, inputs, parameters)
        outcome.set_result(pack("answer", (raw, report, job.note, worker_cache().stats())))
    except AppError as error:
        outcome.set_result(pack("error", error))
    except BaseException as error:
        log.exception("A run failed in a worker")
        outcome.set_result(pack("error", RuntimeError(f"{type(error).__name__} in a worker")))
    finally:
        if key.visitor:  # what was had with a visitor's login stays with nobody
            worker_cache().unload(key)


def describe(key: ModelKey) -> str:
    """Say what a worker is doing of which the call itself says nothing."""
    progress = worker_cache().progress(key)
    return say("run.running_on_a_gpu") if progress and progress.stage == "ready" else say("run.loading_model_on_gpu")


@cache
def worker_cache() -> ModelCache[Any]:
    """Return the worker's cache, which lives as long as the worker is used again."""
    return build_worker_cache(FOLDERS)


def use_elsewhere(
    task: Task, main: ModelCache[Any], key: ModelKey, job: Job, inputs: dict[str, Any], parameters: dict[str, Any]
) -> tuple[Any, dict[str, Any]]:
    """Have a worker answer a call; return the pipeline's output and how the run went.

    Raises:
        NoGpu: there is none to be had for this visitor now.
        AppError: as in a process of one's own.
    """
    with main.use(key, job.is_stopped, job.visitor) as found:
        folder: Path = found.folder
    job.report(say("run.waiting_for_a_gpu"))
    told = ON_GPU(task.id, key, folder, pickle.dumps((inputs, parameters)))
    try:
        for kind, value in map(pickle.loads, told):
            job.check()
            if kind == "answer":
                raw, report, job.note, told_last = value
                TOLD_LAST[:] = [told_last]
                return raw, report
            if kind == "error":
                raise value
            tell = job.report if kind == "message" else job.show
            tell(value)
    except Exception as error:
        if type(error).__module__.startswith(("gradio", "spaces")):
            raise NoGpu(explain(str(getattr(error, "message", error)))) from error
        raise
    finally:
        told.close()
    raise NoGpu(explain("The worker ended without an answer"))


def name_visitor(http: Any) -> None:
    """Let the calls of this context use the quota of whoever sent an HTTP request; Gradio does so for its own.

    Args:
        http: a Starlette request.
    """
    if is_zero_gpu():
        import gradio as gr
        from gradio.context import LocalContext

        LocalContext.request.set(gr.Request(http))


def explain(words: str) -> str:
    """Return what ZeroGPU said, as a sentence with what to do next."""
    plain = re.sub(r"<[^>]*>", "", words).strip().rstrip(".")
    return f"ZeroGPU: {plain}. Try again later, or choose the starter or the device cpu."


ON_GPU: Any = spaces.GPU(serve, duration=duration_s) if is_zero_gpu() else serve
"""The one decorated function: each has workers of its own, and a worker's models are seen by its own calls alone."""
