"""The command `python -m tests.meaning`."""

import importlib
import importlib.util
import os
import shutil
import sys
import tempfile
from dataclasses import dataclass, replace
from typing import Any

from models import starters
from models.cache import ModelCache
from models.libraries import import_sentence_transformers, import_transformers
from models.starters import instead_of
from tabs import TABS
from tabs.task import Task
from tests.meaning.ask import asker, new_cache
from tests.meaning.card import write_score
from tests.table import README, between, write

TASKS = [
    replace(task, starter=instead_of(task.starter, task.id) or task.starter)
    for tab in TABS
    for task in tab.tasks
    if task.starter and importlib.util.find_spec(f"tests.meaning.{task.endpoint}")
]
"""With the starters that this project ships or makes; what is fetched is known by the tests of truth."""
HEAD = ["| task | starter | shipped | ready in | held-out score | |", "|---|---|---|---|---|---|"]


@dataclass(frozen=True)
class Row:
    """What the table tells of one task."""

    task: str
    starter: str
    shipped_bytes: int
    load_s: float
    score: float
    metric: str
    floor: float


def missing_program(task: Task) -> str:
    """Return the program that the task's data need and this machine lacks, "" for none."""
    needs = getattr(data_of(task), "NEEDS", "")
    return "" if not needs or shutil.which(needs) else needs


def data_of(task: Task) -> Any:
    """Return the module with the task's held-out data."""
    return importlib.import_module(f"tests.meaning.{task.endpoint}")


def measure(task: Task, cache: ModelCache[Any]) -> Row:
    """Ask the task's starter about its held-out data."""
    module = data_of(task)
    runs: list[dict[str, Any]] = []
    score = float(module.score(asker(task, cache, runs)))
    starter = starters.starter_named(task.starter or "")
    return Row(
        task.id, starter.name, starters.shipped_bytes(starter), runs[0]["load_s"], score, module.METRIC, module.FLOOR
    )


def table_line(row: Row) -> str:
    """Return the row in Markdown."""
    return (
        f"| `{row.task}` | {row.starter} | {row.shipped_bytes / 1e6:.1f} MB | {row.load_s:.1f} s "
        f"| {row.score:.2f} | {row.metric} |"
    )


def lines_of(table: str) -> dict[str, str]:
    """Return the lines of a table by the task that each tells of."""
    return {line.split("`")[1]: line for line in table.splitlines() if line.startswith("| `")}


def write_scores(rows: list[Row]) -> None:
    """Put the scores into the README and into the starters' cards; what is told of other tasks stays."""
    lines = lines_of(between("meaning", README.read_text(encoding="utf-8"))) | {
        row.task: table_line(row) for row in rows
    }
    write("meaning", "\n".join([*HEAD, *(lines[task.id] for task in TASKS if task.id in lines)]))
    for row in rows:
        write_score(row.task, row.starter, f"{row.score:.2f}, {row.metric}")


def main(arguments: list[str]) -> int:
    """Print the table, with --write into README and cards too; return 1 if a score lies below its floor."""
    names = [argument for argument in arguments if not argument.startswith("--")]
    if unknown := set(names) - {task.id for task in TASKS}:
        sys.stderr.write(f"There is no starter for {', '.join(sorted(unknown))}.\n")
        return 2
    import_transformers()  # else the first task's time would be theirs
    import_sentence_transformers()
    rows = []
    with tempfile.TemporaryDirectory() as uploads:
        os.environ["GRADIO_TEMP_DIR"] = uploads
        cache = new_cache()
        for task in (task for task in TASKS if not names or task.id in names):
            if missing := missing_program(task):
                sys.stdout.write(f"{task.id:32} left out: {missing} is not installed\n")
                continue
            row = measure(task, cache)
            rows.append(row)
            sys.stdout.write(
                f"{row.task:32} {row.starter:24} {row.shipped_bytes / 1e6:5.1f} MB {row.load_s:6.1f} s "
                f"{row.score:6.3f} (floor {row.floor}) {row.metric}\n"
            )
            sys.stdout.flush()
    if "--write" in arguments:
        write_scores(rows)
    return 1 if any(row.score < row.floor for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
