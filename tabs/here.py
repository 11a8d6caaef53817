"""What answers here and now: which tasks need a download first, and which models' files are on this machine."""

from dataclasses import dataclass
from typing import Any, Literal

from models import hub
from models.hub.snapshots import cached_bytes
from models.starters import is_at_hand, shipped_bytes, starter_named
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
    starter = starter_named(task.starter) if task.starter else None
    if starter is None or not is_at_hand(starter):
        return "download"
    return "examples" if starter.offline == EXAMPLES_ONLY else "here"


def list_files(tabs: tuple[Tab, ...]) -> list[Files]:
    """Return what is on this machine of the starters and of the catalogue, each model once, in the page's order."""
    tasks = [task for tab in tabs for task in tab.tasks]
    names = dict.fromkeys(task.starter for task in tasks if task.starter)
    found = [Files(name, "starter", starter_named(name).tasks, measure_starter(name)) for name in names]
    found = [one for one in found if one.bytes]
    for choice in {one.id: one for task in tasks for one in task.models}.values():
        if size_bytes := measure_files(choice):
            for_tasks = tuple(task.id for task in tasks if choice.id in [one.id for one in task.models])
            found.append(Files(choice.id, "hub", for_tasks, size_bytes))
    return found


def measure_starter(name: str) -> int:
    """Return what a starter takes on disk, in bytes; 0 where it would have to be fetched."""
    starter = starter_named(name)
    if not is_at_hand(starter):
        return 0
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
