"""Which engine this server has: its owner says so in PLAYGROUND_ENGINE."""

import os
from typing import Any

from models.cache import ModelCache
from models.elsewhere import listed_origins
from tabs.run.engine import Engine
from tabs.run.engine.local import Local
from tabs.run.engine.providers import Elsewhere, read_addresses
from tabs.run.engine.providers.chosen import AsChosen

CLUSTER = "ray://"


def build_engine(cache: ModelCache[Any], setting: str | None = None) -> Engine:
    """Return the engine for a setting; None is that of the environment.

    What only this machine has is answered by the cache in any case, and what somebody has run elsewhere, there.

    Raises:
        SystemExit: the setting means nothing, or what it names is not there.
    """
    setting = os.environ.get("PLAYGROUND_ENGINE", "") if setting is None else setting
    token = os.environ.get("PLAYGROUND_ENGINE_TOKEN", "")
    listed_origins()
    here = Local(cache)
    if not setting:
        return AsChosen(here, token)
    if setting.startswith(CLUSTER):
        return AsChosen(join_cluster(here, setting.removeprefix(CLUSTER) or "auto"), token)
    try:
        addresses = read_addresses(setting)
    except ValueError as error:
        raise SystemExit(
            f"PLAYGROUND_ENGINE is {setting!r}. Set it to ray://host:6379, providers, or the address of an Endpoint, "
            "or leave it out to run models on this machine."
        ) from error
    return Elsewhere(AsChosen(here, "" if addresses else token), addresses, token)  # Endpoints' token is theirs alone


def join_cluster(here: Local, address: str) -> Engine:
    """Return the engine of a cluster.

    Raises:
        SystemExit: the package for it is missing, or the cluster is not to be reached.
    """
    try:
        from tabs.run.engine.ray_serve.head import Cluster
    except ModuleNotFoundError as error:
        raise SystemExit('PLAYGROUND_ENGINE names a cluster: pip install "ray[serve]" first.') from error
    return Cluster(here, address)
