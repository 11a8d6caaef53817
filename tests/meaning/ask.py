"""Asking a task as a visitor does: payloads are read, the cache lends the starter, the answer is drawn."""

import tempfile
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import soundfile
from gradio.utils import get_upload_folder
from PIL import Image

from models import device, load, size
from models.cache import ModelCache
from tabs.run import Answer, run
from tabs.task import Request, Task

Ask = Callable[..., Any]


def new_cache() -> ModelCache[Any]:
    """Return a cache as app.py makes it."""
    return ModelCache(
        fetch=load.fetch,
        estimate=load.estimate,
        load=load.load,
        measure=size.measure,
        free=device.free,
        budget_bytes=device.budget_bytes(),
    )


def asker(task: Task, cache: ModelCache[Any], runs: list[dict[str, Any]]) -> Ask:
    """Return the function that runs the task's starter and returns the `raw` that the page was drawn from.

    PIL images, (samples, rate) pairs and paths become uploads, everything else is sent as it is. What `run` told
    of each run is added to `runs`.
    """
    names = [one.name for one in task.inputs]

    def ask(**values: Any) -> Any:
        request = Request(
            inputs={name: payload(values[name]) for name in names if name in values},
            model="starter",
            parameters={name: value for name, value in values.items() if name not in names},
        )
        *_, answer = run(task, cache, request)
        assert isinstance(answer, Answer)
        runs.append(answer.run)
        return answer.raw

    return ask


def payload(value: Any) -> Any:
    """Return a value as the page would send it."""
    if isinstance(value, Image.Image):
        value.save(file := new_upload(".png"))
        return {"path": str(file)}
    if isinstance(value, tuple) and len(value) == 2 and isinstance(value[0], np.ndarray):
        soundfile.write(file := new_upload(".wav"), *value)
        return {"path": str(file)}
    if isinstance(value, Path):
        file = new_upload(value.suffix)
        file.write_bytes(value.read_bytes())
        return {"path": str(file)}
    if isinstance(value, list) and value and isinstance(value[0], Image.Image):
        return [{"image": payload(one), "caption": None} for one in value]
    return value


def new_upload(suffix: str) -> Path:
    """Return a path in the upload folder that no file has."""
    folder = Path(get_upload_folder() or tempfile.gettempdir())
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{uuid.uuid4().hex}{suffix}"
