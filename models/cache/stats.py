"""What the model cache tells about itself: frozen snapshots."""

from dataclasses import dataclass
from typing import Literal

from models.key import ModelKey
from models.progress import Progress

EntryState = Literal["loading", "ready", "stale"]


@dataclass(frozen=True, slots=True)
class EntryStats:
    """One entry of the cache at one moment.

    Attributes:
        key: names the pipeline.
        state: "stale" means unloaded or evicted, and still in use or being freed.
        size_bytes: measured size; while it loads, what is reserved for it (0 before the reservation).
        pins: how many users have it or wait for it.
        idle_s: seconds since its last release; 0 while pinned.
        load_s: seconds that building it took, without download and waiting; 0 while it loads.
        uses: how many users were given it. Inside a use it counts that use: 1 means loaded in this very use.
        progress: how far its load is.
    """

    key: ModelKey
    state: EntryState
    size_bytes: int
    pins: int
    idle_s: float
    load_s: float
    uses: int
    progress: Progress


@dataclass(frozen=True, slots=True)
class CacheStats:
    """The whole cache at one moment.

    Attributes:
        budget_bytes: what all pipelines together may take.
        resident_bytes: what the loaded ones take, until their freeing has finished.
        reserved_bytes: what is set aside for those being loaded.
        entries: one for each key in the cache, oldest first.
    """

    budget_bytes: int
    resident_bytes: int
    reserved_bytes: int
    entries: tuple[EntryStats, ...]

    def entry(self, key: ModelKey) -> EntryStats | None:
        """Return the entry of a key, None where the cache has none."""
        return next((entry for entry in self.entries if entry.key == key), None)
