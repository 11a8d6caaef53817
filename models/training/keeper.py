"""The keeper: starts runs one after the other, each in a process of its own, and takes their memory from the models'.

What it knows stands in the runs' folders; it can end and begin again with the server.
"""

import contextlib
import logging
import os
import shlex
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import psutil
from filelock import FileLock, Timeout

from models.cache import ModelCache
from models.ending import at_end
from models.errors import AppError, BadInput, Stopped
from models.key import ModelKey
from models.training.board import board_folder, stays_here
from models.training.estimate import estimate, usable_cores
from models.training.limits import TrainingLimits, read_training_limits
from models.training.plan import Plan, check_plan
from models.training.runs import LIVE, NICE, Run, all_runs, list_runs, make_run, sweep_runs

ROOT = Path(__file__).parents[2]
LOOK_EVERY_S = 0.5
KEEP_S = 24 * 3600.0
"""Of an ended run on a Space."""

JOB = "models.training.job"
SECRETS = ("PLAYGROUND_ACCESS_TOKEN", "PLAYGROUND_OWNER_TOKEN", "HF_TOKEN", "HUGGING_FACE_HUB_TOKEN")
"""What a run that reports to nobody has no need of."""

log = logging.getLogger(__name__)


class Keeper:
    """Starts, stops and resumes runs; one a server.

    Args:
        cache: whose budget a run's memory is taken from.
        limits: what one visitor may do.
    """

    def __init__(self, cache: ModelCache[Any], limits: TrainingLimits | None = None) -> None:
        self.limits = limits or read_training_limits()
        self._cache = cache
        self._wake = threading.Event()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._process: subprocess.Popen[bytes] | None = None
        at_end(self.end)

    def start(self, plan: Plan, owner: str = "") -> Run:
        """Write a run down; it begins when those before it have ended.

        Raises:
            BadInput: the plan cannot be, or passes a limit of this server.
            ModelTooLarge: it needs more memory than there is for models.
        """
        plan = self.limits.bound(check_plan(plan))
        if not self.limits.shared:
            sweep_runs(time.time() - KEEP_S)
        self.limits.check_room(list_runs(owner))
        self._cache.check_fits(key_of(plan.name), estimate(plan).memory_bytes)
        run = make_run(replace(plan, report_as=f"{plan.name} {time.strftime('%d %b %H.%M.%S')}"), owner)
        self.wake()
        return run

    def resume(self, run: Run) -> None:
        """Let a run that was stopped or interrupted, or failed, go on from its last checkpoint.

        Raises:
            BadInput: it is at work, or has finished.
        """
        if run.status in LIVE:
            raise BadInput("train.run_at_work_already")
        if run.status == "finished":
            raise BadInput("train.this_run_has_finished")
        (run.folder / "stop").unlink(missing_ok=True)
        run.write_state("waiting", message="")
        self.wake()

    def stop(self, run: Run) -> None:
        """Have a run end soon, with a checkpoint; one that waits ends at once."""
        if run.status == "waiting":
            run.write_state("stopped", message="")
        elif run.status == "running":
            (run.folder / "stop").touch()
            if self.limits.launch and self._process and run.read_json("state.json").get("pid") == self._process.pid:
                end_tree(self._process.pid)  # several processes do not see the file at the same step
                run.write_state("stopped", message="")

    def forget(self, run: Run) -> None:
        """Drop the pipelines of a run's model, which is no more."""
        for entry in self._cache.stats().entries:
            if entry.key.source == "trained" and entry.key.model == run.id:
                self._cache.unload(entry.key)

    def wake(self) -> None:
        """Look for runs that wait, from now on as long as the server lives."""
        with self._lock:
            if self._thread is None:
                self._thread = threading.Thread(target=self._keep, name="training", daemon=True)
                self._thread.start()
        self._wake.set()

    def wake_if_needed(self) -> None:
        """Go on with what a server before this one left waiting."""
        if any(run.status == "waiting" for run in all_runs()):
            self.wake()

    def end(self) -> None:
        """End the process at work; its run shows as interrupted and can be resumed."""
        if self._process and self._process.poll() is None:
            end_tree(self._process.pid)

    def _keep(self) -> None:
        while True:
            self._wake.clear()
            waiting = [run for run in all_runs() if run.status == "waiting"]
            if not waiting:
                self._wake.wait()
                continue
            run = waiting[-1]  # the oldest
            try:
                with FileLock(run.folder / ".kept", timeout=0):
                    self._work(run)
            except Timeout:  # another server of this folder has it
                time.sleep(LOOK_EVERY_S)
            except AppError as error:
                run.write_state("failed", message=error.key, values=error.values)
            except Exception:
                log.exception("A run could not be started")
                run.write_state("failed", message="train.run_could_not_be_started")

    def _work(self, run: Run) -> None:
        plan = run.plan
        with contextlib.suppress(Stopped):
            need_bytes = estimate(plan).memory_bytes
            with self._cache.set_aside(key_of(run.id), need_bytes, lambda: run.status != "waiting"):
                if run.status == "waiting":
                    self._execute(run)

    def _execute(self, run: Run) -> None:
        """Start the process and wait for its end."""
        with (run.folder / "log.txt").open("ab") as output:
            self._process = subprocess.Popen(  # noqa: S603
                command(run, self.limits.launch),
                cwd=ROOT,
                env=environment(run.plan),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        put_back(self._process.pid)
        with contextlib.suppress(psutil.Error):
            run.write_state(
                "running", pid=self._process.pid, born=psutil.Process(self._process.pid).create_time(), message=""
            )
        self._process.wait()
        self._process = None


def build_keeper(cache: ModelCache[Any]) -> Keeper | None:
    """Build the keeper where this server trains; what an earlier one left waiting goes on."""
    limits = read_training_limits()
    if not limits.is_on:
        return None
    keeper = Keeper(cache, limits)
    keeper.wake_if_needed()
    return keeper


def key_of(name: str) -> ModelKey:
    """Return under which key the cache counts a run's memory."""
    return ModelKey("training", "trained", name)


def command(run: Run, launch: str) -> list[str]:
    """Return what starts a run's process: Python, or accelerate's launcher with the owner's words for it."""
    job = ["-m", JOB, str(run.folder)]
    if not launch:
        return [sys.executable, *job]
    return [sys.executable, "-m", "accelerate.commands.launch", *shlex.split(launch), *job]


def environment(plan: Plan) -> dict[str, str]:
    """Return the environment of a run's process: all cores, but none in a waiting loop."""
    given = dict(os.environ)
    if stays_here(plan.report_to, given):
        given = {name: value for name, value in given.items() if name not in SECRETS}
        given |= {"HF_HUB_OFFLINE": "1", "TRACKIO_DIR": str(board_folder())}
    threads = str(usable_cores())
    own = {"OMP_NUM_THREADS": threads, "OMP_WAIT_POLICY": "PASSIVE", "TOKENIZERS_PARALLELISM": "false"}
    return given | own | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}


def put_back(pid: int) -> None:
    """Let a run's session take no more of the processors than its processes' niceness says.

    Where Linux groups processes by session for its scheduler, niceness counts within a session alone.
    """
    with contextlib.suppress(OSError, AttributeError):
        Path(f"/proc/{pid}/autogroup").write_text(str(min(os.nice(0) + NICE, 19)))


def end_tree(pid: int) -> None:
    """End a process and those it started."""
    with contextlib.suppress(psutil.Error):
        family = psutil.Process(pid).children(recursive=True)
        os.killpg(pid, signal.SIGTERM)
        _, left = psutil.wait_procs(family, timeout=3)
        for one in left:
            one.kill()
