"""A replica: a process with a cache and a budget of its own, which answers calls as a server of its own would.

Calls run in threads, as in a server, so that those that wait for the same model are batched in its lane.
"""

import asyncio
import logging
import os
import threading
import time
from collections.abc import AsyncIterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import replace
from typing import Any

import ray
from ray import serve
from ray.serve.config import AutoscalingConfig, RequestRouterConfig

from models import device, hub, load, zero_gpu
from models.cache import ModelCache
from models.errors import AppError
from models.key import ModelKey
from models.precision import check_device, check_dtype
from models.tidy import tidy_up
from tabs import TABS
from tabs.run.engine.local import Local
from tabs.run.engine.ray_serve.mark import mark_of
from tabs.run.engine.ray_serve.rank import SPREAD
from tabs.run.engine.ray_serve.router import ModelRouter
from tabs.run.engine.relay import Call, Told, pack, unpacked
from tabs.run.job import REQUEST, Job
from tabs.task import Task

BEAT_S = 0.2
"""How often a call is heard of, and so how soon Stop reaches it."""

MOST_CALLS = 64
"""Calls under way at one replica; more wait with the head."""

DRAIN_S = 600.0
"""How long a replica that is ended may finish its answers."""

STATS_S = 1.0
"""How often a replica tells which models it has."""

TIDY_S = 60.0
MOST_MARKS = 1024
TASKS = {task.id: task for tab in TABS for task in tab.tasks}

log = logging.getLogger(__name__)


class LoudJob(Job):
    """A job that wakes an event loop when there is something to tell."""

    def __init__(self, visitor: str, wake: Any) -> None:
        super().__init__(visitor)
        self._wake = wake

    def show(self, raw: Any, by: str = "") -> None:
        """Hand over an unfinished answer."""
        super().show(raw, by)
        self._wake()


class Replica:
    """Answers calls with the models in its memory.

    Args:
        memory_gb: memory for its models together; 0: what a server on this machine would take.
        cache: another one than that of a server.
        tasks: the tasks it knows, by id.
    """

    def __init__(
        self, memory_gb: float = 0, cache: ModelCache[Any] | None = None, tasks: dict[str, Task] = TASKS
    ) -> None:
        device.share_arenas()
        hub.start_probe()
        self._engine = Local(cache or zero_gpu.build_cache(round(memory_gb * 1e9)))
        self._tasks = tasks
        self._marks: dict[ModelKey, str] = {}
        self._lock = threading.Lock()
        self._workers = ThreadPoolExecutor(max_workers=MOST_CALLS, thread_name_prefix="run")
        self._node = ray.get_runtime_context().get_node_id()
        self._id = serve.get_replica_context().replica_id.unique_id
        if cache is None:
            load.warm_up()
        threading.Thread(target=self._tidy, name="tidy", daemon=True).start()

    async def serve(self, packed: bytes) -> AsyncIterator[bytes]:
        """Answer a call.

        Args:
            packed: see relay.pack_call.

        Yields:
            Packed pairs: ("begun", id of this replica), ("beat", (words, Progress or None)), ("partial", raw), and
            last ("answer", Told) or ("error", error).
        """
        yield pack("begun", self._id)
        changed, loop = asyncio.Event(), asyncio.get_running_loop()

        def wake() -> None:
            loop.call_soon_threadsafe(changed.set)

        with unpacked(packed) as call:
            job = LoudJob(call.visitor, wake)
            done = self._workers.submit(copy_context().run, self._work, call, job)
            done.add_done_callback(lambda _: wake())
            try:
                while not done.done():
                    if not await is_set_within(changed, BEAT_S):
                        yield pack("beat", (job.message, self._engine.progress(job.key) if job.key else None))
                    changed.clear()
                    for partial in job.take_partials():
                        yield pack("partial", partial)
                yield last_word(done, job)
            finally:
                job.stop()
                done.cancel()

    def place(self, call: Call) -> ModelKey:
        """Return the key under which this replica has a model: on its own device, by its own mark of the login."""
        place = check_device("")
        with hub.logged_in(call.token):
            visitor = hub.caller_mark() if call.key.visitor else ""
        dtype = check_dtype("" if call.key.dtype == "auto" else call.key.dtype, place)
        key = replace(call.key, device=place, dtype=dtype, visitor=visitor)
        with self._lock:
            self._marks[key] = mark_of(call.key)
            while len(self._marks) > MOST_MARKS:
                del self._marks[next(iter(self._marks))]
        return key

    def _work(self, call: Call, job: Job) -> Any:
        REQUEST.set(call.request)
        job.key = key = self.place(call)  # libraries and the Hub may take a while: never in the event loop
        with hub.logged_in(call.token):
            if call.kind == "load":
                with self._engine.cache.use(key, job.is_stopped, job.visitor):
                    return None
            task = self._tasks[call.task]
            if call.kind == "inside":
                return self._engine.look_inside(task, key, call.inputs, call.parameters)
            return self._engine.answer(task, key, job, call.inputs, call.parameters)

    def unload(self, key: ModelKey) -> bool:
        """Drop a pipeline by its key here; return False if there is none."""
        return self._engine.unload(key)

    def record_routing_stats(self) -> dict[str, Any]:
        """Return what heads know of this replica: the marks of its models, and its memory."""
        stats = self._engine.stats()
        ready = filter(None, [self._marks.get(entry.key) for entry in stats.entries if entry.load_s])
        return {"models": sorted(ready), "stats": pack("stats", stats), "process": os.getpid(), "node": self._node}

    def _tidy(self) -> None:
        while True:
            time.sleep(TIDY_S)
            tidy_up(self._engine.cache)


async def is_set_within(event: asyncio.Event, timeout_s: float) -> bool:
    """Wait for an event; tell whether it came in time."""
    try:
        return await asyncio.wait_for(event.wait(), timeout_s)
    except TimeoutError:
        return False


def last_word(done: "Future[Any]", job: Job) -> bytes:
    """Return the answer of a finished call, or its error."""
    try:
        return pack("answer", Told(done.result(), job.note, job.tokens))
    except AppError as error:
        return pack("error", error)
    except BaseException as error:
        log.exception("A run failed in a replica")
        return pack("error", RuntimeError(f"{type(error).__name__} in a replica"))


def build(settings: dict[str, Any]) -> Any:
    """Return the application, for `serve run tabs.run.engine.ray_serve.replica:build name=value ...`."""
    return make_application(Replica, settings)


def make_application(replica: type[Replica], settings: dict[str, Any]) -> Any:
    """Return the application of a class of replicas.

    Args:
        replica: the class.
        settings: all may be left out: `replicas`, or `least` and `most`, how many there are; `memory_gb` for the models
            of each, `cpus` and `gpus` of each; `spread`, calls under way at a replica from which on another one shares
            its models; `grow_s` and `shrink_s`, seconds of more than half of that at each, or of less, after which a
            replica is added or ended.
    """
    given = {name: float(value) for name, value in settings.items()}
    least = int(given.get("replicas", given.get("least", 1)))
    most = int(given.get("replicas", given.get("most", max(least, 4))))
    spread = int(given.get("spread", SPREAD))
    memory_gb = given.get("memory_gb", 0.0)
    deployment = serve.deployment(
        replica,
        name="replica",
        max_ongoing_requests=MOST_CALLS,
        ray_actor_options={
            "num_cpus": given.get("cpus", 1),
            "num_gpus": given.get("gpus", 0),
            **({"memory": memory_gb * 1e9} if memory_gb and not given.get("gpus") else {}),
        },
        autoscaling_config=AutoscalingConfig(
            min_replicas=least,
            max_replicas=most,
            target_ongoing_requests=spread / 2,
            upscale_delay_s=given.get("grow_s", 10),
            downscale_delay_s=given.get("shrink_s", 600),
        ),
        health_check_period_s=5,
        graceful_shutdown_timeout_s=DRAIN_S,
        request_router_config=RequestRouterConfig(
            request_router_class=ModelRouter,
            request_router_kwargs={"spread": spread},
            request_routing_stats_period_s=STATS_S,
        ),
    )
    return deployment.bind(memory_gb)
