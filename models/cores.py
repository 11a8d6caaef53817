"""The machine's cores are divided among the models that compute at once."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from models.device import is_zero_gpu


@cache
def count_cores() -> int:
    """Return how many threads torch takes by itself: the cores, or what OMP_NUM_THREADS says."""
    import torch

    return int(torch.get_num_threads())


class DividedCores:
    """Gives each thread that computes its share of the cores: all of them to one that is alone.

    Twice as many threads as cores wait for one another at the end of every operation. What began with more threads
    keeps them until it ends.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._computing = 0

    @contextmanager
    def __call__(self) -> Iterator[int]:
        """Compute inside the block with this thread's share, which is yielded.

        On ZeroGPU all is left as it is: workers are forked, and torch's threads break there once the number was set.
        """
        import torch

        cores = count_cores()
        if is_zero_gpu():
            yield cores
            return
        with self._lock:
            self._computing += 1
            share = max(1, cores // self._computing)
        try:
            torch.set_num_threads(share)
            yield share
        finally:
            with self._lock:
                self._computing -= 1


divided_cores = DividedCores()
"""The one that all models share."""
