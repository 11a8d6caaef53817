"""Which idle pipelines make room: a pure function."""

from collections.abc import Iterable
from typing import NamedTuple

from models.key import ModelKey


class Idle(NamedTuple):
    """A pipeline that nobody uses.

    Attributes:
        key: names it.
        size_bytes: the memory its freeing returns.
        last_used_s: when it was last released, on the cache's clock.
    """

    key: ModelKey
    size_bytes: int
    last_used_s: float


def choose_victims(idle: Iterable[Idle], need_bytes: int) -> list[Idle]:
    """Choose what to evict so that at least need_bytes are freed: least recently used first.

    What the newer victims free without it is not evicted: an old small model survives when the large one
    after it suffices. All of idle are chosen when even they do not suffice; none when need_bytes <= 0.
    """
    victims: list[Idle] = []
    surplus_bytes = -need_bytes
    for candidate in sorted(idle, key=lambda one: one.last_used_s):
        if surplus_bytes >= 0:
            break
        victims.append(candidate)
        surplus_bytes += candidate.size_bytes
    for victim in reversed(victims.copy()):
        if victim.size_bytes <= surplus_bytes:
            victims.remove(victim)
            surplus_bytes -= victim.size_bytes
    return victims
