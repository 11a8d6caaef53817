"""The machine's cores are divided among the models that compute at once."""

import contextvars
import heapq
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache
from typing import TypeVar

from models.device import is_zero_gpu

T = TypeVar("T")


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


class ComputingThreads:
    """Threads that only compute; of those that are free the oldest is taken.

    The threads with which torch divides an operation belong to the thread that computes, and they wait for its next
    operation awake only while there are no more of them than cores, for OpenMP counts those of all threads. With the
    server's threads in turn, two cores were slower than one. So a model that is alone is always with the first.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._threads: list[ThreadPoolExecutor] = []
        self._free: list[int] = []

    def submit(self, call: Callable[[], T]) -> Future[T]:
        """Make a call in one of them, in a copy of this thread's context."""
        number, context = self._take(), contextvars.copy_context()

        def compute() -> T:
            try:
                return context.run(call)
            finally:
                with self._lock:
                    heapq.heappush(self._free, number)

        return self._threads[number].submit(compute)

    def _take(self) -> int:
        with self._lock:
            if self._free:
                return heapq.heappop(self._free)
            self._threads.append(ThreadPoolExecutor(1, "computes"))
            return len(self._threads) - 1


computing_threads = ComputingThreads()
"""Those of this process."""


def compute(call: Callable[[int], T]) -> T:
    """Return call(cores), made with a share of the cores where torch's threads are awake; see DividedCores."""

    def with_share() -> T:
        with divided_cores() as cores:
            return call(cores)

    return with_share() if is_zero_gpu() else computing_threads.submit(with_share).result()
