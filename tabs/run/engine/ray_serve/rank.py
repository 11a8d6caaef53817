"""Which replica gets a call: one that has the model, until it has enough to do.

Serve's own multiplexing counts models; here a replica tells which ones its cache holds, by bytes. Without word of any,
calls for one model go to the same replica by rendezvous hashing (Thaler and Ravishankar, 1998), whatever head they
come from, so that a model is loaded once and not everywhere.
"""

import hashlib
from dataclasses import dataclass

SPREAD = 8
"""Calls under way at each replica that has a model from which on another one loads it, too."""


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

    Of those that have the model the one with the shortest line comes first; when each of them has `spread` calls under
    way, one that has less and would load it. Nobody is known to have it: its place by hash.
    """
    if wish.only:
        return [one.id for one in candidates if one.id == wish.only]
    may = [one for one in candidates if one.id != wish.lost] or candidates
    place = {one.id: mix(wish.model, one.id) for one in may}
    having = [one for one in may if wish.model in one.models]
    others = [one for one in may if wish.model not in one.models]
    having.sort(key=lambda one: (one.calls, place[one.id]))
    others.sort(key=lambda one: (one.calls if one.calls >= spread else 0, place[one.id]))
    loads = bool(others) and others[0].calls < spread and (not having or having[0].calls >= spread)
    return [one.id for one in ([*others, *having] if loads else [*having, *others])]


def mix(model: str, replica: str) -> int:
    """Return a number that is the same everywhere for a model at a replica, and any for another."""
    return int.from_bytes(hashlib.blake2b(f"{model}|{replica}".encode(), digest_size=8).digest())
