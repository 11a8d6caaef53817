"""Models at Hugging Face's Inference Providers, or at an Endpoint: on somebody else's machines.

What goes there is told beside the task before anything is sent. Folders and what was trained here are answered here,
and so, of Providers, are the starters, and every task that no Endpoint is named for.
"""

import re
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from models import hub
from models.cache.stats import CacheStats
from models.errors import AppError, BadInput, Stopped
from models.inside import Part
from models.key import ModelKey
from models.progress import Progress
from tabs.run.choice import RawAndReport
from tabs.run.engine import Destination
from tabs.run.engine.errors import NotServed
from tabs.run.engine.local import Local
from tabs.run.engine.providers.calls import CALLS
from tabs.run.engine.providers.refusal import explain
from tabs.run.job import Job
from tabs.run.report import name_model
from tabs.task import Task
from tabs.visitor import Visitor
from tabs.words import say

PROVIDERS = "providers"
ADDRESS = re.compile(r"(?:([a-z0-9-]+)=)?(https?://\S+)")
LOOK_S = 0.2
TIMEOUT_S = 120.0
NOBODY = "Inference Providers"

Connect = Callable[..., Any]


def connect(**options: Any) -> Any:
    """Return a client of huggingface_hub."""
    from huggingface_hub import InferenceClient

    return InferenceClient(timeout=TIMEOUT_S, **options)


@dataclass(frozen=True)
class Elsewhere:
    """Answers with models of somebody else's; see Engine.

    Attributes:
        here: answers for what is not sent.
        addresses: of Endpoints by the task's id, "" for all others; {} where Providers are asked.
        token: the owner's, for Endpoints, and at Providers for visitors without a login of their own; "" for none.
        connect: makes a client.
    """

    here: Local
    addresses: dict[str, str] = field(default_factory=dict)
    token: str = field(default="", repr=False)
    connect: Connect = connect
    workers: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(64, "elsewhere"), repr=False)

    def destination(self, task: Task) -> Destination | None:
        """Tell who is asked; None where it is nobody else."""
        if self.addresses:
            address = self.address_of(task)
            return Destination("engine.sent_to_endpoint", {"host": host_of(address)}) if address else None
        return Destination("engine.sent_to_providers") if task.id in CALLS else None

    def address_of(self, task: Task) -> str:
        """Return the Endpoint that a task is asked of, "" for none."""
        return self.addresses.get(task.id, self.addresses.get("", "")).replace("{task}", task.id)

    def is_sent(self, task: Task, key: ModelKey) -> bool:
        """Tell whether a call is answered elsewhere."""
        if self.addresses:
            return key.source in ("hub", "starter") and bool(self.address_of(task))
        return key.source == "hub"

    def answer(
        self, task: Task, key: ModelKey, job: Job, inputs: dict[str, Any], parameters: dict[str, Any]
    ) -> RawAndReport:
        """Return what another server answers, in the pipeline's form.

        Raises:
            NotServed: nobody there answers for the task, the model or this visitor.
            BadInput: a setting cannot be sent, or the server refuses what was.
        """
        if not self.is_sent(task, key):
            return self.here.answer(task, key, job, inputs, parameters)
        if task.id not in CALLS:
            raise NotServed("engine.task_not_served")
        ask, taken = CALLS[task.id]
        refuse_settings(task, parameters, taken)
        address, asked_s = self.address_of(task), time.monotonic()
        where = host_of(address) if address else NOBODY
        client = self.client_for(key, address)

        def ask_there() -> Any:
            try:
                return ask(client, job, parameters, **inputs)
            except AppError:
                raise
            except Exception as error:
                raise explain(error, where, name_model(key)) from error
            finally:
                client.close()

        raw = follow(self.workers.submit(ask_there), job)
        report = {
            "task": task.id,
            "model": where if address else name_model(key),
            "revision": "",
            "source": "endpoint" if address else "hub",
            "device": where,
            "dtype": "",
            "load_s": 0.0,
            "run_s": round(time.monotonic() - asked_s, 3),
        }
        return raw, report

    def client_for(self, key: ModelKey, address: str) -> Any:
        """Return a client that shows nobody's login but the one meant: none of this machine, no visitor's elsewhere."""
        if address:
            headers = {"authorization": f"Bearer {self.token}" if self.token else None}
            return self.connect(base_url=address, token=self.token or "none", headers=headers)
        token = hub.caller_token() or self.token
        if not token:
            raise NotServed("engine.needs_login")
        return self.connect(model=key.model, provider="auto", token=token)

    def look_inside(
        self, task: Task, key: ModelKey, inputs: dict[str, Any], parameters: dict[str, Any]
    ) -> tuple[Part, ...]:
        """Return the steps of a text through a model of this machine."""
        if self.is_sent(task, key):
            raise BadInput("engine.not_inside")
        return self.here.look_inside(task, key, inputs, parameters)

    def load(self, key: ModelKey, visitor: Visitor) -> None:
        """Load a model of this machine; others are not ours to load."""
        if key.source != "hub":
            self.here.load(key, visitor)

    def progress(self, key: ModelKey) -> Progress | None:
        """Return how far the load of a key is; what is elsewhere needs none."""
        return Progress("ready") if key.source == "hub" else self.here.progress(key)

    def stats(self) -> CacheStats:
        """Return what is in this machine's memory."""
        return self.here.stats()

    def unload(self, key: ModelKey) -> bool:
        """Drop a pipeline of this machine."""
        return self.here.unload(key)


def follow(answering: Any, job: Job) -> Any:
    """Wait for an answer as long as somebody wants it; what is under way elsewhere is left to itself."""
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


def host_of(address: str) -> str:
    """Return the name of a server."""
    return urlsplit(address).netloc


def read_addresses(setting: str) -> dict[str, str]:
    """Return the Endpoints of a setting: addresses with commas between, each after "task=" or for all tasks.

    Raises:
        ValueError: it is nothing of that kind.
    """
    if setting == PROVIDERS:
        return {}
    found = [ADDRESS.fullmatch(part.strip()) for part in setting.split(",")]
    if not all(found):
        raise ValueError(setting)
    return {one.group(1) or "": one.group(2) for one in found if one}
