"""The command `python -m tests.truth`."""

import importlib
import importlib.util
import os
import shutil
import sys
import tempfile
from dataclasses import dataclass
from typing import Any

from models.libraries import import_sentence_transformers, import_transformers
from models.starters import is_within_reach, starter_named
from tabs import TABS
from tabs.task import Task
from tests.meaning.ask import asker, new_cache
from tests.table import README, between, write
from tests.truth.case import Result, first_score, judge

TASKS = [
    task
    for tab in TABS
    for task in tab.tasks
    if task.starter and importlib.util.find_spec(f"tests.truth.{task.endpoint}")
]
HEAD = ["| task | true | refused | wrong, and sure | of | when an answer counts |", "|---|---|---|---|---|---|"]
SURE_AND_WRONG = 0.05
"""The part of all real inputs that may get a wrong answer with a score above `tests.truth.case.SURE`."""


def data_of(task: Task) -> Any:
    """Return the module with the task's real inputs."""
    return importlib.import_module(f"tests.truth.{task.endpoint}")


def missing_program(task: Task) -> str:
    """Return the program or package that is needed and that this machine lacks, "" for none."""
    starter = starter_named(task.starter or "")
    if starter.wheel is not None and not is_within_reach(starter):
        return starter.wheel.distribution
    needs = getattr(data_of(task), "NEEDS", "")
    return "" if not needs or shutil.which(needs) else needs


def measure(task: Task) -> list[Result]:
    """Ask the task's starter about its real inputs."""
    ask = asker(task, new_cache(), [])
    sureness = getattr(data_of(task), "SURENESS", first_score)
    return [judge(case, ask, sureness) for case in data_of(task).CASES]


def share_right(results: list[Result]) -> float:
    """Return the part of the inputs that was answered truly; refusals are no answers."""
    return sum(result.outcome == "right" for result in results) / len(results)


def share_misled(results: list[Result]) -> float:
    """Return the part of the inputs with a wrong answer that is shown as sure."""
    return sum(result.is_sure_and_wrong for result in results) / len(results)


def table_line(task: Task, results: list[Result]) -> str:
    """Return one task's line in Markdown."""
    wrong = sum(result.outcome == "wrong" for result in results)
    misled = sum(result.is_sure_and_wrong for result in results)
    refused = sum(result.outcome == "refused" for result in results)
    counts = f"{share_right(results):.0%} | {refused} | {wrong}, {misled} | {len(results)}"
    return f"| `{task.id}` | {counts} | {data_of(task).RULE} |"


@dataclass(frozen=True)
class Told:
    """What the README's table tells of one task."""

    share: float
    refused: int
    wrong: int
    misled: int
    count: int
    rule: str


def read_line(line: str) -> Told:
    """Return what a line of the table tells."""
    _, share, refused, wrong, count, rule = line.strip("| ").split(" | ", 5)
    both, misled = wrong.split(", ")
    return Told(int(share.rstrip("%")) / 100, int(refused), int(both), int(misled), int(count), rule)


def summed_up(lines: dict[str, str]) -> str:
    """Return the last lines' sentence: the mean over the tasks that work offline, and how often a reader is misled."""
    told = {name: read_line(line) for name, line in lines.items()}
    yes = [
        told[task.id].share for task in TASKS if task.id in told and starter_named(task.starter or "").offline == "yes"
    ]
    misled, count = (sum(getattr(one, name) for one in told.values()) for name in ("misled", "count"))
    return (
        f"Over the {len(yes)} tasks that say “yes” {sum(yes) / len(yes):.0%} are true on average; over all {count} "
        f"inputs {misled} got a wrong answer with a score above 80%."
    )


def lines_of(table: str) -> dict[str, str]:
    """Return the lines of a table by the task that each tells of."""
    return {line.split("`")[1]: line for line in table.splitlines() if line.startswith("| `")}


def write_lines(new: dict[str, str]) -> None:
    """Put lines into the README's table; what it tells of other tasks stays."""
    lines = lines_of(between("truth", README.read_text(encoding="utf-8"))) | new
    lines = {task.id: lines[task.id] for task in TASKS if task.id in lines}
    write("truth", "\n".join([*HEAD, *lines.values(), "", summed_up(lines)]))


def shown(result: Result) -> str:
    """Return in two words how a case went, for a report."""
    score = "" if result.score is None else f" {result.score:.2f}"
    return f"{result.outcome:7}{' SURE' if result.is_sure_and_wrong else ''}{score}"


def main(arguments: list[str]) -> int:
    """Print every answer and the scores, with --write into the README too.

    Returns:
        1 if a score lies below its floor, or a task misleads in more than `SURE_AND_WRONG` of its inputs.
    """
    names = [argument for argument in arguments if not argument.startswith("--")]
    if unknown := set(names) - {task.id for task in TASKS}:
        sys.stderr.write(f"There are no real inputs for {', '.join(sorted(unknown))}.\n")
        return 2
    import_transformers()
    import_sentence_transformers()
    failed, everything = False, list[Result]()
    with tempfile.TemporaryDirectory() as uploads:
        os.environ["GRADIO_TEMP_DIR"] = uploads
        for task in (task for task in TASKS if not names or task.id in names):
            if missing := missing_program(task):
                sys.stdout.write(f"{task.id}: left out, {missing} is not installed\n")
                continue
            results = measure(task)
            for result in results:
                sys.stdout.write(f"  {shown(result)} {result.case.name}: {result.told}\n")
            score, floor = share_right(results), data_of(task).FLOOR
            misled = share_misled(results)
            failed |= score < floor or misled > SURE_AND_WRONG
            everything += results
            line = table_line(task, results)
            if "--write" in arguments:
                write_lines({task.id: line})
            sys.stdout.write(f"{task.id:32} {score:.3f} (floor {floor}), wrong and sure {misled:.1%}: {line}\n")
            sys.stdout.flush()
    if everything:
        sys.stdout.write(f"all {len(everything)} inputs: wrong and sure {share_misled(everything):.1%}\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
