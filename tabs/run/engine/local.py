"""Models in this process: the cache lends a pipeline, or batches the call with others; on ZeroGPU a worker has it."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, cast

from PIL import Image

from models import hub
from models.cache import ModelCache
from models.cache.stats import CacheStats
from models.cores import compute
from models.errors import BadInput
from models.guards import guard_of
from models.inside import Part, look_inside, watch
from models.interrupt import interruptible
from models.key import ModelKey
from models.progress import Progress
from models.rows import count_parts, divided_rows
from models.zero_gpu import is_elsewhere
from tabs.run.choice import RawAndReport
from tabs.run.engine import is_loaded
from tabs.run.inside import describe
from tabs.run.job import Job
from tabs.run.report import report_run
from tabs.run.zero_gpu import use_elsewhere
from tabs.task import Task
from tabs.visitor import Visitor
from tabs.words import SPOKEN


@dataclass(frozen=True)
class Local:
    """Answers with the pipelines of a cache; see Engine."""

    cache: ModelCache[Any]

    def destination(self, task: Task) -> None:
        """Nothing is sent."""
        return

    def offer(self, task: Task) -> None:
        """All is run here."""
        return

    def answer(
        self, task: Task, key: ModelKey, job: Job, inputs: dict[str, Any], parameters: dict[str, Any]
    ) -> RawAndReport:
        """Return the pipeline's own output and the report of the run."""
        here: Any = use_alone if task.call_many is None else use_together
        use_it = use_elsewhere if is_elsewhere(key) else here
        answer: RawAndReport = use_it(task, self.cache, key, job, inputs, parameters)
        return answer

    def look_inside(
        self, task: Task, key: ModelKey, inputs: dict[str, Any], parameters: dict[str, Any]
    ) -> tuple[Part, ...]:
        """Return the steps of one more run."""
        if is_elsewhere(key):
            raise BadInput("inside.elsewhere")
        if not is_loaded(self, key):
            raise BadInput("inside.not_in_memory")
        job = Job()
        with self.cache.use(key) as pipe:
            run = partial(task.call, pipe, job, **inputs, **parameters)
            watched = self.cache.with_room(key, lambda: compute(lambda _: watch(pipe, run, job.check)))
            return compute(lambda _: look_inside(pipe, task.id, watched, describe(task, inputs, parameters)))

    def load(self, key: ModelKey, visitor: Visitor) -> None:
        """Load a pipeline that nobody uses yet."""
        with hub.logged_in(visitor.token), self.cache.use(key, visitor=visitor.address):
            pass

    def progress(self, key: ModelKey) -> Progress | None:
        """Return how far the load of a key is."""
        return self.cache.progress(key)

    def stats(self) -> CacheStats:
        """Return what is in memory."""
        return self.cache.stats()

    def unload(self, key: ModelKey) -> bool:
        """Drop a pipeline."""
        return self.cache.unload(key)


def use_alone(
    task: Task, cache: ModelCache[Any], key: ModelKey, job: Job, inputs: dict[str, Any], parameters: dict[str, Any]
) -> RawAndReport:
    """Borrow the pipeline for one call."""
    guard = guard_of(key)
    guard.asked(task.id, inputs)
    asked_s = time.monotonic()
    with cache.use(key, job.is_stopped, job.visitor) as pipe, interruptible(pipe, job.check):
        ready_s = time.monotonic()
        raw = cache.with_room(key, lambda: compute(lambda _: task.call(pipe, job, **inputs, **parameters)))
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
    written = count_written(parameters)
    size, passes = count_tokens(inputs) + written, max(written, 1)
    at_once = count_parts(key.device) if passes == 1 else 1

    def work(pipe: Any, items: Sequence[Item], check: Callable[[], None]) -> list[RawAndReport]:
        def call(cores: int) -> list[Any]:
            with divided_rows(pipe, cores if at_once > 1 else 1):
                return call_many(pipe, [one.job for one in items], [one.inputs for one in items], **parameters)

        ready_s = time.monotonic()
        with interruptible(pipe, check):
            raws = compute(call)
        for raw in raws:
            guard.answered(raw, parameters)  # of a batch that fails each is answered alone
        run_s = time.monotonic() - ready_s
        reports = [report_run(task, key, pipe, ready_s - one.asked_s, run_s) for one in items]
        return list(zip(raws, reports, strict=True))

    item = Item(job, inputs, time.monotonic())
    group = (task.id, SPOKEN.get(), tuple(parameters.items()))
    return cache.answer(
        key,
        item,
        work,
        group=group,
        size=size,
        passes=passes,
        at_once=at_once,
        stop=job.is_stopped,
        visitor=job.visitor,
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
