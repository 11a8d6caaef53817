"""How far the loading of a model has come."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Stage = Literal["waiting", "downloading", "preparing", "loading", "ready"]


@dataclass(frozen=True, slots=True)
class Progress:
    """One moment of a load; the byte counts are 0 in every stage but "downloading"."""

    stage: Stage
    done_bytes: int = 0
    total_bytes: int = 0


Report = Callable[[Progress], None]
