"""What answers here and now: which tasks need a download first, and which models' files are on this machine."""

from dataclasses import dataclass
from typing import Any, Literal

from models import hub
from models.hub.snapshots import cached_bytes
from models.starters import instead_of, is_at_hand, shipped_bytes, starter_named
from models.starters.starter import EXAMPLES_ONLY
from tabs.task import ModelChoice, Tab, Task

State = Literal["here", "examples", "download"]
"""A task answers anything; the examples, and little more; nothing before a download."""


@dataclass(frozen=True, slots=True)
class Files:
    """The files of a model that are on this machine: of which model, for which tasks, in bytes."""

    model: str
    source: Literal["starter", "hub"]
    tasks: tuple[str, ...]
    bytes: int


def measure_files(choice: ModelChoice) -> int:
    """Return what a model of the catalogue takes on this machine, in bytes; 0 where it would have to be fetched."""
    return cached_bytes(choice.id, choice.revision, allow_pickle=True)


def find_state(task: Task) -> State:
    """Tell what a task does without the Hub."""
    if measure_files(task.models[0]):
        return "here"
    here = starter_here(task)
    if not here:
        return "download"
    return "examples" if starter_named(here).offline == EXAMPLES_ONLY else "here"


def starter_here(task: Task) -> str:
    """Return the starter that serves a task without a download, "" for none."""
    name = task.starter or ""
    return name if not name or is_at_hand(starter_named(name)) else instead_of(name, task.id)


def list_files(tabs: tuple[Tab, ...]) -> list[Files]:
    """Return what is on this machine of the starters and of the catalogue, each model once, in the page's order."""
    tasks = [task for tab in tabs for task in tab.tasks]
    names = dict.fromkeys(name for task in tasks if (name := starter_here(task)))
    found = [Files(name, "starter", starter_named(name).tasks, measure_starter(name)) for name in names]
    for choice in {one.id: one for task in tasks for one in task.models}.values():
        if size_bytes := measure_files(choice):
            for_tasks = tuple(task.id for task in tasks if choice.id in [one.id for one in task.models])
            found.append(Files(choice.id, "hub", for_tasks, size_bytes))
    return found


def measure_starter(name: str) -> int:
    """Return what a starter takes on disk, in bytes."""
    starter = starter_named(name)
    return starter.size_bytes or shipped_bytes(starter)


def describe_here(tabs: tuple[Tab, ...]) -> dict[str, Any]:
    """Return what /here answers: whether the Hub is in reach, of each task what it does without, and the files."""
    states = {task.id: find_state(task) for tab in tabs for task in tab.tasks}
    return {
        "hub": hub.is_reachable(),
        "tasks": {
            task.id: {"state": states[task.id], "download_bytes": task.models[0].bytes}
            for tab in tabs
            for task in tab.tasks
        },
        "models": {one.model: one.bytes for one in list_files(tabs) if one.source == "hub"},
    }
