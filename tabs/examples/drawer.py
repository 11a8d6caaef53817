"""Examples that lie ready in assets/examples, taken one at a time."""

import json
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Generic, TypeVar

FOLDER = Path(__file__).parents[2] / "assets" / "examples"

Item = TypeVar("Item")


class Drawer(Generic[Item]):
    """Several things of which one is taken at random, never the same twice running.

    Args:
        items: at least two.
    """

    def __init__(self, items: Sequence[Item]) -> None:
        self._items, self._last = tuple(items), -1

    def take(self) -> Item:
        """Return another one than the last time."""
        self._last = random.choice([number for number in range(len(self._items)) if number != self._last])
        return self._items[self._last]


def read_list(name: str) -> Any:
    """Return what a JSON file in assets/examples says."""
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))
