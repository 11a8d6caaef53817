"""One real input and when its answer is true."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from models.errors import AppError
from tests.meaning.ask import Ask


@dataclass(frozen=True)
class Case:
    """What is asked, and the test of the answer.

    Attributes:
        name: what the reader of a report calls it.
        asked: values by the names of the task's inputs and parameters.
        is_true: whether a raw answer is true.
        may_refuse: whether saying that one cannot know is right as well.
    """

    name: str
    asked: dict[str, Any]
    is_true: Callable[[Any], bool]
    may_refuse: bool = False


@dataclass(frozen=True)
class Result:
    """How one case went."""

    case: Case
    told: str
    is_right: bool


def judge(case: Case, ask: Ask) -> Result:
    """Ask about one case."""
    try:
        raw = ask(**case.asked)
    except AppError as error:
        return Result(case, f"refused: {error}", case.may_refuse)
    return Result(case, shortened(raw), bool(case.is_true(raw)))


def shortened(raw: Any) -> str:
    """Return an answer in a few words."""
    if isinstance(raw, list):
        raw = [{name: value for name, value in one.items() if name not in {"mask", "box"}} for one in raw[:4]]
    return str(raw)[:160]
