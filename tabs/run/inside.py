"""A text's way through the model that answered, step by step, for those who want to see how it works."""

from typing import Any

from models.errors import BadInput
from models.inside import Inside
from tabs.run.choice import choose_key
from tabs.run.engine import Engine
from tabs.task import Request, Task
from tabs.text.fill_mask import GAP

EXPLAINED = frozenset({"text-classification", "token-classification", "fill-mask"})
"""Tasks whose steps are told."""


def explain(task: Task, engine: Engine, text: Any, model: Any, revision: Any) -> Inside:
    """Return the steps of a text through a model that is in memory, which costs one forward pass.

    Raises:
        BadInput: the task is not one of those that are explained, or the model is not in memory.
        AppError: the text or the model cannot be read.
    """
    if task.id not in EXPLAINED:
        raise BadInput(f"The steps of this task are not told. They are for: {', '.join(sorted(EXPLAINED))}.")
    asked = task.inputs[0].read(text)
    key = choose_key(task, Request({}, model=model, revision=revision))
    return engine.look_inside(task, key, asked)


def mark_gaps(task: Task, pipe: Any, text: str) -> str:
    """Return a text as the pipeline takes it: with its tokenizer's own mask token in each gap."""
    return GAP.sub(lambda _: pipe.tokenizer.mask_token, text) if task.id == "fill-mask" else text
