"""The same random weights each time: what a tiny checkpoint answers stays the same, too."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path


def seeded(make: Callable[[Path], None]) -> Callable[[Path], None]:
    """Return the maker with its random numbers fixed."""

    @wraps(make)
    def make_seeded(folder: Path) -> None:
        import torch

        with torch.random.fork_rng():
            torch.manual_seed(0)
            make(folder)

    return make_seeded
