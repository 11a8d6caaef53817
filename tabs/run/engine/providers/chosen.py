"""Models that somebody has run elsewhere by their name, whichever engine answers for the others."""

import ipaddress
import socket
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from models import hub
from models.cache.stats import CacheStats
from models.elsewhere import HUGGING_FACE, SOURCES, is_allowed
from models.errors import BadInput
from models.inside import Part
from models.key import ModelKey
from models.progress import Progress
from tabs.run.choice import RawAndReport
from tabs.run.engine import Destination, Engine, Offer
from tabs.run.engine.errors import NotServed
from tabs.run.engine.providers.asking import (
    Connect,
    There,
    Workers,
    ask_there,
    at_endpoint,
    at_providers,
    connect,
    connect_bounded,
)
from tabs.run.engine.providers.calls import CALLS
from tabs.run.job import Job
from tabs.run.report import name_model
from tabs.task import Task
from tabs.visitor import Visitor

EACH = 16
"""Calls of one visitor at once."""


@dataclass(frozen=True)
class AsChosen:
    """Asks Providers or an Endpoint where a key says so; see Engine.

    Attributes:
        usual: answers for all other keys.
        token: the owner's, which pays at Providers for visitors without a login of their own; "" for none. No Endpoint
            that somebody typed sees it.
        connect: makes a client for Providers.
        connect_bounded: makes one for an Endpoint.
    """

    usual: Engine
    token: str = field(default="", repr=False)
    connect: Connect = connect
    connect_bounded: Connect = connect_bounded
    workers: Workers = field(default_factory=lambda: Workers(EACH), repr=False, compare=False)

    def destination(self, task: Task) -> Destination | None:
        """Tell where a task's inputs are sent of themselves."""
        return self.usual.destination(task)

    def offer(self, task: Task) -> Offer | None:
        """Tell whether people may have a model of the task run elsewhere."""
        return Offer(bool(self.token)) if is_allowed() and task.id in CALLS else None

    def answer(
        self, task: Task, key: ModelKey, job: Job, inputs: dict[str, Any], parameters: dict[str, Any]
    ) -> RawAndReport:
        """Return what the one answers that the key names.

        Raises:
            NotServed: nobody there answers for the task, the model or this visitor.
            BadInput: a setting cannot be sent, or the server refuses what was.
        """
        if key.source not in SOURCES:
            return self.usual.answer(task, key, job, inputs, parameters)
        return ask_there(task, self.find(key), job, inputs, parameters, self.workers)

    def find(self, key: ModelKey) -> There:
        """Return who is asked: with the visitor's own login, which only Hugging Face sees."""
        if key.source == "providers":
            return at_providers(self.connect, key.model, "providers", self.token)
        if HUGGING_FACE.fullmatch(key.model):
            return at_endpoint(self.reach, key.model, name_model(key), hub.caller_token())
        return at_endpoint(self.connect_bounded, key.model, name_model(key), "")  # the owner wrote it out

    def reach(self, **options: Any) -> Any:
        """Return a client for an Endpoint at Hugging Face, by a name that only they give."""
        refuse_private(str(urlsplit(options["base_url"]).hostname))
        return self.connect_bounded(**options)

    def look_inside(
        self, task: Task, key: ModelKey, inputs: dict[str, Any], parameters: dict[str, Any]
    ) -> tuple[Part, ...]:
        """Return the steps of one more run, of a model that is here."""
        if key.source in SOURCES:
            raise BadInput("engine.not_inside")
        return self.usual.look_inside(task, key, inputs, parameters)

    def load(self, key: ModelKey, visitor: Visitor) -> None:
        """Have a pipeline ready; those elsewhere are not ours to load."""
        if key.source not in SOURCES:
            self.usual.load(key, visitor)

    def progress(self, key: ModelKey) -> Progress | None:
        """Return how far the load of a key is; what is elsewhere needs none."""
        return Progress("ready") if key.source in SOURCES else self.usual.progress(key)

    def stats(self) -> CacheStats:
        """Return what is in memory."""
        return self.usual.stats()

    def unload(self, key: ModelKey) -> bool:
        """Drop a pipeline."""
        return self.usual.unload(key)


def refuse_private(host: str) -> None:
    """Refuse a name that leads into this server's own network.

    Raises:
        NotServed: one of its addresses is not public.
    """
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except OSError:
        return  # behind a proxy names are not known here; the request itself will tell
    if not all(ipaddress.ip_address(str(one[4][0]).partition("%")[0]).is_global for one in found):
        raise NotServed("engine.private_address", host=host)
