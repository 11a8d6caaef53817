"""The router that Serve has in each process that calls: it knows the replicas, and asks `rank` for the choice."""

from collections.abc import Iterator
from typing import Any
from weakref import WeakSet

from ray.serve.request_router import PendingRequest, ReplicaID, RequestRouter, RunningReplica

from tabs.run.engine.ray_serve.rank import SPREAD, Candidate, Wish, rank


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
    """Yield of each living replica its application, its id and what it told last; {} before it has told anything."""
    seen = set()
    for router in list(ROUTERS):
        for replica, one in list(router.curr_replicas.items()):
            name = name_of(replica)
            if name not in seen:
                seen.add(name)
                yield router.app_name, name, one.routing_stats
