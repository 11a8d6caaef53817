"""What is told of a run besides its answer."""

from typing import Any

from models import starters
from models.cache.failure import display_name
from models.key import ModelKey
from models.progress import Progress
from models.size import modules_of
from tabs.task import Task


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
    """Say what not to expect of a starter, and which model can do more."""
    full = task.models[0]
    return {"limits": starters.starter_named(name).limits, "full_model": f"{full.id} ({full.bytes / 1e6:,.0f} MB)"}


def find_placement(pipe: Any) -> tuple[str, str]:
    """Return the device and the dtype a pipeline really computes with."""
    parameter = next(modules_of(pipe)[0].parameters())
    return str(parameter.device), str(parameter.dtype).removeprefix("torch.")


def name_model(key: ModelKey) -> str:
    """Return the model's name without the server's folders, and without what opens a visitor's own model."""
    return display_name(key)


def describe_progress(progress: Progress | None, message: str, elapsed_s: float) -> str:
    """Say in a few words what a run is doing."""
    if progress is None or progress.stage == "ready":
        return message or f"Running… {elapsed_s:.0f} s"
    if progress.stage == "downloading" and progress.total_bytes:
        return f"Downloading {progress.done_bytes / 1e6:.0f} of {progress.total_bytes / 1e6:.0f} MB"
    words = {
        "waiting": "Waiting",
        "downloading": "Downloading",
        "preparing": "Preparing",
        "loading": "Loading",
    }
    return f"{words[progress.stage]} the model… {elapsed_s:.0f} s"
