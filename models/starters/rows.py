"""Rows of the catalogue that are alike."""

from dataclasses import replace
from functools import partial

from models.starters import builders
from models.starters.builders.minilm_delta import MEMORY_BYTES, PREPARED_BYTES, prepare_with_delta
from models.starters.starter import ASSETS, Starter


def minilm_with_difference(name: str, task: str, description: str, limits: str, *, offline: str = "yes") -> Starter:
    """Return the row of a starter that is MiniLM with the small difference in the task's folder in assets."""
    prepare = partial(prepare_with_delta, ASSETS / task)
    row = Starter(name, (task,), description, limits, assets=task, prepare=prepare, offline=offline)
    return replace(row, size_bytes=PREPARED_BYTES, memory_bytes=MEMORY_BYTES)


def on_minilm(name: str, task: str, description: str, limits: str, *, build: str, offline: str = "yes") -> Starter:
    """Return the row of a method on MiniLM as it is."""
    row = Starter(name, (task,), description, limits, prepare=builders.minilm.prepare, build=build, offline=offline)
    return replace(row, size_bytes=92_000_000, memory_bytes=91_000_000)


def in_assets(name: str, task: str, description: str, limits: str, *, offline: str = "yes") -> Starter:
    """Return the row of a model that lies in assets as it is, under the name of its task."""
    return Starter(name, (task,), description, limits, assets=task, offline=offline)


def seen_things(name: str, task: str, description: str, limits: str, build: str) -> Starter:
    """Return the row of a starter that works with what NanoDet-g and EfficientNet-Lite0 see; all share one folder."""
    row = Starter(name, (task,), description, limits, assets="object-detection", kept_as="things", build=build)
    return replace(row, prepare=builders.things.prepare, size_bytes=119_000_000, memory_bytes=126_000_000)
