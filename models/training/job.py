"""The process that executes a run's script: `python -m models.training.job FOLDER`, started by the keeper.

The script knows nothing of it. What is added: the Trainer's progress goes into the run's folder, Stop is obeyed,
and however it ends, the state says so in a sentence.
"""

import contextlib
import errno
import json
import os
import runpy
import shutil
import sys
import time
import traceback
from pathlib import Path
from typing import Any

from models.data import store
from models.errors import AppError
from models.kept import kept_folder
from models.training.card import write_card
from models.training.report import DiskFull, StopRun, add_report
from models.training.runs import NICE, Run

DATA_WAIT_S = 300.0

FULL = "train.the_disk_is_full"
NO_MEMORY = "train.memory_did_not_suffice"
BROKEN = "train.training_broke_off_by_fault"


def main(folder: Path) -> int:
    """Execute a run; return 0 where it finished or was stopped."""
    run = Run(folder)
    is_first = os.environ.get("RANK", "0") == "0"
    with contextlib.suppress(OSError, AttributeError):
        os.nice(NICE)
    os.chdir(folder)
    try:
        with take_turn(is_first):
            if is_first:
                prepare(run)
                run.write_state("running", started=time.time())
            wait_for_data(run)
            add_report(run, is_first)
            sys.argv = ["script.py"]
            runpy.run_path("script.py", run_name="__main__")
            if is_first:
                write_card(run)
                finish(run)
        return 0
    except StopRun as stopped:
        tell(run, is_first, "stopped", str(stopped))
        return 0
    except BaseException as error:  # whatever it was, the state must say it
        traceback.print_exc()
        tell(run, is_first, "failed", *explain(error))
        return 1


def take_turn(is_first: bool) -> contextlib.AbstractContextManager[object]:
    """Wait for the runs of other servers with the same folder."""
    from filelock import FileLock

    return FileLock(kept_folder("training") / ".turn") if is_first else contextlib.nullcontext()


def prepare(run: Run) -> None:
    """Put the data and the base beside the script, and clear away what a process left half written."""
    plan = run.plan
    links = {"data": store.folder_of(plan.data)}
    if plan.base.source != "hub":
        links["base"] = Path(plan.base.folder)
    for name, target in links.items():
        link = run.folder / name
        if link.exists():
            continue
        link.unlink(missing_ok=True)
        try:
            link.symlink_to(target, target_is_directory=True)
        except OSError:  # where links need rights, as on Windows
            shutil.copytree(target, link, dirs_exist_ok=True)
    drop_halves(run)
    trim_progress(run)
    (run.folder / "stop").unlink(missing_ok=True)


def wait_for_data(run: Run) -> None:
    """Wait until the first of several processes has put everything beside the script."""
    names = ("data", "base") if run.plan.base.source != "hub" else ("data",)
    until = time.monotonic() + DATA_WAIT_S
    while not all((run.folder / name).exists() for name in names) and time.monotonic() < until:
        time.sleep(0.2)


def drop_halves(run: Run) -> None:
    """Remove checkpoints that were not written to the end: the Trainer writes its own state last."""
    for checkpoint in (run.folder / "checkpoints").glob("checkpoint-*"):
        try:
            json.loads((checkpoint / "trainer_state.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            shutil.rmtree(checkpoint, ignore_errors=True)


def trim_progress(run: Run) -> None:
    """Forget what was logged after the last checkpoint: it is done again."""
    checkpoints = (run.folder / "checkpoints").glob("checkpoint-*")
    last = max((int(one.name.rpartition("-")[2]) for one in checkpoints), default=0)
    lines = [json.dumps(line) + "\n" for line in run.progress() if line.get("step", 0) <= last]
    (run.folder / "progress.jsonl").write_text("".join(lines), encoding="utf-8")


def finish(run: Run) -> None:
    """Say that it finished; the checkpoints are not needed any more."""
    shutil.rmtree(run.folder / "checkpoints", ignore_errors=True)
    run.write_state("finished", message="", ended=time.time())


def tell(run: Run, is_first: bool, status: str, message: str, values: dict[str, Any] | None = None) -> None:
    """Write down how it ended, also on a disk that was full a moment ago."""
    if is_first:
        drop_halves(run)
        with contextlib.suppress(OSError):
            run.write_state(status, message=message, values=values or {}, ended=time.time())


def explain(error: BaseException) -> tuple[str, dict[str, Any]]:
    """Return what went wrong for whoever trains: the key of a sentence, and what stands in it."""
    words = f"{type(error).__name__}: {error}".lower()
    if isinstance(error, AppError):
        return error.key, error.values
    full = isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)
    if full or isinstance(error, DiskFull) or "no space left" in words:
        return FULL, {}
    if isinstance(error, MemoryError) or "out of memory" in words or "can't allocate memory" in words:
        return NO_MEMORY, {}
    return BROKEN, {}


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve()))
