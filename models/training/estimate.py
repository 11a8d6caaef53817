"""How long a run will take, and how much memory: told before it starts, and rough."""

import math
import os
import sys
from dataclasses import dataclass
from pathlib import Path

from models.data.store import describe_data
from models.device import has_nvidia_driver
from models.errors import word
from models.training.kinds import ALL, HEAD
from models.training.plan import Plan
from models.training.script import CHECKS
from models.training.speed import measure_core

NUMBER_BYTES = 4
LEARNING_BYTES = 12
"""Of each number that learns: its gradient, and the two averages of Adam (Kingma and Ba, arXiv:1412.6980)."""

LIBRARIES_BYTES = 900_000_000
"""What the process takes before any model: torch, transformers, datasets."""

ACTIVATION_BYTES = 1_600
"""For a position of a row, times the square root of the millions of parameters."""

OPERATIONS_A_S = {"cuda": 2e13, "mps": 1e12}
"""Of a graphics card, as small batches get them."""

OF_A_CORE = 0.5
"""How much of what a core does in a product of matrices is left for a step of training."""

CPU_QUOTA = Path("/sys/fs/cgroup/cpu.max")
FORWARD, BACKWARD = 2.0, 4.0
"""Operations for each parameter and position."""

START_S = 20.0
"""Imports, and reading the data."""

MEASURED = CHECKS + 2
"""How often the held-out rows are gone through: before, while it learns, after."""

WRITE_S = 0.02
"""For a token that is written, of all rows of a batch at once."""

STEP_S = 0.1
"""Of each step, whatever the model."""

LEARNS = {HEAD: 0.02, ALL: 1.0}
"""The share of parameters that learn; LoRA's is about that of a head."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a run will take: seconds, and bytes of memory."""

    seconds: float
    memory_bytes: int

    @property
    def words(self) -> str:
        """The estimate, in words."""
        minutes = self.seconds / 60
        time = word("train.about_a_minute") if minutes < 1.5 else word("train.about_minutes_minutes", minutes=minutes)
        if minutes > 90:
            time = word("train.about_minutes_hours", minutes=minutes / 60)
        return word("train.time_self_gb_memory", time=time, self=self.memory_bytes / 1000000000.0)


def usable_cores() -> int:
    """Return how many cores this process may use: of the machine, of its affinity, of its container."""
    found = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    try:
        quota, period = CPU_QUOTA.read_text(encoding="utf-8").split()
        return max(1, min(found, int(quota) // int(period)))
    except (OSError, ValueError):  # no container, or one without a bound: "max"
        return found


def positions_of(plan: Plan) -> float:
    """Return about how many positions the model sees of a row; a text is cut off at the longest that is wanted."""
    is_text = plan.kind.columns[0].kind not in ("picture", "sound")
    return min(plan.kind.positions, plan.settings["max_length"]) if is_text else plan.kind.positions


def device_kind() -> str:
    """Return what the run will compute on, as far as it is known without torch, which takes seconds to import."""
    given = os.environ.get("PLAYGROUND_DEVICE", "").split(":")[0]
    return given or ("cuda" if has_nvidia_driver() else "mps" if sys.platform == "darwin" else "cpu")


def operations_a_s(device: str) -> float:
    """Return how many operations a second a run gets on this machine."""
    if device in OPERATIONS_A_S:
        return OPERATIONS_A_S[device]
    return measure_core() * OF_A_CORE * usable_cores()


def estimate(plan: Plan, speed: float = 0) -> Estimate:
    """Return what a checked plan will take.

    Args:
        plan: what is to be done.
        speed: operations a second; 0: those of this machine, which is measured.
    """
    speed = speed or operations_a_s(device_kind())
    settings, rows = plan.settings, describe_data(plan.data).rows
    train = min(rows.get("train", 0), settings["rows"]) * settings["epochs"]
    held_out = min(rows.get("test", rows.get("train", 0) * 0.1), settings["held_out"])
    learns = LEARNS.get(plan.way, LEARNS[HEAD])
    backward = BACKWARD * (learns if plan.way == HEAD else (1.0 if learns == 1 else 0.6))
    per_row = plan.base.parameters * positions_of(plan)
    operations = per_row * (train * (FORWARD + backward) + held_out * FORWARD * MEASURED)
    written = WRITE_S * MEASURED * plan.kind.writes * math.ceil(held_out / settings["batch"])
    activations = ACTIVATION_BYTES * settings["batch"] * plan.kind.positions * (plan.base.parameters / 1e6) ** 0.5
    weights = plan.base.parameters * (NUMBER_BYTES + LEARNING_BYTES * learns)
    return Estimate(
        START_S + STEP_S * train / settings["batch"] + operations / speed + written,
        int(LIBRARIES_BYTES + weights + activations),
    )
