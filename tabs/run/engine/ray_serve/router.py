"""The router that Serve has in each process that calls: it knows the replicas, and asks `rank` for the choice.

Serve sends this module's source along, by value: what its routers share with the head is in a module of its own.
"""

from ray.serve.request_router import PendingRequest, RequestRouter, RunningReplica

from tabs.run.engine.ray_serve import known
from tabs.run.engine.ray_serve.rank import SPREAD, Candidate, Wish, rank


class ModelRouter(RequestRouter):  # type: ignore[misc]
    """Chooses by `rank`; Serve makes one in each process that calls."""

    def initialize_state(self, spread: int = SPREAD) -> None:
        """Take the settings of the deployment."""
        self._spread = spread
        known.ROUTERS.add(self)

    async def choose_replicas(
        self, candidate_replicas: list[RunningReplica], pending_request: PendingRequest | None = None
    ) -> list[list[RunningReplica]]:
        """Return the replicas one by one, the best first."""
        named = {known.name_of(one.replica_id): one for one in candidate_replicas}
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
