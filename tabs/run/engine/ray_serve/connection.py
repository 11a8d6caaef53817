"""What a head knows of the cluster: how to join it, which replicas are for which models, and when one is gone."""

import asyncio
import logging
import queue
import socket
import threading
import time
from contextlib import suppress
from functools import lru_cache
from typing import Any

import ray
from ray import serve
from ray.exceptions import RayError, RayTaskError
from ray.serve.exceptions import RayServeException

from models import load
from models.errors import AppError
from models.key import ModelKey
from tabs.run.engine.errors import NoReplica
from tabs.run.engine.ray_serve.rank import Wish

CPU, GPU = "models-cpu", "models-gpu"
"""The applications of the cluster; the second may be missing."""

LARGE_BYTES = 1_000_000_000
"""In memory; from this size on a model is run by replicas with a GPU, where there are any."""

START_S, SILENT_S = 120.0, 30.0
"""How long a call waits for a replica to take it, and for the next word of one that has."""

LOOK_AGAIN_S, REACH_S = 5.0, 5.0
MOST_SIZES = 1024

HANDLES: dict[str, Any] = {}
"""One for each application: each has a router of its own, which knows the replicas."""

_look_again_s: dict[str, float] = {}
_looking = threading.Lock()


async def follow(handle: Any, packed: bytes, wish: Wish, inbox: "queue.SimpleQueue[Any]") -> None:
    """Hand on what a replica tells; cancelling it ends the call there."""
    told = None
    try:
        told = handle.options(stream=True, multiplexed_model_id=str(wish)).serve.remote(packed)
        async for message in told:
            inbox.put(message)
    except asyncio.CancelledError:
        if told is not None:
            told.cancel()
        raise
    except RayServeException:
        inbox.put(NoReplica("engine.no_replica"))
    except Exception as error:
        inbox.put(error)


def is_loss(error: Exception) -> bool:
    """Tell whether an error is that of a process or machine that is gone, not of the call."""
    return isinstance(error, RayError) and not isinstance(error, RayTaskError)


def join(address: str) -> None:
    """Join the cluster of which this machine is a node.

    Raises:
        SystemExit: it is none, or the cluster is not to be reached.
    """
    try:
        if address != "auto":  # Ray itself tries for minutes
            host, _, port = address.rpartition(":")
            socket.create_connection((host, int(port)), REACH_S).close()
        ray.init(address=address, log_to_driver=False, logging_level=logging.WARNING, ignore_reinit_error=True)
    except (OSError, ValueError, RuntimeError) as error:
        raise SystemExit(
            f"This machine is no node of the cluster at {address}. "
            "Start it as one that computes nothing, ray start --address=HOST:6379 --num-cpus=0, and try again."
        ) from error


def handle_of(application: str) -> Any:
    """Return an application's handle, None if there is none; one that is missing is looked for again later."""
    found = HANDLES.get(application)
    if found is not None:
        return found
    with _looking:  # all who come at once wait for the one that looks
        if application not in HANDLES and time.monotonic() >= _look_again_s.get(application, 0.0):
            with suppress(RayServeException, RayError):
                HANDLES[application] = serve.get_app_handle(application)
            _look_again_s[application] = time.monotonic() + LOOK_AGAIN_S
        return HANDLES.get(application)


def forget_handles() -> None:
    """Have every application looked for again: one may have been ended since."""
    HANDLES.clear()
    _look_again_s.clear()


def choose_handle(key: ModelKey) -> Any:
    """Return the handle of the replicas that run a model of this size.

    Raises:
        NoReplica: there are none.
    """
    large = handle_of(GPU) if key.source == "hub" else None
    handle = large if large is not None and is_large(key) else handle_of(CPU) or handle_of(GPU)
    if handle is None:
        raise NoReplica("engine.no_replica")
    return handle


def unload_at(application: str, replica: str, key: ModelKey) -> bool:
    """Have one replica drop a pipeline; return False where it has none, or is gone."""
    handle = handle_of(application).options(multiplexed_model_id=str(Wish(only=replica)))
    with suppress(RayError, RayServeException, TimeoutError):
        return bool(handle.unload.remote(key).result(timeout_s=SILENT_S))
    return False


def is_large(key: ModelKey) -> bool:
    """Tell whether a model is for replicas with a GPU; False where its size is not known just now."""
    with suppress(AppError):
        return takes_bytes(key) >= LARGE_BYTES
    return False


@lru_cache(maxsize=MOST_SIZES)
def takes_bytes(key: ModelKey) -> int:
    """Return about how much memory a model will take; what is not known is asked for again."""
    return load.estimate(key)
