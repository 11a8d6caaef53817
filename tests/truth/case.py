"""One real input and when its answer is true."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from models.errors import AppError
from tests.meaning.ask import Ask

SURE = 0.8
"""From this score on, shown beside an answer, a reader takes it for certain."""


@dataclass(frozen=True)
class Case:
    """What is asked, and the test of the answer.

    Attributes:
        name: what the reader of a report calls it.
        asked: values by the names of the task's inputs and parameters; a function is called for its value.
        is_true: whether a raw answer is true.
        may_refuse: whether saying that one cannot know is right as well.
    """

    name: str
    asked: dict[str, Any]
    is_true: Callable[[Any], bool]
    may_refuse: bool = False


@dataclass(frozen=True)
class Result:
    """How one case went.

    Attributes:
        outcome: a refusal is "right" where there is no answer.
        score: what is shown beside the answer, 0 to 1; None where nothing is.
    """

    case: Case
    told: str
    outcome: Literal["right", "wrong", "refused"]
    score: float | None = None

    @property
    def is_sure_and_wrong(self) -> bool:
        """Tell whether a reader would be misled."""
        return self.outcome == "wrong" and self.score is not None and self.score > SURE


def judge(case: Case, ask: Ask, sureness: Callable[[Any], float | None]) -> Result:
    """Ask about one case."""
    try:
        raw = ask(**{name: value() if callable(value) else value for name, value in case.asked.items()})
    except AppError as error:
        return Result(case, f"refused: {error}", "right" if case.may_refuse else "refused")
    return Result(case, shortened(raw), "right" if case.is_true(raw) else "wrong", sureness(raw))


def best(raw: Any) -> dict[str, Any]:
    """Return the first of a list of answers, or the only one."""
    first: dict[str, Any] = raw[0] if isinstance(raw, list) else raw
    return first


def first_score(raw: Any) -> float | None:
    """Return the score beside the first answer, None where there is none."""
    if isinstance(raw, list) and not (raw and isinstance(raw[0], dict)):
        return None
    one = best(raw) if isinstance(raw, list | dict) else {}
    score = one.get("score", (one.get("scores") or [None])[0] if isinstance(one.get("scores"), list) else None)
    return None if score is None else float(score)


def least_sure(raw: list[dict[str, Any]]) -> float | None:
    """Return the lowest score of several answers that are only right together."""
    return min((float(one["score"]) for one in raw), default=None)


def shortened(raw: Any) -> str:
    """Return an answer in a few words."""
    if isinstance(raw, list):
        raw = [{name: value for name, value in one.items() if name not in {"mask", "box"}} for one in raw[:4]]
    return str(raw)[:160]
