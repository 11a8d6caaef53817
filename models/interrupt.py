"""Stopping a model in the middle of its work."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from models.size import modules_of


@contextmanager
def interruptible(pipe: Any, check: Callable[[], None]) -> Iterator[None]:
    """Call `check` before every forward pass of the pipeline's models, and of each layer, while the block runs.

    Whatever `check` raises ends the work there: generation calls the model once a token, so it stops within
    one, with any generation method, and so does a pipeline that goes through batches, windows or labels. A single
    pass over many long texts takes seconds, and some pipelines call parts of a model without the model: those end
    before their next layer.
    """
    with ExitStack() as hooks:
        for module in modules_of(pipe):
            for part in (module, *layers_of(module)):
                hooks.callback(part.register_forward_pre_hook(lambda *_: check()).remove)
        yield


def layers_of(module: Any) -> Iterator[Any]:
    """Yield what a model repeats: the members of its lists of modules; of lists within them, such as experts, none."""
    from torch.nn import ModuleList

    for part in module.children():
        if isinstance(part, ModuleList):
            yield from part
        else:
            yield from layers_of(part)
