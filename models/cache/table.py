"""The model cache's bookkeeping: who waits for what, and whose bytes are counted. No threads in here."""

import math
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any, Generic, Literal

from models.cache.batch import OWN, Errand, who_goes_along
from models.cache.entry import Entry, P, Place
from models.cache.eviction import Idle, choose_victims
from models.cache.failure import fresh_error
from models.cache.stats import CacheStats
from models.key import ModelKey
from models.progress import Progress

SHARED_S = 600.0
"""For how long the server counts as used by several visitors after one came whose predecessor was another."""


class CacheTable(Generic[P]):
    """One entry per key. Every method is one short step, to be made under the cache's condition.

    Methods that return a list of entries have closed these to users; the caller must drop them, outside the
    condition, and then `remove` them. Until then their bytes count.
    """

    def __init__(self, budget_bytes: int) -> None:
        self._budget_bytes = budget_bytes
        self._entries: dict[ModelKey, Entry[P]] = {}
        self._came = ("", -math.inf)  # who came last, and when
        self._shared_s = -math.inf  # when one came within SHARED_S of another

    def get(self, key: ModelKey) -> Entry[P] | None:
        """Return the entry of a key, stale or not."""
        return self._entries.get(key)

    # Users.

    def join(
        self, key: ModelKey, errand: Errand | None = None, visitor: str = "", now_s: float = 0.0
    ) -> Place[P] | None:
        """Pin the key's entry, made here on a miss; return None while a stale one is in the way.

        Visitors have their turns one after the other, as in fair queueing (Demers, Keshav and Shenker, 1989): a call
        comes in the round after that of its visitor's last one, or, without one in the line, in the round that is on.
        """
        found = self._entries.get(key)
        if found is not None and found.stale:
            return None
        entry = self._entries[key] = found or Entry(key)
        self._note(visitor, now_s)
        own = [one.turn for one in entry.line if one.visitor == visitor]
        turn = own[-1] + 1 if own else entry.line[0].turn if entry.line else 0
        place = Place(entry, loads=found is None, errand=errand, visitor=visitor, turn=turn)
        later = (number for number, one in enumerate(entry.line) if one.turn > turn)
        entry.line.insert(next(later, len(entry.line)), place)
        return place

    def join_new(self, key: ModelKey) -> Place[P] | None:
        """Pin an entry made here; return None while there is one."""
        return None if key in self._entries else self.join(key)

    def _note(self, visitor: str, now_s: float) -> None:
        before, came_s = self._came
        if visitor != before and now_s - came_s < SHARED_S:
            self._shared_s = now_s
        self._came = visitor, now_s

    def turn(self, place: Place[P]) -> bool | None:
        """Return True at the head of a ready line or once answered, None before, False if the loader gave up.

        Raises:
            AppError: the load failed; every place gets an exception of its own.
        """
        entry = place.entry
        if place.errand is not None and place.errand.state == "answered":
            return True
        if entry.cause is not None:
            raise fresh_error(entry.cause, entry.key) from entry.cause
        if entry.state == "gone":
            return False
        if entry.state == "loading" or entry.line[0] is not place:
            return None
        entry.uses += 1
        return True

    def leave(self, place: Place[P], now_s: float) -> list[Entry[P]]:
        """Unpin; return the entry if it was stale and this was its last user."""
        entry = place.entry
        if place not in entry.line:  # answered by another, who has unpinned it
            return []
        entry.line.remove(place)
        entry.last_used_s = now_s
        return [entry] if entry.going and entry.state != "gone" else []

    # Batches: whoever has the pipeline does the errands of others too. All stay pinned until they are answered.

    def take_along(self, place: Place[P], head: Errand, now_s: float) -> list[Place[P]]:
        """Return the places whose errands are done together, the smallest first; place itself is one of them."""
        entry = place.entry
        shared = entry.key.device == "cpu" and now_s - self._shared_s < SHARED_S
        taken = [place, *who_goes_along(head, islice(entry.line, 1, None), OWN * head.at_once if shared else math.inf)]
        for one in taken:
            if one.errand is not None and one is not place:
                one.errand.state = "taken"
        return sorted(taken, key=lambda one: one.errand.size if one.errand else 0)

    def answer(self, places: Sequence[Place[P]], results: Sequence[Any]) -> None:
        """Hand out the results; who has one leaves the line, all but the head, which has the pipeline."""
        for place, result in zip(places, results, strict=True):
            line = place.entry.line
            if place.errand is not None and place in line:
                place.errand.result, place.errand.state = result, "answered"
                if place is not line[0]:
                    line.remove(place)
                    place.entry.uses += 1

    def part(self, places: Sequence[Place[P]], state: Literal["waiting", "alone"]) -> None:
        """Let everybody who was taken along wait for a turn again, in the old order."""
        for place in places:
            if place.errand is not None and place.errand.state == "taken":
                place.errand.state = state

    def still_wanted(self, places: Sequence[Place[P]]) -> list[Errand]:
        """Return the errands of those who have not left the line."""
        return [place.errand for place in places if place.errand is not None and place in place.entry.line]

    # The loader.

    def reserve(self, entry: Entry[P], need_bytes: int) -> list[Entry[P]] | None:
        """Reserve and return nothing to evict; or return what to evict first; or None if that cannot help."""
        if need_bytes + self._excess_bytes() <= 0:
            entry.reserved_bytes = need_bytes
            return []
        lack_bytes = need_bytes + self._excess_bytes() - self._going_bytes()
        victims = choose_victims(self.idle(), lack_bytes)
        enough = sum(victim.size_bytes for victim in victims) >= lack_bytes
        return self.close(victims) if victims and enough else None

    def keeps_reservation(self, entry: Entry[P]) -> bool:
        """Give the reservation back if an underestimated load has taken its memory meanwhile."""
        if self._excess_bytes() > 0:
            entry.reserved_bytes = 0
            return False
        return True

    def settle(self, entry: Entry[P], size_bytes: int, load_s: float) -> list[Entry[P]]:
        """Replace the reservation by the measured size; return what an underestimate displaces."""
        entry.size_bytes, entry.reserved_bytes, entry.load_s = size_bytes, 0, load_s
        entry.state, entry.progress = "ready", Progress("ready")
        return self.close(choose_victims(self.idle(), self._excess_bytes() - self._going_bytes()))

    # The way out.

    def idle(self) -> list[Idle]:
        """Return what may be evicted: loaded, unpinned and not on its way out."""
        entries = self._entries.values()
        return [Idle(entry.key, entry.size_bytes, entry.last_used_s) for entry in entries if entry.idle]

    def close(self, victims: Iterable[Idle]) -> list[Entry[P]]:
        """Make idle entries stale."""
        entries = [self._entries[victim.key] for victim in victims]
        for entry in entries:
            entry.stale = True
        return entries

    def close_one(self, entry: Entry[P]) -> list[Entry[P]]:
        """Make any entry stale; return it if nobody has it, else its last user's `leave` will."""
        doomed = [] if entry.stale or entry.line else [entry]
        entry.stale = True
        return doomed

    def remove(self, entry: Entry[P], cause: Exception | None) -> None:
        """Forget an entry whose memory has been returned; cause is what its load failed of, if it did."""
        del self._entries[entry.key]
        entry.state, entry.cause = "gone", cause
        entry.size_bytes = entry.reserved_bytes = 0

    # Sums.

    def stats(self, now_s: float) -> CacheStats:
        """Take a snapshot; now_s is the cache's clock."""
        entries = self._entries.values()
        return CacheStats(
            budget_bytes=self._budget_bytes,
            resident_bytes=sum(entry.size_bytes for entry in entries),
            reserved_bytes=sum(entry.reserved_bytes for entry in entries),
            entries=tuple(entry.stats(now_s) for entry in entries),
        )

    def _excess_bytes(self) -> int:
        """Return how far resident and reserved bytes are above the budget; negative: room."""
        used_bytes = sum(entry.size_bytes + entry.reserved_bytes for entry in self._entries.values())
        return used_bytes - self._budget_bytes

    def _going_bytes(self) -> int:
        return sum(entry.size_bytes for entry in self._entries.values() if entry.going)
