"""How much may be asked at once on this server: read from the environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass

from tabs.doors.gate.limits import MB, read_bound

BOUNDS = {"PLAYGROUND_MANY_ROWS": (10_000.0, 500.0), "PLAYGROUND_MANY_MB": (1_000.0, 100.0)}
"""Each bound on a machine of one's own, and on a Space. 0 is no bound."""


@dataclass(frozen=True, slots=True)
class ManyLimits:
    """What one visitor may have answered.

    Attributes:
        rows: of one table; 0 is no bound.
        kept_bytes: of one table with its files and answers; 0 is no bound.
    """

    rows: int
    kept_bytes: int


def read_many_limits(environment: Mapping[str, str] = os.environ) -> ManyLimits:
    """Read the settings.

    Raises:
        SystemExit: one of them means nothing.
    """
    on_space = bool(environment.get("SPACE_ID"))
    rows, megabytes = (read_bound(environment, name, default[on_space]) for name, default in BOUNDS.items())
    return ManyLimits(int(rows), int(megabytes * MB))
