"""How long runs usually take here, so that who waits can be told: learnt from the runs of this process."""

import threading
from collections import OrderedDict

from models.key import ModelKey

NEWEST = 0.3
"""The weight of the latest run in the mean."""

MOST = 256
"""Pairs of task and model that are remembered."""

Pair = tuple[str, str, str]

_usual: OrderedDict[Pair, float] = OrderedDict()
_lock = threading.Lock()


def expect_s(task: str, key: ModelKey | None) -> float:
    """Return how many seconds a run usually takes once the model is loaded; 0.0 where none was finished yet."""
    with _lock:
        return _usual.get(_pair(task, key), 0.0) if key else 0.0


def remember_s(task: str, key: ModelKey | None, seconds: float) -> None:
    """Take a finished run into the mean; the pair that was silent for longest goes when there are too many."""
    if key is None:
        return
    with _lock:
        before = _usual.pop(_pair(task, key), seconds)
        _usual[_pair(task, key)] = before + NEWEST * (max(seconds, 0.0) - before)
        while len(_usual) > MOST:
            _usual.popitem(last=False)


def _pair(task: str, key: ModelKey) -> Pair:
    return task, key.model, key.device
