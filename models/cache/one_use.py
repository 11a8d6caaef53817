"""One thread holds one pipeline at a time."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class OneUsePerThread:
    """Refuses a second use inside the first.

    Two threads that each held one pipeline and waited for the other's, or for its memory, would wait for ever.
    Threads are told apart by their id, not by a context variable: contexts are copied into the tasks and threads
    started inside a use and outlive it there.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._inside: set[int] = set()

    @contextmanager
    def __call__(self) -> Iterator[None]:
        """Mark this thread as inside; RuntimeError if it is already."""
        thread = threading.get_ident()
        with self._lock:
            if thread in self._inside:
                raise RuntimeError("cache.use() inside cache.use(): leave the first before the second")
            self._inside.add(thread)
        try:
            yield
        finally:
            with self._lock:
                self._inside.discard(thread)
