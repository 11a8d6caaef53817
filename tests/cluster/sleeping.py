"""Replicas whose model sleeps: what they answer a second is bounded by their number, not by the machine."""

import os
import time
from dataclasses import replace
from typing import Any

from models.cache import ModelCache
from models.errors import BadInput
from models.key import ModelKey
from models.progress import Progress, Report
from tabs.run.engine.ray_serve.replica import Replica, make_application
from tabs.run.job import Job
from tabs.task import Task
from tabs.text.text_classification import TASK

SLEEP_S = 0.1
MODEL_BYTES = 100_000_000
LOAD_S = 0.5


class Sleeper:
    """A pipeline that has a device and a number format, and nothing else."""

    def __init__(self) -> None:
        import torch

        self.model = torch.nn.Linear(1, 1)


def sleep(pipe: Any, job: Job, text: str, **parameters: Any) -> dict[str, Any]:
    """Return the text and the process that had it, after a while; words so far where a text has several lines."""
    if text == "refuse":
        raise BadInput("engine.setting_not_sent", name="sleep")
    for line in text.splitlines():
        job.check()
        time.sleep(SLEEP_S)
        if line.startswith("show"):
            job.show({"text": line, "process": os.getpid()})
    job.note = "It slept."
    return {"text": text, "process": os.getpid()}


SLEEP: Task = replace(TASK, id="sleep", call=sleep, call_many=None, parameters=())


def fetch(key: ModelKey, report: Report) -> Any:
    """Say that something comes, for as long as a load takes."""
    report(Progress("downloading", 1, 2))
    time.sleep(LOAD_S)


def sleeping_cache(budget_bytes: int) -> ModelCache[Any]:
    """Return a cache of models of MODEL_BYTES each."""
    return ModelCache(
        fetch=fetch,
        estimate=lambda key: MODEL_BYTES,
        load=lambda key, folder: Sleeper(),
        measure=lambda pipe: MODEL_BYTES,
        free=lambda pipe: None,
        budget_bytes=budget_bytes,
    )


class SleepingReplica(Replica):
    """A replica with such models."""

    def __init__(self, memory_gb: float = 0) -> None:
        import torch  # noqa: F401 - a replica takes calls when its libraries are there

        super().__init__(memory_gb, sleeping_cache(round(memory_gb * 1e9)), {"sleep": SLEEP})


def build(settings: dict[str, Any]) -> Any:
    """Return the application."""
    return make_application(SleepingReplica, settings)
