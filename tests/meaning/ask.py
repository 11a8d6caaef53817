"""Asking a task as a visitor does: payloads are read, the cache lends the starter, the answer is drawn."""

import tempfile
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import soundfile
from gradio.utils import get_upload_folder
from PIL import Image

from models import device, load, size
from models.cache import ModelCache
from models.errors import BadInput
from tabs.kinds import PICTURES, Kind
from tabs.run import Answer, run
from tabs.run.engine.local import Local
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
    kinds = {one.name: one.kind for one in task.inputs}

    def ask(**values: Any) -> Any:
        request = Request(
            inputs={name: payload(kind, values[name]) for name, kind in kinds.items() if name in values},
            model="starter",
            parameters={name: value for name, value in values.items() if name not in kinds},
        )
        *_, answer = run(task, Local(cache), request)
        assert isinstance(answer, Answer)
        runs.append(answer.run)
        return answer.raw

    return ask


def first_label(ask: Ask, **values: Any) -> str:
    """Return the best label, "" where the starter refuses to name one."""
    try:
        return str(ask(**values)[0]["label"])
    except BadInput:
        return ""


def payload(kind: Kind, value: Any) -> Any:
    """Return a value as the page would send it: of a file's kind an upload, everything else as it is."""
    if value is None or not kind.media:
        return value
    if kind is PICTURES:
        return [{"image": {"path": str(upload(one))}, "caption": None} for one in value]
    return {"path": str(upload(value))}


def upload(value: Any) -> Path:
    """Write a PIL image, a (samples, rate) pair or a copy of a file into the upload folder; return its path."""
    if isinstance(value, Image.Image):
        value.save(file := new_upload(".png"))
    elif isinstance(value, tuple):
        soundfile.write(file := new_upload(".wav"), *value)
    else:
        file = new_upload(value.suffix)
        file.write_bytes(value.read_bytes())
    return file


def new_upload(suffix: str) -> Path:
    """Return a path in the upload folder that no file has."""
    folder = Path(get_upload_folder() or tempfile.gettempdir())
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{uuid.uuid4().hex}{suffix}"
