"""The command `python -m tests.truth`."""

import importlib
import importlib.util
import os
import shutil
import sys
import tempfile
from typing import Any

from models.libraries import import_sentence_transformers, import_transformers
from tabs import TABS
from tabs.task import Task
from tests.meaning.ask import asker, new_cache
from tests.table import README, between, write
from tests.truth.case import Result, judge

TASKS = [
    task
    for tab in TABS
    for task in tab.tasks
    if task.starter and importlib.util.find_spec(f"tests.truth.{task.endpoint}")
]
HEAD = ["| task | true answers | of | when an answer counts |", "|---|---|---|---|"]


def data_of(task: Task) -> Any:
    """Return the module with the task's real inputs."""
    return importlib.import_module(f"tests.truth.{task.endpoint}")


def missing_program(task: Task) -> str:
    """Return the program that the task's inputs need and this machine lacks, "" for none."""
    needs = getattr(data_of(task), "NEEDS", "")
    return "" if not needs or shutil.which(needs) else needs


def measure(task: Task) -> list[Result]:
    """Ask the task's starter about its real inputs."""
    ask = asker(task, new_cache(), [])
    return [judge(case, ask) for case in data_of(task).CASES]


def table_line(task: Task, results: list[Result]) -> str:
    """Return one task's line in Markdown."""
    right = sum(result.is_right for result in results)
    return f"| `{task.id}` | {right / len(results):.0%} | {len(results)} | {data_of(task).RULE} |"


def lines_of(table: str) -> dict[str, str]:
    """Return the lines of a table by the task that each tells of."""
    return {line.split("`")[1]: line for line in table.splitlines() if line.startswith("| `")}


def write_lines(new: dict[str, str]) -> None:
    """Put lines into the README's table; what it tells of other tasks stays."""
    lines = lines_of(between("truth", README.read_text(encoding="utf-8"))) | new
    write("truth", "\n".join([*HEAD, *(lines[task.id] for task in TASKS if task.id in lines)]))


def main(arguments: list[str]) -> int:
    """Print every answer and the scores, with --write into the README too; return 1 if a score lies below its floor."""
    names = [argument for argument in arguments if not argument.startswith("--")]
    if unknown := set(names) - {task.id for task in TASKS}:
        sys.stderr.write(f"There are no real inputs for {', '.join(sorted(unknown))}.\n")
        return 2
    import_transformers()
    import_sentence_transformers()
    lines, failed = {}, False
    with tempfile.TemporaryDirectory() as uploads:
        os.environ["GRADIO_TEMP_DIR"] = uploads
        for task in (task for task in TASKS if not names or task.id in names):
            if missing := missing_program(task):
                sys.stdout.write(f"{task.id}: left out, {missing} is not installed\n")
                continue
            results = measure(task)
            for result in results:
                sys.stdout.write(f"  {'true ' if result.is_right else 'WRONG'} {result.case.name}: {result.told}\n")
            score, floor = sum(result.is_right for result in results) / len(results), data_of(task).FLOOR
            failed |= score < floor
            lines[task.id] = table_line(task, results)
            sys.stdout.write(f"{task.id:32} {score:.3f} (floor {floor}) of {len(results)}\n")
            sys.stdout.flush()
    if "--write" in arguments:
        write_lines(lines)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
