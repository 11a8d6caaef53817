"""Callers who wait for the same thing are answered together: what each brings, and who goes along with whom."""

import math
from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Any, Literal, Protocol, TypeVar

MOST = 32
"""Items of one batch."""

PADDED = 16_384
"""Largest count times size of a batch: 32 texts of 512 tokens. More takes memory and is no faster."""

ALONE_COSTS = 40
"""What a batch costs beside its items, in the same unit: for less padding than that, items go together.

Measured with MiniLM on one core: 12 ms a forward pass and 0.3 ms a token."""

SEEN = 64
"""Of a long line only so many are divided into batches: choosing takes a millisecond."""

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
        at_once: how many batches the work does at the same time, each with its own padding.
        visitor: whose it is; "" where nobody is told apart.
        state: "taken" while the one whose turn it is works on it, "alone" after a batch with it has failed.
        result: of the work, once "answered".
    """

    item: Any
    group: Hashable
    size: int = 1
    stop: Callable[[], bool] = lambda: False
    passes: int = 1
    at_once: int = 1
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

    Those who wait for the same group are divided into batches so that all are answered soonest: the head's goes now.
    All of a batch are padded to the longest, so a short text does not go with a long one, unless the work does several
    batches at once. `own` bounds the sum of the weights of one visitor's.
    """
    if head.state == "alone":
        return []
    waiting = list(islice((one for one in others if waits_with(head, one.errand)), SEEN))
    batch = cheapest_batches(head, [one.errand for one in waiting if one.errand])
    chosen: list[Q] = []
    sums = Counter({head.visitor: head.weight})
    for place in waiting:
        errand = place.errand
        if errand in batch and sums[errand.visitor] + errand.weight <= own:
            chosen.append(place)
            sums[errand.visitor] += errand.weight
    return chosen


def waits_with(head: Errand, errand: Errand | None) -> bool:
    """Tell whether an errand may be done by the head's work."""
    return errand is not None and errand.state == "waiting" and errand.group == head.group


def cheapest_batches(head: Errand, others: Iterable[Errand]) -> set[Errand]:
    """Divide errands into batches of neighbours in size that cost least together; return those that are done now.

    They are the one with the head, and, as long as the work does more at once, those next to it.
    """
    ordered = sorted([*others, head], key=lambda one: (one.size, one is head))
    costs, starts = [0.0], [0]
    for end in range(1, len(ordered) + 1):

        def cost_from(start: int, end: int = end) -> float:
            return costs[start] + batch_cost(end - start, ordered[end - 1])

        starts.append(min(range(max(0, end - MOST), end), key=cost_from))
        costs.append(cost_from(starts[-1]))
    batches, end = [], len(ordered)
    while end:
        batches.append(ordered[starts[end] : end])
        end = starts[end]
    place = next(number for number, batch in enumerate(batches) if head in batch)
    nearest = sorted(range(len(batches)), key=lambda number: abs(number - place))
    done = batches[place]
    for number in nearest[1 : head.at_once]:
        done = [*done, *batches[number]] if len(done) + len(batches[number]) <= MOST else done
    return set(done)


def batch_cost(count: int, longest: Errand) -> float:
    """Return what a batch costs, in tokens; what is larger than its bounds is none."""
    padded = count * longest.size
    return math.inf if count > 1 and padded > PADDED else padded + ALONE_COSTS * longest.passes
