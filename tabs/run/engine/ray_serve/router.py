"""Which replica gets a call: one that has the model, until it has enough to do.

Serve's own multiplexing counts models; here a replica tells which ones its cache holds, by bytes. Without word of any,
calls for one model go to the same replica by rendezvous hashing (Thaler and Ravishankar, 1998), whatever head they
come from, so that a model is loaded once and not everywhere.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from weakref import WeakSet

from ray.serve.request_router import PendingRequest, ReplicaID, RequestRouter, RunningReplica

SPREAD = 16
"""Calls under way at a replica from which on another one is asked, though it may have to load the model first."""


@dataclass(frozen=True)
class Wish:
    """Where a call wants to go; it travels as the name of a multiplexed model.

    Attributes:
        model: the mark of the model, "" where any will do.
        only: the id of the one replica that may get it; "" for any.
        lost: the id of a replica that was lost with this call.
    """

    model: str = ""
    only: str = ""
    lost: str = ""

    def __str__(self) -> str:
        return "|".join((self.model, self.only, self.lost))

    @classmethod
    def read(cls, text: str) -> "Wish":
        """Return the wish that was written."""
        parts = text.split("|")
        return cls(*parts) if len(parts) == 3 else cls(text)


@dataclass(frozen=True)
class Candidate:
    """A replica as the choice sees it: its id, how many calls it has under way, and the marks of its models."""

    id: str
    calls: int
    models: frozenset[str]


def rank(wish: Wish, candidates: list[Candidate], spread: int = SPREAD) -> list[str]:
    """Return the ids of the replicas that may get a call, the best first.

    Those with less than `spread` calls under way come first: who has the model before who has not, then by hash; then
    the others, the shortest line first.
    """
    if wish.only:
        return [one.id for one in candidates if one.id == wish.only]
    may = [one for one in candidates if one.id != wish.lost] or candidates

    def cost(one: Candidate) -> tuple[Any, ...]:
        line = one.calls if one.calls >= spread else 0
        return line, wish.model not in one.models, mix(wish.model, one.id)

    return [one.id for one in sorted(may, key=cost)]


def mix(model: str, replica: str) -> int:
    """Return a number that is the same everywhere for a model at a replica, and any for another."""
    return int.from_bytes(hashlib.blake2b(f"{model}|{replica}".encode(), digest_size=8).digest())


class ModelRouter(RequestRouter):  # type: ignore[misc]
    """Chooses by `rank`; Serve makes one in each process that calls."""

    def initialize_state(self, spread: int = SPREAD) -> None:
        """Take the settings of the deployment."""
        self._spread = spread
        ROUTERS.add(self)

    async def choose_replicas(
        self, candidate_replicas: list[RunningReplica], pending_request: PendingRequest | None = None
    ) -> list[list[RunningReplica]]:
        """Return the replicas one by one, the best first."""
        named = {name_of(one.replica_id): one for one in candidate_replicas}
        candidates = [
            Candidate(
                name,
                self.replica_queue_len_cache.get(one.replica_id) or 0,
                frozenset(one.routing_stats.get("models", ())),
            )
            for name, one in named.items()
        ]
        wish = Wish.read(pending_request.metadata.multiplexed_model_id if pending_request else "")
        if pending_request is not None:
            pending_request.routing_context.should_backoff = True
        return [[named[name]] for name in rank(wish, candidates, self._spread)]


def name_of(replica: ReplicaID) -> str:
    """Return a replica's id as it knows itself."""
    return str(replica.unique_id)


ROUTERS: WeakSet[ModelRouter] = WeakSet()
"""Those of this process: they know the replicas, and what these last told of themselves."""


def told_by_replicas() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield of each living replica its application, its id and what it told last."""
    for router in list(ROUTERS):
        for replica, one in list(router.curr_replicas.items()):
            yield router.app_name, name_of(replica), one.routing_stats
