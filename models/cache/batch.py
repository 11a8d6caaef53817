"""Callers who wait for the same thing are answered together: what each brings, and who goes along with whom."""

import math
from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import Any, Literal, Protocol, TypeVar

MOST = 32
"""Items of one batch."""

PADDED = 16_384
"""Largest count times size of a batch: 32 texts of 512 tokens. More takes memory and is no faster."""

ALONE_COSTS = 40
"""What a call costs beside its items, in the same unit: an item goes along where it adds less padding than that.

Measured with MiniLM on one core: 12 ms a forward pass and 0.3 ms a token."""

OWN = 512
"""Most of a batch that one visitor's items may be on a CPU while others use the server, too: theirs would wait for a
batch of his as for one long call, and more of them together save less than a tenth of the time."""


@dataclass(eq=False, slots=True)
class Errand:
    """What one caller wants to have answered; read and written under the cache's condition.

    Attributes:
        item: what the work is to be done with.
        group: items with equal groups can be done by one piece of work.
        size: of the item, in tokens or another unit in which items of a batch are padded to the largest one.
        stop: tells whether the caller has given up; called outside the condition.
        passes: how many forward passes the work takes, about: one for a class, one for each token of an answer.
        visitor: whose it is; "" where nobody is told apart.
        state: "taken" while the one whose turn it is works on it, "alone" after a batch with it has failed.
        result: of the work, once "answered".
    """

    item: Any
    group: Hashable
    size: int = 1
    stop: Callable[[], bool] = lambda: False
    passes: int = 1
    visitor: str = ""
    state: Literal["waiting", "taken", "alone", "answered"] = "waiting"
    result: Any = None

    @property
    def weight(self) -> int:
        """By how much a pass takes longer with it: all its tokens at once, or one after the other."""
        return self.size // self.passes


class InLine(Protocol):
    """A place in the line, with an errand or without."""

    @property
    def errand(self) -> Errand | None:
        """Return what is to be done."""


Q = TypeVar("Q", bound=InLine)


def who_goes_along(head: Errand, others: Iterable[Q], own: float = math.inf) -> list[Q]:
    """Choose from those behind the head of the line whom it takes along, in the line's order.

    Each must wait for the same group, and cost less within the batch than by itself: all are padded to the
    longest, so a short text does not go with a long one. `own` bounds the sum of the weights of one visitor's.
    """
    chosen: list[Q] = []
    sums = Counter({head.visitor: head.weight})
    if head.state == "alone":
        return chosen
    longest = head.size
    for place in others:
        count = len(chosen) + 1
        if count >= MOST:
            break
        errand = place.errand
        if errand is None or errand.state != "waiting" or errand.group != head.group:
            continue
        if sums[errand.visitor] + errand.weight > own:
            continue
        padded = (count + 1) * max(longest, errand.size)
        if padded <= PADDED and padded - count * longest <= errand.size + ALONE_COSTS * errand.passes:
            chosen.append(place)
            sums[errand.visitor] += errand.weight
            longest = max(longest, errand.size)
    return chosen
