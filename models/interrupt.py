"""Stopping a model in the middle of its work."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from models.errors import BadInput
from models.size import modules_of


@contextmanager
def interruptible(pipe: Any, check: Callable[[], None]) -> Iterator[None]:
    """Call `check` before every forward pass of the pipeline's models while the block runs.

    Whatever `check` raises ends the work there: generation calls the model once a token, so it stops within
    one, with any generation method, and so does a pipeline that goes through batches, windows or labels.

    Raises:
        BadInput: a GPU's memory did not hold what the model makes of the input.
    """
    with ExitStack() as hooks:
        for module in modules_of(pipe):
            hooks.callback(module.register_forward_pre_hook(lambda *_: check()).remove)
        try:
            yield
        except RuntimeError as error:
            if type(error).__name__ != "OutOfMemoryError":  # torch's; to ask for it by name would import torch
                raise
            raise BadInput(
                "The GPU's memory is too small for this input with this model. Use a shorter or smaller input, or "
                "choose a smaller model."
            ) from error
