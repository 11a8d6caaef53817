"""Where models run, as everything else sees it: one seam between a run and whatever computes it."""

from dataclasses import dataclass, field
from typing import Any, Protocol

from models.cache.stats import CacheStats
from models.inside import Part
from models.key import ModelKey
from models.progress import Progress
from tabs.run.choice import RawAndReport
from tabs.run.job import Job
from tabs.task import Task
from tabs.visitor import Visitor


@dataclass(frozen=True)
class Destination:
    """The sentence that tells where what is asked is sent: its key, and what stands in it."""

    key: str
    values: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Offer:
    """That people may have a model of a task run elsewhere; `paid` where the owner pays for who has no login."""

    paid: bool


class Engine(Protocol):
    """Answers read inputs with the pipeline of a key.

    Partial answers, words on the progress and notes go through the job, and so does Stop: an engine looks at
    `job.is_stopped` at least every quarter of a second.
    """

    def destination(self, task: Task) -> Destination | None:
        """Tell where a task's inputs are sent; None where they stay with the server."""
        ...

    def offer(self, task: Task) -> Offer | None:
        """Tell whether people may have a model of the task run elsewhere, by its name; None where they may not."""
        ...

    def answer(
        self, task: Task, key: ModelKey, job: Job, inputs: dict[str, Any], parameters: dict[str, Any]
    ) -> RawAndReport:
        """Return the pipeline's own output, as the task's `call` gives it, and the report of the run.

        Raises:
            AppError: there is no answer; the message says why and what to do.
        """
        ...

    def look_inside(
        self, task: Task, key: ModelKey, inputs: dict[str, Any], parameters: dict[str, Any]
    ) -> tuple[Part, ...]:
        """Return the steps of one more run through a model that is in memory.

        Raises:
            BadInput: it is in no memory that can be looked into.
        """
        ...

    def load(self, key: ModelKey, visitor: Visitor) -> None:
        """Have a pipeline ready for who comes next; return when it is."""
        ...

    def progress(self, key: ModelKey) -> Progress | None:
        """Return how far the load of a key is; None where nobody has asked for it, or where it is not known."""
        ...

    def stats(self) -> CacheStats:
        """Return what is in memory, on all machines together; never waits for a load."""
        ...

    def unload(self, key: ModelKey) -> bool:
        """Drop a pipeline, at its last release if it is in use; return False where it is nowhere."""
        ...


def is_loaded(engine: Engine, key: ModelKey) -> bool:
    """Tell whether the model is in memory, so that nobody has to wait for it."""
    progress = engine.progress(key)
    return progress is not None and progress.stage == "ready"
