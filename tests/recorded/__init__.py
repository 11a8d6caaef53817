"""Answers of every task, recorded once and compared ever after: moving code must not change what it says.

    python -m tests.recorded [task ...] [--write]

asks each task's starter, and a tiny random checkpoint of its default model, each example of the task. What is kept of
an answer: `raw`, and what is drawn of it, with arrays, pictures and sounds as a few numbers about them.
"""

import json
from pathlib import Path
from typing import Any

from tabs.task import Task

FOLDER = Path(__file__).parent / "answers"


def read_answers(task: Task) -> dict[str, Any]:
    """Return the digests of the task's answers to its examples, by who answered and which example."""
    answers: dict[str, Any] = json.loads((FOLDER / f"{task.endpoint}.json").read_text(encoding="utf-8"))
    return answers
