"""What the examples of a task are called: on their buttons, and by a screen reader where they are pictures."""

from pathlib import Path
from typing import Any

from tabs.task import Task

SHOWN_AS_THEY_ARE = frozenset({"text", "labels", "messages"})
PICTURES = frozenset({"picture", "pictures", "video"})
LONGEST = 90


def name_examples(task: Task) -> list[str]:
    """Return a short name for each example: its title where it has one, else what its inputs say."""
    titles = task.example_titles or ("",) * len(task.examples)
    return [title or describe_values(example) for title, example in zip(titles, task.examples, strict=True)]


def label_examples(task: Task) -> list[str] | None:
    """Return what stands on the buttons; None where the first input itself does: a short text, a small picture."""
    first = task.inputs[0].kind.name
    if task.example_titles or first not in SHOWN_AS_THEY_ARE | PICTURES:
        return name_examples(task) if first not in PICTURES else None
    return None


def describe_values(values: tuple[Any, ...]) -> str:
    """Return an example's files by their names and its texts, cut short."""
    words = (describe_value(value) for value in values if isinstance(value, str | Path) and value)
    return ", ".join(words)[:LONGEST]


def describe_value(value: str | Path) -> str:
    """Return a file's name without its ending, or a text's first line."""
    if isinstance(value, Path):
        return value.stem.replace("-", " ").replace("_", " ")
    return value.splitlines()[0]
