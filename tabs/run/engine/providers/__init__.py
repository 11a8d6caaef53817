"""Models at Hugging Face's Inference Providers, or at an Endpoint: on somebody else's machines.

What goes there is told beside the task before anything is sent. Folders and what was trained here are answered here,
and so, of Providers, are the starters, and every task that no Endpoint is named for.
"""

import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from models.cache.stats import CacheStats
from models.errors import BadInput
from models.inside import Part
from models.key import ModelKey
from models.progress import Progress
from tabs.run.choice import RawAndReport
from tabs.run.engine import Destination, Engine
from tabs.run.engine.providers.asking import Connect, Workers, ask_there, at_endpoint, at_providers, connect
from tabs.run.engine.providers.calls import CALLS
from tabs.run.job import Job
from tabs.run.report import name_model
from tabs.task import Task
from tabs.visitor import Visitor

PROVIDERS = "providers"
ADDRESS = re.compile(r"(?:([a-z0-9-]+)=)?(https?://\S+)")


@dataclass(frozen=True)
class Elsewhere:
    """Answers with models of somebody else's; see Engine.

    Attributes:
        here: answers for what is not sent.
        addresses: of Endpoints by the task's id, "" for all others; {} where Providers are asked.
        token: the owner's, for Endpoints, and at Providers for visitors without a login of their own; "" for none.
        connect: makes a client.
    """

    here: Engine
    addresses: dict[str, str] = field(default_factory=dict)
    token: str = field(default="", repr=False)
    connect: Connect = connect
    workers: Workers = field(default_factory=Workers, repr=False)

    def destination(self, task: Task) -> Destination | None:
        """Tell who is asked; None where it is nobody else."""
        if self.addresses:
            address = self.address_of(task)
            return Destination("engine.sent_to_endpoint", {"host": urlsplit(address).netloc}) if address else None
        return Destination("engine.sent_to_providers") if task.id in CALLS else None

    def offer(self, task: Task) -> None:
        """The owner has chosen."""
        return

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
        address = self.address_of(task)
        if address:
            there = at_endpoint(self.connect, address, name_model(key), self.token)
        else:
            there = at_providers(self.connect, key.model, "hub", self.token)
        return ask_there(task, there, job, inputs, parameters, self.workers)

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
