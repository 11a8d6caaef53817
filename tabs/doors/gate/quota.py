"""How much each visitor has sent lately, and how many requests of each are open."""

import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager

HOUR_S = 3600.0
MOST_VISITORS = 10_000
"""Visitors remembered; beyond them the one who came longest ago is forgotten."""


class Quota:
    """Sums of what each visitor sent lately; safe for threads."""

    def __init__(self, most: int, clock: Callable[[], float] = time.monotonic, *, period_s: float = HOUR_S) -> None:
        """Allow each visitor `most` within a period; 0 is no bound."""
        self.most = most
        self.period_s = period_s
        self.clock = clock
        self.lock = threading.Lock()
        self.sent: OrderedDict[str, deque[tuple[float, int]]] = OrderedDict()

    def take(self, visitor: str, amount: int) -> int:
        """Count an amount and return 0; where it is too much, count nothing and return seconds until there is room."""
        if not self.most:
            return 0
        with self.lock:
            now = self.clock()
            sent = self.sent.setdefault(visitor, deque())
            self.sent.move_to_end(visitor)
            while sent and sent[0][0] <= now - self.period_s:
                sent.popleft()
            if sum(one for _, one in sent) + amount > self.most:
                return max(1, round(sent[0][0] + self.period_s - now)) if sent else int(self.period_s)
            sent.append((now, amount))
            while len(self.sent) > MOST_VISITORS:
                self.sent.popitem(last=False)
            return 0


class OpenRequests:
    """Counts the requests of each visitor that are being answered; used from one event loop."""

    def __init__(self, most: int) -> None:
        """Allow each visitor `most` at once; 0 is no bound."""
        self.most = most
        self.open: dict[str, int] = {}

    @contextmanager
    def one_more(self, visitor: str) -> Iterator[bool]:
        """Count a request while it is answered; yield whether it is allowed."""
        count = self.open.get(visitor, 0) + 1
        self.open[visitor] = count
        try:
            yield not self.most or count <= self.most
        finally:
            self.open[visitor] -= 1
            if not self.open[visitor]:
                del self.open[visitor]
