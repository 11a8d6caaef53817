"""Room on the disk for downloads: what it has, what the owner allows, and what goes when that is not enough.

Downloads that this application brought go, those first that nobody has used for longest; none that any process has
loaded or is bringing, and nothing that came here by other ways. Several processes may share the folder: each holds a
lock for every model it uses.
"""

import contextlib
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from models.errors import DownloadFailed
from models.hub.explain import disk_full
from models.hub.locks import Lock, alone, held, is_free, taken_alone
from models.hub.login import VISITORS, common_folder

GB = 10**9
ON_SPACE_GB = 40.0
"""A Space's own disk has 50 GB."""

LOCKS = ".locks"
IN_USE, COMING, OURS = "in-use.lock", "coming.lock", "brought-here"
"""Files beside the locks of huggingface_hub, in a folder for each model."""

_lock = threading.Lock()
_held: dict[Path, Lock] = {}
_in_use: list[Callable[[], set[str]]] = []


def allowed_bytes() -> float:
    """Return how much all downloads together may take: PLAYGROUND_DOWNLOADS_GB, by default a bound on a Space only."""
    text = os.environ.get("PLAYGROUND_DOWNLOADS_GB", "")
    if text:
        return float(text) * GB
    return ON_SPACE_GB * GB if os.environ.get("SPACE_ID") else float("inf")


def hold(repo: Path) -> None:
    """Keep a model's folder, if there is one, until this process no longer uses it."""
    if not repo.is_dir():
        return
    with _lock, contextlib.suppress(OSError):  # where nothing can be written, nothing can be removed either
        if repo not in _held:
            _held[repo] = held(_beside(repo) / IN_USE)
        _held[repo].touch()


def tell_use(names: Callable[[], set[str]]) -> None:
    """Learn from a cache of models how to find out which ones it has: the names of their folders."""
    _in_use[:] = [names]


def let_go() -> None:
    """Hold no longer what this process does not use any more."""
    with _lock:
        if not _in_use:
            return
        used = _in_use[0]()  # whoever holds a model is in the cache before
        for repo in [one for one in _held if one.name not in used]:
            lock = _held.pop(repo)
            lock.touch()
            lock.let_go()


@contextmanager
def room_for(model: str, repo: Path, need_bytes: int) -> Iterator[None]:
    """Have room for what is still to come of a model while it is brought; older downloads go where they must.

    Raises:
        DownloadFailed: the disk or what is allowed is used up, and what could go would not be enough.
    """
    cache, beside = common_folder(), _beside(repo)
    cache.mkdir(parents=True, exist_ok=True)
    with alone(cache / LOCKS / "room.lock"):
        _require_room(model, repo, need_bytes)
        coming = held(beside / COMING)
        coming.path.write_text(str(used_bytes(repo) + need_bytes))
        (beside / OURS).touch()
        repo.mkdir(parents=True, exist_ok=True)
        hold(repo)
    try:
        yield
    finally:
        coming.let_go()


def _require_room(model: str, repo: Path, need_bytes: int) -> None:
    cache = common_folder()
    others = [*models_in(cache), *cache.glob(f"{VISITORS}/*/*/models--*")]
    coming_bytes = sum(still_coming_bytes(one) for one in others if one != repo)
    free_bytes, most = shutil.disk_usage(cache).free - coming_bytes, allowed_bytes()
    room_bytes = most - used_bytes(cache) - coming_bytes if most < float("inf") else most
    lack_bytes = need_bytes - min(free_bytes, room_bytes)
    if not need_bytes or lack_bytes <= 0 or make_room(cache, lack_bytes, keep=repo):
        return
    if free_bytes < need_bytes:
        raise disk_full(model, need_bytes)
    raise DownloadFailed("hub.server_keeps_at_most_most_gb", most=most / GB, model=model)


def make_room(cache: Path, lack_bytes: float, keep: Path) -> bool:
    """Remove downloads, the one used longest ago first; none at all where all that may go is not enough."""
    let_go()
    taken: list[tuple[Path, Lock, int]] = []
    try:
        for repo in sorted(models_in(cache), key=last_used_s):
            if lack_bytes <= 0:
                break
            lock = taken_alone(_beside(repo) / IN_USE) if repo != keep and may_go(repo) else None
            if lock:
                taken.append((repo, lock, used_bytes(repo)))
                lack_bytes -= taken[-1][2]
        if lack_bytes > 0:
            return False
        for repo, _, _ in taken:
            (_beside(repo) / OURS).unlink(missing_ok=True)
            shutil.rmtree(repo, ignore_errors=True)
        return True
    finally:
        for _, lock, _ in taken:
            lock.let_go()


def may_go(repo: Path) -> bool:
    """Tell whether a model was brought by this application, and nobody is writing to it."""
    beside = _beside(repo)
    return (beside / OURS).exists() and all(is_free(one) for one in beside.glob("*.lock") if one.name != IN_USE)


def models_in(cache: Path) -> list[Path]:
    """Return the folders of the models in the Hub's cache."""
    return [one for one in cache.glob("models--*") if one.is_dir()]


def last_used_s(repo: Path) -> float:
    """Return when a model's files were last used."""
    try:
        return (_beside(repo) / IN_USE).stat().st_mtime
    except OSError:
        return 0.0


def still_coming_bytes(repo: Path) -> int:
    """Return how much of a model is on its way, to whichever process."""
    path = _beside(repo) / COMING
    if not path.exists() or is_free(path):
        return 0
    return max(0, int(path.read_text() or 0) - used_bytes(repo))


def used_bytes(folder: Path) -> int:
    """Return what a folder takes; links are not followed."""
    total = 0
    for inside, _, names in os.walk(folder):
        for name in names:
            try:
                found = (Path(inside) / name).lstat()
            except OSError:
                continue
            total += found.st_size
    return total


def _beside(repo: Path) -> Path:
    return repo.parent / LOCKS / repo.name
