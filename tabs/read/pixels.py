"""How many pixels are decoded at once, for all users together."""

import ctypes
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image

from models.errors import ReadersBusy

WAIT_S = 120.0
ONE_BLOCK_BYTES = 1 << 30
"""Pillow's default lays pictures in blocks of 16 MB, which glibc keeps when they are freed; one block of more than
32 MB goes back to the system."""


class PixelBudget:
    """Lends out pixels, in the order in which they were asked for, and waits for those that are out.

    Args:
        pixels: that may be out at once; a picture of more waits until none are.
        wait_s: longest wait.
    """

    def __init__(self, pixels: int, wait_s: float = WAIT_S) -> None:
        self._free = self._all = pixels
        self._wait_s = wait_s
        self._changed = threading.Condition()
        self._line: list[object] = []

    @contextmanager
    def lend(self, pixels: int) -> Iterator[None]:
        """Hold so many pixels while a picture is decoded.

        Raises:
            ReadersBusy: the wait took longer than wait_s.
        """
        wanted, place = min(pixels, self._all), object()
        deadline = time.monotonic() + self._wait_s
        with self._changed:
            self._line.append(place)
            try:
                while self._line[0] is not place or self._free < wanted:
                    if not self._changed.wait(deadline - time.monotonic()) and time.monotonic() >= deadline:
                        raise ReadersBusy(self._wait_s)
                self._free -= wanted
            finally:
                self._line.remove(place)
                self._changed.notify_all()
        try:
            yield
        finally:
            with self._changed:
                self._free += wanted
                self._changed.notify_all()


def give_memory_back() -> None:
    """Return what glibc keeps of freed memory to the system; nothing elsewhere."""
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # musl has no such call
        if trim:
            trim(0)


Image.core.set_block_size(ONE_BLOCK_BYTES)  # type: ignore[attr-defined]
