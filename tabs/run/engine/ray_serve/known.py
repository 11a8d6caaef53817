"""What this process knows of the replicas: those that its routers see, and what each told last."""

from collections.abc import Iterator
from typing import Any
from weakref import WeakSet

ROUTERS: "WeakSet[Any]" = WeakSet()
"""The routers of this process."""


def name_of(replica: Any) -> str:
    """Return a replica's id as it knows itself."""
    return str(replica.unique_id)


def told_by_replicas() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield of each living replica its application, its id and what it told last; {} before it has told anything."""
    seen = set()
    for router in list(ROUTERS):
        for replica, one in list(router.curr_replicas.items()):
            name = name_of(replica)
            if name not in seen:
                seen.add(name)
                yield router.app_name, name, one.routing_stats
