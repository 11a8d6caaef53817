"""What the job adds to every Trainer: its progress written down, Stop and the limits obeyed."""

import json
import math
import shutil
import time
from typing import Any

from models.training.runs import Run

PULSE_S = 1.0
SPARE_BYTES = 20_000_000
"""Of disk, beyond what a checkpoint takes."""


class StopRun(Exception):
    """Somebody pressed Stop; a checkpoint has been kept where there was anything to keep."""


class DiskFull(Exception):
    """The next checkpoint would not fit."""


class Report:
    """The methods of a TrainerCallback that write lines of JSON: one a log of the Trainer, and a pulse between them."""

    run: Run
    is_first: bool
    minutes: float

    def __init__(self) -> None:
        self.pulsed_s = self.began_s = time.monotonic()
        self.phase = "measuring"
        self.from_step = 0

    def on_train_begin(self, args: Any, state: Any, control: Any, **_: Any) -> None:
        """Begin to count."""
        self.phase, self.began_s, self.from_step = "training", time.monotonic(), state.global_step
        self.pulse(state, now=True)

    def on_train_end(self, args: Any, state: Any, control: Any, **_: Any) -> None:
        """Training is over; it is measured again."""
        self.phase = "measuring again"
        self.pulse(state, now=True)

    def on_prediction_step(self, args: Any, state: Any, control: Any, **_: Any) -> None:
        """Show that it lives; stop where nothing has been learned yet."""
        self.pulse(state)
        if self.phase == "measuring" and wants_stop(self.run):
            raise StopRun

    def on_step_end(self, args: Any, state: Any, control: Any, **_: Any) -> None:
        """Obey Stop and the limit of time; look whether a checkpoint has room."""
        self.pulse(state)
        if wants_stop(self.run):
            control.should_save = control.should_training_stop = True
        elif self.minutes and time.monotonic() - self.began_s > self.minutes * 60:
            control.should_training_stop = True
        if control.should_save and self.is_first:
            check_room(self.run)

    def on_save(self, args: Any, state: Any, control: Any, **_: Any) -> None:
        """End where Stop was pressed: the checkpoint is there."""
        if wants_stop(self.run):
            raise StopRun

    def on_log(self, args: Any, state: Any, control: Any, logs: dict[str, Any] | None = None, **_: Any) -> None:
        """Write down what the Trainer logs."""
        numbers = {name: value for name, value in (logs or {}).items() if is_number(value)}
        if self.is_first and numbers and self.phase == "training":
            with (self.run.folder / "progress.jsonl").open("a", encoding="utf-8") as file:
                file.write(json.dumps({"step": state.global_step, **numbers}) + "\n")

    def pulse(self, state: Any, now: bool = False) -> None:
        """Say where it is, at most once a second."""
        if not self.is_first or not (now or time.monotonic() - self.pulsed_s > PULSE_S):
            return
        self.pulsed_s = time.monotonic()
        taken_s, done = self.pulsed_s - self.began_s, state.global_step - self.from_step
        left_s = taken_s / done * (state.max_steps - state.global_step) if self.phase == "training" and done else 0
        if self.minutes:
            left_s = min(left_s, max(0.0, self.minutes * 60 - taken_s))
        told = {"phase": self.phase, "step": state.global_step, "steps": state.max_steps, "left_s": round(left_s)}
        draft = self.run.folder / "pulse.draft"
        draft.write_text(json.dumps(told), encoding="utf-8")
        draft.replace(self.run.folder / "pulse.json")


def add_report(run: Run, is_first: bool) -> None:
    """Have every Trainer of this process report to a run's folder."""
    import datasets
    from transformers import TrainerCallback, trainer

    datasets.disable_caching()
    datasets.disable_progress_bars()
    told = {"run": run, "is_first": is_first, "minutes": run.plan.minutes}
    trainer.DEFAULT_CALLBACKS.append(type("Report", (Report, TrainerCallback), told))


def wants_stop(run: Run) -> bool:
    """Tell whether somebody pressed Stop."""
    return (run.folder / "stop").exists()


def is_number(value: Any) -> bool:
    """Tell whether a logged value can be drawn."""
    return isinstance(value, int | float) and math.isfinite(value)


def check_room(run: Run) -> None:
    """Raise DiskFull where the next checkpoint, as large as the last, has no room: a half one would be of no use."""
    sizes = [
        sum(file.stat().st_size for file in one.rglob("*") if file.is_file())
        for one in (run.folder / "checkpoints").glob("checkpoint-*")
    ]
    if shutil.disk_usage(run.folder).free < max(sizes, default=0) + SPARE_BYTES:
        raise DiskFull
