"""What is told of a run besides its answer."""

import re
from typing import Any

from models import starters
from models.cache.failure import display_name
from models.key import ModelKey
from models.progress import Progress
from models.size import modules_of
from tabs.task import Task
from tabs.words import say

WORTH_SAYING_S = 2.0
"""What takes less needs no time named."""

LAST_PART = 0.95
"""How far the time alone moves the bar: the rest is the answer."""

COUNTED = re.compile(r"(\d[\d,.]*) (?:of|/) (\d[\d,.]*)")
"""In messages that count what is done, in any language: "Part 3 of 20", "第 3 / 20 段"."""


def report_run(task: Task, key: ModelKey, pipe: Any, load_s: float, run_s: float) -> dict[str, Any]:
    """Return what the run line and every door tell of a run; of a starter also its limits and what goes further."""
    device, dtype = find_placement(pipe)
    return {
        "task": task.id,
        "model": name_model(key),
        "revision": key.revision,
        "source": key.source,
        "device": device,
        "dtype": dtype,
        "load_s": round(load_s, 3),
        "run_s": round(run_s, 3),
        **(describe_starter(task, key.model) if key.source == "starter" else {}),
    }


def describe_starter(task: Task, name: str) -> dict[str, str]:
    """Say what not to expect of a starter, and which model can do more: none where it is the full model itself."""
    full, starter = task.models[0], starters.starter_named(name)
    more = "" if starter.based_on_hub_id == full.id else f"{full.id} ({full.bytes / 1e6:,.0f} MB)"
    return {"limits": say(starter.limits_of(task.id)), "full_model": more}


def format_megabytes(count: int) -> str:
    """Return a number of bytes in MB."""
    return say("run.under_1_mb") if 0 < count < 1e6 else f"{count / 1e6:,.0f} MB"


def find_placement(pipe: Any) -> tuple[str, str]:
    """Return the device and the dtype a pipeline really computes with."""
    parameter = next(modules_of(pipe)[0].parameters())
    return str(parameter.device), str(parameter.dtype).removeprefix("torch.")


def name_model(key: ModelKey) -> str:
    """Return the model's name without the server's folders, and without what opens a visitor's own model."""
    return display_name(key)


def describe_progress(progress: Progress | None, message: str, elapsed_s: float, usual_s: float = 0.0) -> str:
    """Say in a few words what a run is doing, and how long it usually takes where that is known and worth saying."""
    if progress is None or progress.stage == "ready":
        is_known = usual_s >= WORTH_SAYING_S
        return message or say(f"run.running{'_of_about' if is_known else ''}", elapsed_s=elapsed_s, usual_s=usual_s)
    if progress.stage == "downloading" and progress.total_bytes:
        return say(
            "run.downloading_so_much",
            done=progress.done_bytes / 1e6,
            total=progress.total_bytes / 1e6,
        )
    return say(f"run.{progress.stage}_the_model", elapsed_s=elapsed_s)


def measure_part(progress: Progress | None, message: str, elapsed_s: float, usual_s: float = 0.0) -> float | None:
    """Return how much is done, 0 to 1, by bytes, by what the message counts, or by the usual time; None: unknown."""
    if progress is not None and progress.stage == "downloading" and progress.total_bytes:
        return min(progress.done_bytes / progress.total_bytes, 1.0)
    if progress is not None and progress.stage != "ready":
        return None
    if counted := COUNTED.search(message):
        done, total = (float(number.replace(",", "")) for number in counted.groups())
        return min(done / total, 1.0) if total else None
    return min(elapsed_s / usual_s, LAST_PART) if not message and usual_s >= WORTH_SAYING_S else None
