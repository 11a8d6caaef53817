"""A text's way through the model that answered, step by step, for those who want to see how it works."""

from typing import Any

from models.cache import ModelCache
from models.errors import BadInput
from models.inside import Inside, look_inside
from models.zero_gpu import is_elsewhere
from tabs.run.choice import choose_key
from tabs.run.compute import is_loaded
from tabs.task import Request, Task
from tabs.text.fill_mask import GAP

EXPLAINED = frozenset({"text-classification", "token-classification", "fill-mask"})
"""Tasks whose steps are told."""


def explain(task: Task, cache: ModelCache[Any], text: Any, model: Any, revision: Any) -> Inside:
    """Return the steps of a text through a model that is in memory, which costs one forward pass.

    Raises:
        BadInput: the task is not one of those that are explained, or the model is not in memory.
        AppError: the text or the model cannot be read.
    """
    if task.id not in EXPLAINED:
        raise BadInput("run.steps_task_are_not_told", explained=", ".join(sorted(EXPLAINED)))
    asked = task.inputs[0].read(text)
    key = choose_key(task, Request({}, model=model, revision=revision))
    if is_elsewhere(key) or not is_loaded(cache, key):
        raise BadInput("run.model_not_in_memory_any_more")
    with cache.use(key) as pipe:
        return look_inside(
            pipe, GAP.sub(lambda _: pipe.tokenizer.mask_token, asked) if task.id == "fill-mask" else asked
        )
