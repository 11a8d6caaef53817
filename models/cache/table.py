"""The model cache's bookkeeping: who waits for what, and whose bytes are counted. No threads in here."""

from collections.abc import Iterable
from typing import Generic

from models.cache.entry import Entry, P, Place
from models.cache.eviction import Idle, choose_victims
from models.cache.failure import fresh_error
from models.cache.stats import CacheStats
from models.key import ModelKey
from models.progress import Progress


class CacheTable(Generic[P]):
    """One entry per key. Every method is one short step, to be made under the cache's condition.

    Methods that return a list of entries have closed these to users; the caller must drop them, outside the
    condition, and then `remove` them. Until then their bytes count.
    """

    def __init__(self, budget_bytes: int) -> None:
        self._budget_bytes = budget_bytes
        self._entries: dict[ModelKey, Entry[P]] = {}

    def get(self, key: ModelKey) -> Entry[P] | None:
        """Return the entry of a key, stale or not."""
        return self._entries.get(key)

    # Users.

    def join(self, key: ModelKey) -> Place[P] | None:
        """Pin the key's entry, made here on a miss; return None while a stale one is in the way."""
        entry = self._entries.get(key)
        if entry is not None and entry.stale:
            return None
        place = Place(entry or Entry(key), loads=entry is None)
        self._entries[key] = place.entry
        place.entry.line.append(place)
        return place

    def turn(self, place: Place[P]) -> bool | None:
        """Return True at the head of a ready line, None before, False if the loader gave up.

        Raises:
            AppError: the load failed; every place gets an exception of its own.
        """
        entry = place.entry
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
        entry.line.remove(place)
        entry.last_used_s = now_s
        return [entry] if entry.going and entry.state != "gone" else []

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
