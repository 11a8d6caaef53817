"""Stopping a model in the middle of its work."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from models.size import modules_of


@contextmanager
def interruptible(pipe: Any, check: Callable[[], None]) -> Iterator[None]:
    """Call `check` before every forward pass of the pipeline's models while the block runs.

    Whatever `check` raises ends the work there: generation calls the model once a token, so it stops within
    one, with any generation method, and so does a pipeline that goes through batches, windows or labels.
    """
    with ExitStack() as hooks:
        for module in modules_of(pipe):
            hooks.callback(module.register_forward_pre_hook(lambda *_: check()).remove)
        yield
