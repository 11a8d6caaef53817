"""What the model cache remembers about one key, and a user's place in the line for it."""

from collections import deque
from dataclasses import dataclass, field
from typing import Generic, Literal, TypeVar

from models.cache.batch import Errand
from models.cache.stats import EntryStats
from models.key import ModelKey
from models.progress import Progress

P = TypeVar("P")


@dataclass(eq=False, slots=True)
class Entry(Generic[P]):
    """One key's pipeline, from the miss that inserts it to the end of its freeing.

    All fields are read and written under the cache's condition; only `pipe` is also touched without it, by
    the one thread that loads or frees the entry.

    Attributes:
        line: the users in the order of their turns: visitors one after the other, each one's calls in order of
            arrival. Its head is the loader, later the one who has the pipeline. A place in the line is the pin:
            nobody can wait without pinning, and pins cannot be miscounted.
        state: "gone" once it has left the cache.
        stale: takes no new users; whoever empties the line, or made it stale while empty, frees it.
        fetched: the download is over; reports that come late are ignored.
        cause: what the load failed of; None where the loader only gave up.
    """

    key: ModelKey
    line: "deque[Place[P]]" = field(default_factory=deque)
    state: Literal["loading", "ready", "gone"] = "loading"
    stale: bool = False
    pipe: P | None = None
    size_bytes: int = 0
    reserved_bytes: int = 0
    fetched: bool = False
    progress: Progress = field(default_factory=lambda: Progress("waiting"))
    cause: Exception | None = None
    last_used_s: float = 0.0
    load_s: float = 0.0
    uses: int = 0

    @property
    def idle(self) -> bool:
        """Loaded, wanted by nobody and not on its way out: free to be evicted."""
        return self.state == "ready" and not self.stale and not self.line

    @property
    def going(self) -> bool:
        """Being freed right now: its bytes will be room in a moment."""
        return self.stale and not self.line

    def stats(self, now_s: float) -> EntryStats:
        """Take a snapshot; now_s is the cache's clock."""
        loading = self.state == "loading"
        return EntryStats(
            key=self.key,
            state="stale" if self.stale else "loading" if loading else "ready",
            size_bytes=self.size_bytes + self.reserved_bytes,
            pins=len(self.line),
            idle_s=0.0 if self.line else now_s - self.last_used_s,
            load_s=self.load_s,
            uses=self.uses,
            progress=self.progress,
        )


@dataclass(eq=False, frozen=True, slots=True)
class Place(Generic[P]):
    """One user's place in the line of an entry; places are equal only to themselves.

    Attributes:
        loads: this user's miss inserted the entry, so this user loads it.
        errand: what this user wants to have done, by itself or by one before it; None to have the pipeline.
        visitor: whose call it is; "" where nobody is told apart.
        turn: in which round of all visitors it comes.
    """

    entry: Entry[P]
    loads: bool
    errand: Errand | None = None
    visitor: str = ""
    turn: int = 0
