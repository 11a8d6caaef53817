"""Runs, as they lie on disk: a folder each, which the job writes and everybody else only reads.

plan.json  script.py           what is to be done
state.json                     waiting, running, stopped, finished or failed, why, and the process at work
progress.jsonl  pulse.json     a line for whatever the Trainer logs; the step it is at
stop                           there when somebody pressed Stop
checkpoints/  before.json      what a run goes on from
result.json  model/  adapter/  what came out
log.txt                        for whoever runs the server
"""

import contextlib
import hashlib
import json
import os
import re
import secrets
import shutil
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from models.errors import BadInput, ModelNotFound
from models.kept import kept_folder
from models.training.plan import Plan
from models.training.script import script

RUN_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,59}-[0-9a-f]{12}")
LIVE = ("waiting", "running")
ENDED = ("stopped", "finished", "failed", "interrupted")

NICE = 10
"""A tenth of the claim on a processor that whoever calls a model has; with the least of all, 19, a run beside busy
panels would hardly move."""


@dataclass(frozen=True, slots=True)
class Run:
    """A run by its folder; `id` is hard to guess, and who knows it may use what the run made."""

    folder: Path

    @property
    def id(self) -> str:
        """The plan's name and twelve random digits."""
        return self.folder.name

    @property
    def plan(self) -> Plan:
        """What is to be done."""
        return Plan.from_json((self.folder / "plan.json").read_text(encoding="utf-8"))

    @property
    def model_folder(self) -> Path:
        """Where the trained model is once the run has finished."""
        return self.folder / "model"

    def read_json(self, name: str) -> Any:
        """Return what a file of JSON holds, {} where it is not there or only half written."""
        try:
            return json.loads((self.folder / name).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}

    def write_state(self, status: str, **more: Any) -> None:
        """Say how the run stands, in one step."""
        state = {**self.read_json("state.json"), "status": status, **more}
        draft = self.folder / f"state.{os.getpid()}"
        draft.write_text(json.dumps(state), encoding="utf-8")
        draft.replace(self.folder / "state.json")

    @property
    def state(self) -> dict[str, Any]:
        """How the run stands; one that says it is running and is not was interrupted."""
        state: dict[str, Any] = self.read_json("state.json")
        if state.get("status") == "running" and not self.is_alive:
            state = self.read_json("state.json")  # it may just have ended
            if state.get("status") == "running":
                return {**state, "status": "interrupted"}
        return state

    @property
    def status(self) -> str:
        """One of LIVE or ENDED."""
        return str(self.state.get("status", "failed"))

    @property
    def is_alive(self) -> bool:
        """Whether a process is at work on it, of this server or another."""
        state = self.read_json("state.json")
        try:
            process = psutil.Process(int(state["pid"]))
            return bool(process.create_time() == state["born"] and process.status() != psutil.STATUS_ZOMBIE)
        except (KeyError, ValueError, psutil.Error):
            return False

    def progress(self) -> list[dict[str, Any]]:
        """Return what the Trainer has logged, in order; half a line at the end is left out."""
        try:
            lines = (self.folder / "progress.jsonl").read_text(encoding="utf-8").split("\n")[:-1]
        except OSError:
            return []
        found = []
        for line in lines:
            with contextlib.suppress(ValueError):
                found.append(json.loads(line))
        return found

    def size_bytes(self) -> int:
        """Return what the run takes on disk."""
        return sum(file.stat().st_size for file in self.folder.rglob("*") if file.is_file() and not file.is_symlink())


def home_of(owner: str) -> Path:
    """Return the folder of a visitor's runs; owners are told apart by secrets, which are not kept."""
    return kept_folder("training") / (hashlib.sha256(owner.encode()).hexdigest()[:24] if owner else "everybody")


def make_run(plan: Plan, owner: str) -> Run:
    """Write down a new run, which waits."""
    run = Run(home_of(owner) / f"{plan.name}-{secrets.token_hex(6)}")
    run.folder.mkdir(parents=True)
    (run.folder / "plan.json").write_text(plan.to_json(), encoding="utf-8")
    (run.folder / "script.py").write_text(script(plan), encoding="utf-8")
    run.write_state("waiting", made=time.time())
    return run


def list_runs(owner: str) -> list[Run]:
    """Return a visitor's runs, the newest first."""
    return newest_first(home_of(owner).glob("*"))


def all_runs() -> list[Run]:
    """Return everybody's runs, the newest first."""
    return newest_first(one for owner in kept_folder("training").iterdir() if owner.is_dir() for one in owner.iterdir())


def newest_first(folders: Any) -> list[Run]:
    """Return the folders that are runs."""
    runs = [Run(one) for one in folders if RUN_ID.fullmatch(one.name) and (one / "plan.json").is_file()]
    return sorted(runs, key=lambda run: -float(run.read_json("state.json").get("made", 0)))


def find_run(name: str, owner: str | None = None) -> Run:
    """Return a run by its id: a visitor's own, or anybody's where `owner` is None.

    Raises:
        BadInput: there is none.
    """
    if isinstance(name, str) and RUN_ID.fullmatch(name):
        homes = kept_folder("training").iterdir() if owner is None else [home_of(owner)]
        for home in homes:
            if (home / name / "plan.json").is_file():
                return Run(home / name)
    raise BadInput("train.there_no_such_run_any_more")


def trained_models(owner: str) -> list[Run]:
    """Return a visitor's finished runs, the newest first."""
    return [run for run in list_runs(owner) if run.status == "finished"]


def trained_folder(task: str, name: str) -> Path:
    """Return the folder of a model that was trained here; its run's id is all that is asked for.

    Raises:
        ModelNotFound: there is none, or it is not for this task.
    """
    try:
        run = find_run(name)
    except BadInput as error:
        raise ModelNotFound("train.there_no_such_trained_model_any") from error
    if run.status != "finished":
        raise ModelNotFound("train.model_not_finished")
    if task not in run.plan.kind.serves:
        doing = run.plan.task.replace("-", " ")
        raise ModelNotFound("train.name_was_trained_for_doing", name=run.plan.name, doing=doing)
    return run.model_folder


def sweep_runs(before_s: float) -> None:
    """Remove everybody's runs that ended before a moment, in seconds since 1970."""
    for run in all_runs():
        if run.status in ENDED and float(run.state.get("ended", run.state.get("made", 0))) < before_s:
            delete_run(run)


def delete_run(run: Run) -> None:
    """Remove a run and what it made.

    Raises:
        BadInput: it is at work.
    """
    if run.is_alive:
        raise BadInput("train.run_at_work")
    shutil.rmtree(run.folder, ignore_errors=True)
