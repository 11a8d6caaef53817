"""The head: reads and draws as ever, and has replicas compute; what only this machine has is answered here.

A head is a node of the cluster that computes nothing: Serve has no streaming over a client's connection.
"""

import asyncio
import logging
import queue
import threading
import time
from collections import OrderedDict
from collections.abc import Generator
from contextlib import closing
from typing import Any

from models import hub
from models.cache.stats import CacheStats
from models.inside import Part
from models.key import ModelKey
from models.progress import Progress
from tabs.run.choice import RawAndReport
from tabs.run.engine.errors import Lost, NoReplica
from tabs.run.engine.local import Local
from tabs.run.engine.ray_serve.connection import (
    SILENT_S,
    START_S,
    choose_handle,
    follow,
    forget_handles,
    is_loss,
    join,
    unload_at,
)
from tabs.run.engine.ray_serve.known import told_by_replicas
from tabs.run.engine.ray_serve.mark import mark_of
from tabs.run.engine.ray_serve.rank import Wish
from tabs.run.engine.relay import Call, pack_call, unpack
from tabs.run.job import REQUEST, Job
from tabs.task import Task
from tabs.visitor import Visitor

LOOK_S = 0.2
"""How often a call looks whether its caller wants to stop."""

MOST_KNOWN = 1024
FAR = frozenset({"hub", "starter"})
"""Where replicas find a model, too; folders and what was trained here are of this machine."""

log = logging.getLogger(__name__)


class Vanished(Exception):
    """A replica is gone.

    Attributes:
        replica: its id; "" where none had begun.
        shown: whether a part of its answer has been handed on.
    """

    def __init__(self, replica: str, *, shown: bool) -> None:
        self.replica, self.shown = replica, shown
        super().__init__(replica)


class Cluster:
    """Answers with the models of a cluster's replicas; see Engine.

    Args:
        here: answers for the models of this machine.
        address: host:port of the cluster, or "auto" for the one that this machine is a node of.
    """

    def __init__(self, here: Local, address: str) -> None:
        self._here = here
        join(address)
        self._known: OrderedDict[str, Progress] = OrderedDict()
        self._lock = threading.Lock()
        self._loop = asyncio.new_event_loop()
        threading.Thread(target=self._loop.run_forever, name="cluster", daemon=True).start()

    def destination(self, task: Task) -> None:
        """Nothing is sent: the cluster is the server."""
        return

    def offer(self, task: Task) -> None:
        """The cluster is the server."""
        return

    def answer(
        self, task: Task, key: ModelKey, job: Job, inputs: dict[str, Any], parameters: dict[str, Any]
    ) -> RawAndReport:
        """Have a replica answer.

        Raises:
            Lost: two replicas were lost over it, or one in the middle of what is shown already.
            NoReplica: none took it.
        """
        if key.source not in FAR:
            return self._here.answer(task, key, job, inputs, parameters)
        call = Call("answer", task.id, key, inputs, parameters, job.visitor, hub.caller_token(), REQUEST.get())
        answer: RawAndReport = self._ask(call, job)
        return answer

    def look_inside(
        self, task: Task, key: ModelKey, inputs: dict[str, Any], parameters: dict[str, Any]
    ) -> tuple[Part, ...]:
        """Have the replica that has the model tell the steps."""
        if key.source not in FAR:
            return self._here.look_inside(task, key, inputs, parameters)
        told: tuple[Part, ...] = self._ask(Call("inside", task.id, key, inputs, parameters), Job())
        return told

    def load(self, key: ModelKey, visitor: Visitor) -> None:
        """Have a replica load a model."""
        if key.source not in FAR:
            return self._here.load(key, visitor)
        self._ask(Call("load", "", key, visitor=visitor.address, token=visitor.token), Job(visitor.address))
        return None

    def progress(self, key: ModelKey) -> Progress | None:
        """Return how far the load of a key was when a replica last told of it."""
        if key.source not in FAR:
            return self._here.progress(key)
        mark = mark_of(key)
        if any(mark in told.get("models", ()) for _, _, told in told_by_replicas()):
            return Progress("ready")
        with self._lock:
            return self._known.get(mark)

    def stats(self) -> CacheStats:
        """Return what is in memory, by what each replica told last."""
        told = [unpack(words["stats"])[1] for _, _, words in told_by_replicas() if "stats" in words]
        own = self._here.stats()
        budget = sum(one.budget_bytes for one in told) or own.budget_bytes
        parts = [own, *told]
        return CacheStats(
            budget,
            sum(one.resident_bytes for one in parts),
            sum(one.reserved_bytes for one in parts),
            tuple(entry for one in parts for entry in one.entries),
        )

    def unload(self, key: ModelKey) -> bool:
        """Drop a pipeline, by its key there, in every replica that has it."""
        found = [self._here.unload(key)]
        for application, replica, told in list(told_by_replicas()):
            if "stats" in told and unpack(told["stats"])[1].entry(key):
                found.append(unload_at(application, replica, key))
        return any(found)

    # One call.

    def _ask(self, call: Call, job: Job) -> Any:
        """Return a replica's answer; a second one is asked where the first is lost before it has said anything."""
        handle, packed, wish = choose_handle(call.key), pack_call(call), Wish(mark_of(call.key))
        for last in (False, True):
            try:
                return self._try(handle, packed, wish, call.key, job)
            except Vanished as lost:
                log.warning("A replica was lost with a call: %s", lost.replica or "none had begun")
                if last or lost.shown:
                    raise Lost("engine.lost_in_between" if lost.shown else "engine.lost_twice") from lost
                job.report("")
                wish = Wish(wish.model, lost=lost.replica)
            except NoReplica:
                forget_handles()
                raise
        raise AssertionError

    def _try(self, handle: Any, packed: bytes, wish: Wish, key: ModelKey, job: Job) -> Any:
        replica, shown = "", False
        with closing(self._messages(handle, packed, wish, job)) as messages:
            for message in messages:
                if isinstance(message, Exception):
                    raise message if not is_loss(message) else Vanished(replica, shown=shown) from message
                kind, value = unpack(message)
                if kind == "begun":
                    replica = value
                elif kind == "beat":
                    job.report(value[0])
                    self._remember(key, value[1])
                elif kind == "partial":
                    shown = True
                    job.show(value)
                elif kind == "error":
                    raise value
                else:
                    self._remember(key, Progress("ready"))
                    job.note, told_tokens = value.note, value.tokens
                    job.count(told_tokens)
                    return value.value
        if not replica:
            raise NoReplica("engine.no_replica")
        raise Vanished(replica, shown=shown)

    def _messages(self, handle: Any, packed: bytes, wish: Wish, job: Job) -> Generator[Any, None, None]:
        """Yield what a replica tells, or the error that came instead; end when it is silent for too long."""
        inbox: queue.SimpleQueue[Any] = queue.SimpleQueue()
        following = asyncio.run_coroutine_threadsafe(follow(handle, packed, wish, inbox), self._loop)
        heard_s, patience_s = time.monotonic(), START_S
        try:
            while time.monotonic() - heard_s < patience_s:
                job.check()
                try:
                    message = inbox.get(timeout=LOOK_S)
                except queue.Empty:
                    continue
                heard_s, patience_s = time.monotonic(), SILENT_S
                yield message
        finally:
            following.cancel()

    def _remember(self, key: ModelKey, progress: Progress | None) -> None:
        """Keep how far a load is, for as many models as were asked for last."""
        with self._lock:
            mark = mark_of(key)
            self._known.pop(mark, None)
            if progress is not None:
                self._known[mark] = progress
            while len(self._known) > MOST_KNOWN:
                self._known.popitem(last=False)
