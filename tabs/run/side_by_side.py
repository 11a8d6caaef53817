"""One input asked of two models, or with two settings: one after the other, so that neither slows the other down.

Their times can be compared then, and no more memory is taken than by the larger of the two.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from typing import Any

from models.errors import AppError
from tabs.run import Answer, Update, run
from tabs.run.engine import Engine
from tabs.task import Request, Task

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Side:
    """What is known of one of the runs.

    Attributes:
        values: the outputs' values so far, None before the first.
        raw: the pipeline's own output, once it is finished.
        report: how the run went, as tabs.run.report tells it; empty until it is finished.
        message: what it is doing, in words; "" before it begins and once it has ended.
        part: how much of it is done, 0 to 1, None where nobody knows.
        error: why there is no answer; "" where there is no such reason.
    """

    values: tuple[Any, ...] | None = None
    raw: Any = None
    report: dict[str, Any] = field(default_factory=dict)
    message: str = ""
    part: float | None = None
    error: str = ""

    @property
    def is_finished(self) -> bool:
        """Whether the answer is there."""
        return bool(self.report)


def run_side_by_side(
    task: Task, engine: Engine, requests: Sequence[Request], word: Callable[[Exception], str]
) -> Iterator[tuple[Side, ...]]:
    """Run requests one after the other; yield how all of them stand. Closing the iterator stops what is left.

    Args:
        task: what is run.
        engine: has the pipelines.
        requests: one for each side.
        word: puts an error into the sentence that stands in its side; the other sides go on.
    """
    sides = [Side() for _ in requests]
    for place, request in enumerate(requests):
        try:
            with closing(run(task, engine, request)) as steps:  # type: ignore[type-var]
                for step in steps:
                    sides[place] = follow(sides[place], step)
                    yield tuple(sides)
        except Exception as error:
            if not isinstance(error, AppError):
                log.exception("A side of a comparison failed")
            sides[place] = Side(error=word(error))
            yield tuple(sides)


def follow(side: Side, step: Update | Answer) -> Side:
    """Return how a run stands after a step."""
    if isinstance(step, Answer):
        return Side(step.values, step.raw, step.run)
    return replace(side, values=step.values or side.values, message=step.message, part=step.part)
