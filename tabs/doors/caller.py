"""One call of a task on behalf of a program: a worker computes, the event loop only waits.

The answer is awaited without polling while it is quick; a caller that hangs up stops its run.
"""

import asyncio
import math
import shutil
import time
import uuid
from collections.abc import AsyncIterator
from concurrent.futures import Future
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeGuard

from starlette.requests import Request as HttpRequest

from models.errors import QueueFull, Stopped
from models.key import ModelKey
from tabs.doors.refusal import ModelLoading
from tabs.doors.visitor import visitor_of
from tabs.read.upload import find_upload_folder
from tabs.run import Computed, Job, start
from tabs.run.compute import WORKERS
from tabs.run.engine import Engine, is_loaded
from tabs.run.report import name_model
from tabs.run.zero_gpu import name_visitor
from tabs.task import Request, Task
from tabs.visitor import Visitor

MOST_WAITING = 64
"""Calls at once; one more is told to come back."""

LOOK_S = 0.25
"""How often a slow call looks whether its caller is still there."""

STEP_S = 0.05
"""Seconds between two steps of an answer that grows: twenty a second look like one movement, and each takes a
millisecond or more from the model."""

LOAD_PATIENCE_S = 5.0
"""How long a call that will not wait for a model does wait; starters, always near, are waited for."""

BYTES_PER_S = 10e6
"""For the guess at how long a download takes."""


@dataclass
class Caller:
    """Calls tasks, at most MOST_WAITING at once.

    Attributes:
        engine: where models run.
        waiting: calls under way; read and written by the event loop alone.
    """

    engine: Engine
    waiting: int = 0

    async def call(self, task: Task, request: Request, http: HttpRequest, *, wait_for_model: bool) -> Computed:
        """Answer a request.

        Raises:
            AppError: it cannot be answered.
            ModelLoading: the model is not there yet, and the caller does not wait for it.
        """
        with self.take_place():
            request = replace(request, visitor=visitor_of(http))
            job = Job(request.visitor.address)
            name_visitor(http)
            future = start(task, self.engine, request, job)
            try:
                patience_s = math.inf if wait_for_model else LOAD_PATIENCE_S
                return await self.follow(future, job, http, patience_s, request.visitor)
            finally:
                job.stop()
                future.cancel()

    async def follow(
        self, future: "Future[Computed]", job: Job, http: HttpRequest, patience_s: float, visitor: Visitor
    ) -> Computed:
        """Wait for an answer as long as somebody wants it; for a model to load, as long as the caller is patient."""
        waited, started_s = watch(future), time.monotonic()
        while not (await asyncio.wait([waited], timeout=LOOK_S))[0]:
            if await http.is_disconnected():
                raise Stopped("doors.the_caller_is_gone")
            if time.monotonic() - started_s > patience_s and self.is_loading(job.key):
                WORKERS.submit(self.engine.load, job.key, visitor)  # goes on when this call gives up
                raise ModelLoading(name_model(job.key), self.estimate_s(job.key))
        return await waited

    async def call_all(
        self, task: Task, requests: list[Request], http: HttpRequest, *, wait_for_model: bool
    ) -> list[Computed]:
        """Answer several requests of one caller, in order; they ride in common batches where the task has them."""
        calls = [self.call(task, one, http, wait_for_model=wait_for_model) for one in requests]
        if len(calls) == 1:
            return [await calls[0]]
        under_way = [asyncio.ensure_future(one) for one in calls]
        try:
            return await asyncio.gather(*under_way)
        finally:
            for one in under_way:
                one.cancel()

    async def stream(self, task: Task, request: Request, http: HttpRequest) -> AsyncIterator[Any]:
        """Yield a call's unfinished answers, each whole, the last there is at each step, and at last the Computed."""
        with self.take_place():
            request = replace(request, visitor=visitor_of(http))
            job = Job(request.visitor.address)
            name_visitor(http)
            future = start(task, self.engine, request, job)
            waited = watch(future)
            try:
                while not waited.done():
                    partial = await asyncio.to_thread(job.take_next_partial, LOOK_S)
                    if partial is not None:
                        yield [partial, *job.take_partials()][-1]
                        await asyncio.wait([waited], timeout=STEP_S)
                    elif await http.is_disconnected():
                        raise Stopped("doors.the_caller_is_gone")
                yield await waited
            finally:
                job.stop()
                future.cancel()

    def take_place(self) -> "Place":
        """Return a context that takes one of the places; QueueFull if there is none."""
        return Place(self)

    def is_loading(self, key: ModelKey | None) -> TypeGuard[ModelKey]:
        """Tell whether a call waits for a model from elsewhere."""
        return key is not None and key.source != "starter" and not is_loaded(self.engine, key)

    def estimate_s(self, key: ModelKey) -> float:
        """Return about how long it will take until the model is loaded."""
        progress = self.engine.progress(key)
        left_bytes = progress.total_bytes - progress.done_bytes if progress else 0
        return round(LOAD_PATIENCE_S + left_bytes / BYTES_PER_S, 1)


class Place:
    """One of a caller's places."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def __enter__(self) -> None:
        if self._caller.waiting >= MOST_WAITING:
            raise QueueFull
        self._caller.waiting += 1

    def __exit__(self, *_: object) -> None:
        self._caller.waiting -= 1


def watch(future: "Future[Computed]") -> "asyncio.Future[Computed]":
    """Return the future of this event loop; what it fails of when its caller has gone is no complaint in the log."""
    waited = asyncio.wrap_future(future)
    waited.add_done_callback(lambda done: done.cancelled() or done.exception())
    return waited


class Parcel:
    """A folder for the files that come inside one request, if any do; removed when the answer is given."""

    def __init__(self) -> None:
        self._folder = find_upload_folder() / f"door-{uuid.uuid4().hex}"

    def __enter__(self) -> Path:
        return self._folder

    def __exit__(self, *_: object) -> None:
        if self._folder.exists():
            shutil.rmtree(self._folder, ignore_errors=True)
