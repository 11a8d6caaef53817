"""One call that another server answers: what may be sent, the wait for it, what comes of it."""

import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from models import hub
from models.errors import AppError, BadInput, QueueFull, Stopped
from models.key import SourceKind
from tabs.run.choice import RawAndReport
from tabs.run.engine.errors import NotServed
from tabs.run.engine.providers.calls import CALLS
from tabs.run.engine.providers.refusal import explain
from tabs.run.job import Job
from tabs.task import Task
from tabs.words import say

TIMEOUT_S = 120.0
LOOK_S = 0.2
MOST = 64
"""Calls at once."""

NOBODY = "Inference Providers"
"""Where a call goes that no single server is named for."""

Connect = Callable[..., Any]


def connect(**options: Any) -> Any:
    """Return a client of huggingface_hub."""
    from huggingface_hub import InferenceClient

    return InferenceClient(timeout=TIMEOUT_S, **options)


def connect_bounded(**options: Any) -> Any:
    """Return a client for a server that is not to be trusted."""
    from tabs.run.engine.providers.bounded import BoundedClient

    return BoundedClient(timeout=TIMEOUT_S, **options)


class Workers:
    """Threads that wait for other servers: so many for each visitor, whether or not the answers are still wanted."""

    def __init__(self, each: int = MOST) -> None:
        self._pool = ThreadPoolExecutor(MOST, "elsewhere")
        self._each, self._busy, self._lock = each, Counter[str](), threading.Lock()

    def submit(self, visitor: str, work: Callable[[], Any]) -> "Future[Any]":
        """Have a call answered; raise QueueFull where the visitor has too many under way."""
        with self._lock:
            if self._busy[visitor] >= self._each:
                raise QueueFull
            self._busy[visitor] += 1
        future = self._pool.submit(work)
        future.add_done_callback(lambda _: self._release(visitor))
        return future

    def _release(self, visitor: str) -> None:
        with self._lock:
            self._busy[visitor] -= 1
            if not self._busy[visitor]:
                del self._busy[visitor]


@dataclass(frozen=True)
class There:
    """A server, or Providers, and how it is asked.

    Attributes:
        where: its name.
        model: the name of the model that is asked for; an Endpoint has its own.
        source: as in a key.
        client: makes the client, in the thread that asks; it may refuse.
    """

    where: str
    model: str
    source: SourceKind
    client: Callable[[], Any] = field(repr=False)


def at_providers(connect: Connect, model: str, source: SourceKind, owners_token: str) -> There:
    """Return Providers as they are asked for a model: with the login of this context, else with the owner's token.

    Raises:
        NotServed: there is neither.
    """
    token = hub.caller_token() or owners_token
    if not token:
        raise NotServed("engine.needs_login")
    return There(NOBODY, model, source, partial(connect, model=model, provider="auto", token=token))


def at_endpoint(connect: Connect, address: str, model: str, token: str) -> There:
    """Return an Endpoint as it is asked for a model: with this login and no other, "" for none."""
    where = urlsplit(address).netloc
    headers = {"authorization": f"Bearer {token}" if token else None}
    client = partial(connect, base_url=address, token=token or "none", headers=headers)
    return There(where, model, "endpoint", client)


def ask_there(
    task: Task, there: There, job: Job, inputs: dict[str, Any], parameters: dict[str, Any], workers: Workers
) -> RawAndReport:
    """Return what another server answers, in the pipeline's form, and the report of the run.

    Raises:
        NotServed: nobody there answers for the task, the model or this visitor.
        BadInput: a setting cannot be sent, or the server refuses what was.
        Stopped: nobody waits for it any longer; what is under way there is left to itself.
    """
    if task.id not in CALLS:
        raise NotServed("engine.task_not_served")
    ask, taken = CALLS[task.id]
    refuse_settings(task, parameters, taken)
    asked_s = time.monotonic()

    def work() -> Any:
        try:
            with closing(there.client()) as client:
                return ask(client, job, parameters, **inputs)
        except AppError:
            raise
        except Exception as error:
            raise explain(error, there.where, there.model, is_one_server=there.where != NOBODY) from error

    raw = follow(workers.submit(job.visitor, work), job)
    report = {
        "task": task.id,
        "model": there.where if there.source == "endpoint" else there.model,
        "revision": "",
        "source": there.source,
        "device": there.where,
        "dtype": "",
        "load_s": 0.0,
        "run_s": round(time.monotonic() - asked_s, 3),
    }
    return raw, report


def follow(answering: "Future[Any]", job: Job) -> Any:
    """Wait for an answer as long as somebody wants it."""
    while not wait([answering], LOOK_S).done:
        if job.is_stopped():
            answering.cancel()
            raise Stopped("common.stopped")
    return answering.result()


def refuse_settings(task: Task, parameters: dict[str, Any], taken: tuple[str, ...]) -> None:
    """Refuse a setting that would change nothing without a word."""
    for one in task.parameters:
        if one.name not in taken and parameters.get(one.name, one.default) != one.default:
            raise BadInput("engine.setting_not_sent", name=say(one.label))
