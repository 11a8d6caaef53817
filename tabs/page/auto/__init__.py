"""Programs that do a task by hand: tokenizer or processor, model, and what makes an answer of its tensors.

Where a task's own code does so already, because Transformers has no pipeline for it, that is the one.
"""

from dataclasses import replace

from tabs.page.auto import pictures, sounds, texts
from tabs.page.snippet import Asked, write_python
from tabs.task import ModelChoice, Task

PROGRAMS: dict[str, str] = {**texts.PROGRAMS, **sounds.PROGRAMS, **pictures.PROGRAMS}
"""By task; with {model}, {revision} and every input and parameter to fill in, as Task.code has them."""

PACKAGES: dict[str, tuple[str, ...]] = {"sentence-similarity": ()}
"""What a program needs besides transformers and torch, where that is not what the task's own code needs."""


def write_auto_code(task: Task, asked: Asked | None = None, model: ModelChoice | None = None, comment: str = "") -> str:
    """Return the program for a call and a model, by default the first example's and the task's own; `comment` first."""
    packages = PACKAGES.get(task.id, task.packages)
    by_hand = replace(task, code=PROGRAMS.get(task.id, task.code), packages=packages)
    return comment + write_python(by_hand, model, asked)
