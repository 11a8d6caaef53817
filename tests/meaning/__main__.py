"""The command `python -m tests.meaning`."""

import importlib
import os
import shutil
import sys
import tempfile
from dataclasses import dataclass
from typing import Any

from models import starters
from models.cache import ModelCache
from tabs import TABS
from tabs.task import Task
from tests.meaning.ask import asker, new_cache
from tests.table import write

TASKS = [task for tab in TABS for task in tab.tasks if task.starter]


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


def meaning_table(rows: list[Row]) -> str:
    """Return the rows in Markdown."""
    lines = ["| task | starter | shipped | ready in | held-out score | |", "|---|---|---|---|---|---|"]
    lines += [
        f"| `{row.task}` | {row.starter} | {row.shipped_bytes / 1e6:.1f} MB | {row.load_s:.1f} s "
        f"| {row.score:.2f} | {row.metric} |"
        for row in rows
    ]
    return "\n".join(lines)


def main(words: list[str]) -> int:
    """Print the table, with --write into the README too; return 1 if a score lies below its floor."""
    names = [word for word in words if not word.startswith("--")]
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
    if "--write" in words and not names:
        write("meaning", meaning_table(rows))
    return 1 if any(row.score < row.floor for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
