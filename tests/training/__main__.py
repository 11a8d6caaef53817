"""What is learned from the small data sets, in how long: `python -m tests.training [--quick] [--write] [TASK ...]`.

Each row is a run as the page starts it, one after the other, without a network. Returns 1 where a score misses its
floor. `--quick` takes fewer rows and lower floors; `--write` puts the table into the README.
"""

import os
import resource
import sys
import tempfile
import time
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from models.data.embedded import EMBEDDED
from models.training.bases import find_base
from models.training.keeper import Keeper
from models.training.kinds import KINDS
from models.training.limits import read_training_limits
from models.training.plan import Plan, guess_columns
from models.zero_gpu import build_cache
from tests.table import README, between, write

HEAD = (
    "| task | data | base | what learns | minutes | of processor | metric | before | after |",
    "|---|---|---|---|---|---|---|---|---|",
)
PREFIXES = {"translation": "translate English to Dutch: ", "summarization": "summarize: "}


REAPED_S = 60.0
"""Within which a process that has finished is gone."""


class Taken(NamedTuple):
    """Minutes of a run by the clock, and of processor time."""

    minutes: float
    processor: float


@dataclass(frozen=True)
class Goal:
    """What a run has to reach: at least the floor, or at most where less is better.

    Attributes:
        settings: beside the usual ones.
        floor: of the metric, on the held-out rows.
        quick, quick_floor: the same in little.
        most_minutes: of the whole run; 0 is no bound.
    """

    floor: float
    quick_floor: float
    settings: dict[str, float] = field(default_factory=dict)
    quick: dict[str, float] = field(default_factory=dict)
    most_minutes: float = 0


GOALS = {
    "text-classification": Goal(0.80, 0.75, {}, {"rows": 320, "epochs": 2, "held_out": 60}, 3),
    "token-classification": Goal(0.80, 0.20, {}, {"rows": 240, "epochs": 2, "held_out": 40}),
    "question-answering": Goal(0.60, 0.13, {}, {"rows": 96, "epochs": 1, "held_out": 24}),
    "summarization": Goal(0.80, 0.40, {}, {"rows": 400, "epochs": 2, "held_out": 20}),
    "translation": Goal(80, 30, {}, {"rows": 400, "epochs": 3, "held_out": 20}),
    "sentence-similarity": Goal(0.90, 0.60, {}, {"epochs": 1, "held_out": 40}),
    "text-generation": Goal(0.75, 0.30, {}, {"epochs": 3, "held_out": 20}),
    "image-classification": Goal(0.90, 0.80, {}, {"epochs": 2}),
    "audio-classification": Goal(0.85, 0.80, {}, {"epochs": 3}),
    "automatic-speech-recognition": Goal(0.08, 0.20, {}, {"rows": 8, "held_out": 4, "epochs": 1}),
}
"""Floors below what was measured, with room for another machine's rounding; the README's table has the full ones."""


def plan_of(task: str, goal: Goal, *, quick: bool) -> Plan:
    """Return the plan of a row."""
    kind = KINDS[task]
    data = next(name for name, row in EMBEDDED.items() if row.task == task)
    settings = {**goal.settings, **(goal.quick if quick else {})}
    columns = guess_columns(kind, EMBEDDED[data].columns)
    plan = Plan("measured", task, data, columns, find_base(kind, ""), kind.ways[0], settings)
    languages = ("English", "Dutch") if task == "translation" else ()
    return replace(plan, prefix=PREFIXES.get(task, ""), languages=languages)


def processor_s() -> float:
    """Return the processor time of all runs that have ended, of all their threads."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def measure(keeper: Keeper, plan: Plan) -> tuple[Taken, dict[str, Any]]:
    """Return what a run took, and its result."""
    started_s, before_s = time.monotonic(), processor_s()
    run = keeper.start(plan)
    while run.status in ("waiting", "running"):
        time.sleep(0.2)
    if run.status != "finished":
        raise RuntimeError(f"{plan.task}: {run.state}\n{(run.folder / 'log.txt').read_text('utf-8')[-2000:]}")
    finished_s = time.monotonic()
    while processor_s() == before_s and time.monotonic() < finished_s + REAPED_S:
        time.sleep(0.1)  # the keeper has not seen the process end yet
    taken = Taken((finished_s - started_s) / 60, (processor_s() - before_s) / 60)
    return taken, run.read_json("result.json")


def misses(plan: Plan, minutes: float, score: float, goal: Goal, *, quick: bool) -> bool:
    """Tell whether a run did not reach its goal."""
    floor = goal.quick_floor if quick else goal.floor
    late = not quick and bool(goal.most_minutes) and minutes > goal.most_minutes
    return late or (score > floor if plan.kind.lower_is_better else score < floor)


def table_line(plan: Plan, taken: Taken, result: dict[str, Any]) -> str:
    """Return the row in Markdown."""
    name = plan.kind.metric
    return (
        f"| `{plan.task}` | {plan.data} | {plan.base.name} | {plan.way} | {taken.minutes:.1f} "
        f"| {taken.processor:.1f} | {name} "
        f"| {result['before'][name]:.2f} | {result['after'][name]:.2f} |"
    )


def write_lines(lines: list[str]) -> None:
    """Put the rows that were measured into the README; what is told of other tasks stays."""
    known = {
        one.split("`")[1]: one for one in [*between("training", README.read_text("utf-8")).splitlines()[2:], *lines]
    }
    write("training", "\n".join([*HEAD, *(known[task] for task in GOALS if task in known)]))


def main(arguments: list[str]) -> int:
    """Print the table; return 1 where a goal is missed."""
    names = [one for one in arguments if not one.startswith("--")] or list(GOALS)
    quick, missed, lines = "--quick" in arguments, [], []
    with tempfile.TemporaryDirectory() as folder:
        os.environ["PLAYGROUND_TRAINED"] = folder
        keeper = Keeper(build_cache(), read_training_limits({}))
        for task in names:
            plan = plan_of(task, GOALS[task], quick=quick)
            taken, result = measure(keeper, plan)
            score = result["after"][plan.kind.metric]
            lines.append(table_line(plan, taken, result))
            is_missed = misses(plan, taken.minutes, score, GOALS[task], quick=quick)
            missed += [task] if is_missed else []
            sys.stdout.write(f"{lines[-1]}{' MISSED' if is_missed else ''}\n")
            sys.stdout.flush()
            if "--write" in arguments and not quick:
                write_lines(lines)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
