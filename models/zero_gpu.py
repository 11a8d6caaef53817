"""ZeroGPU, a Space whose GPU is lent for one call at a time and seen by forked workers alone.

The main process of such a Space never computes on a GPU: `spaces` there lets torch say that it has one. It downloads,
runs starters on the CPU and keeps of a full model only where its files are (Elsewhere); tabs/run/zero_gpu.py hands the
call to a worker, which has a cache of its own.
"""

import multiprocessing
import os
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from models import device, hub, load, size
from models.cache import ModelCache
from models.cache.failure import display_name
from models.cache.loading import BUILD_LOCK
from models.cores import compute
from models.device import is_zero_gpu
from models.ending import at_end
from models.errors import ModelTooLarge
from models.hub.room import tell_use
from models.key import ModelKey
from models.libraries import IMPORTING


@dataclass(frozen=True)
class Elsewhere:
    """What the main process keeps of a model that workers load."""

    folder: Path


def is_elsewhere(key: ModelKey) -> bool:
    """Tell whether a model is loaded in workers, not in this process."""
    return is_zero_gpu() and key.device.startswith("cuda")


def build_cache(budget_bytes: int = 0) -> ModelCache[Any]:
    """Build the main process's cache, of whatever kind of machine this is; loads no model.

    Args:
        budget_bytes: memory for all pipelines together; 0: what this machine has for them.
    """
    cache = ModelCache(
        fetch=load.fetch,
        estimate=estimate,
        load=lambda key, folder: Elsewhere(folder) if is_elsewhere(key) else compute(lambda _: load.load(key, folder)),
        measure=lambda pipe: 0 if isinstance(pipe, Elsewhere) else size.measure(pipe),
        free=lambda pipe: None if isinstance(pipe, Elsewhere) else device.free(pipe),
        budget_bytes=budget_bytes or device.budget_bytes(),
        is_out_of_memory=device.is_out_of_memory,
    )
    tell_use(lambda: {hub.repo_folder(one.key.model).name for one in cache.stats().entries if one.key.source == "hub"})
    return cache


def estimate(key: ModelKey) -> int:
    """Return about how many bytes of this process a model will take: none where workers load it.

    Raises:
        ModelTooLarge: no worker's GPU will hold it, so that it is not worth its download.
    """
    need_bytes = load.estimate(key)
    if not is_elsewhere(key):
        return need_bytes
    if need_bytes > (card_bytes := device.card_bytes(key.device)):
        raise ModelTooLarge(display_name(key), need_bytes, card_bytes)
    return 0


def build_worker_cache(folders: dict[ModelKey, Path]) -> ModelCache[Any]:
    """Build a worker's cache, whose models' files the main process has brought; call it in the worker.

    Args:
        folders: where they are; it may grow.
    """
    return ModelCache(
        fetch=lambda key, _: folders[key],
        estimate=lambda key: size.folder_bytes(
            folders[key], partial(device.float_bytes, dtype=key.dtype, device=key.device)
        ),
        load=load.load,
        measure=size.measure,
        free=device.free,
        budget_bytes=device.card_bytes("cuda:0"),
        is_out_of_memory=device.is_out_of_memory,
    )


def prepare() -> None:
    """On ZeroGPU, import the large libraries before the first fork and keep locks whole across it.

    What is imported after a fork, each worker would have to import for itself.
    """
    if is_zero_gpu():
        load.warm_up()
        keep_locks(BUILD_LOCK, IMPORTING)
        at_end(end_workers)


def end_workers() -> None:
    """End the workers, which would live on without the main process."""
    for worker in multiprocessing.active_children():
        worker.kill()


def keep_locks(*locks: Any) -> None:
    """Let a fork wait until nobody holds the locks: in the child they would stay held for ever.

    Args:
        locks: in the order in which they are taken.
    """

    def take() -> None:
        for lock in locks:
            lock.acquire()

    def give_back() -> None:
        for lock in reversed(locks):
            lock.release()

    os.register_at_fork(before=take, after_in_parent=give_back, after_in_child=give_back)
