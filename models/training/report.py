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


def add_report(run: Run, is_first: bool) -> None:
    """Have every Trainer of this process report to a run's folder."""
    import datasets
    from transformers import TrainerCallback, trainer

    datasets.disable_caching()
    datasets.disable_progress_bars()
    minutes = run.plan.minutes

    class Report(TrainerCallback):  # type: ignore[misc]
        """Writes lines of JSON; one a log of the Trainer, and a pulse between them."""

        def __init__(self) -> None:
            self.pulsed_s = self.began_s = time.monotonic()
            self.phase = "measuring"

        def on_train_begin(self, args: Any, state: Any, control: Any, **_: Any) -> None:
            self.phase, self.began_s, self.from_step = "training", time.monotonic(), state.global_step
            self.pulse(state, now=True)

        def on_train_end(self, args: Any, state: Any, control: Any, **_: Any) -> None:
            self.phase = "measuring again"
            self.pulse(state, now=True)

        def on_prediction_step(self, args: Any, state: Any, control: Any, **_: Any) -> None:
            self.pulse(state)
            if self.phase == "measuring" and wants_stop(run):
                raise StopRun

        def on_step_end(self, args: Any, state: Any, control: Any, **_: Any) -> None:
            self.pulse(state)
            if wants_stop(run):
                control.should_save = control.should_training_stop = True
            elif minutes and time.monotonic() - self.began_s > minutes * 60:
                control.should_training_stop = True
            if control.should_save and is_first:
                check_room(run)

        def on_save(self, args: Any, state: Any, control: Any, **_: Any) -> None:
            if wants_stop(run):
                raise StopRun

        def on_log(self, args: Any, state: Any, control: Any, logs: dict[str, Any] | None = None, **_: Any) -> None:
            numbers = {name: value for name, value in (logs or {}).items() if is_number(value)}
            if is_first and numbers and self.phase == "training":
                line = {"step": state.global_step, **numbers}
                with (run.folder / "progress.jsonl").open("a", encoding="utf-8") as file:
                    file.write(json.dumps(line) + "\n")

        def pulse(self, state: Any, now: bool = False) -> None:
            """Say where it is, at most once a second."""
            if not is_first or not (now or time.monotonic() - self.pulsed_s > PULSE_S):
                return
            self.pulsed_s = time.monotonic()
            done = state.global_step - getattr(self, "from_step", 0)
            each_s = (self.pulsed_s - self.began_s) / done if self.phase == "training" and done > 0 else 0
            left_s = each_s * (state.max_steps - state.global_step)
            if minutes:
                left_s = min(left_s, max(0, minutes * 60 - (self.pulsed_s - self.began_s)))
            told = {"phase": self.phase, "step": state.global_step, "steps": state.max_steps, "left_s": round(left_s)}
            draft = run.folder / "pulse.draft"
            draft.write_text(json.dumps(told), encoding="utf-8")
            draft.replace(run.folder / "pulse.json")

    trainer.DEFAULT_CALLBACKS.append(Report)


def wants_stop(run: Run) -> bool:
    """Tell whether somebody pressed Stop."""
    return (run.folder / "stop").exists()


def is_number(value: Any) -> bool:
    """Tell whether a logged value can be drawn."""
    return isinstance(value, int | float) and math.isfinite(value)


def check_room(run: Run) -> None:
    """Raise DiskFull where the next checkpoint, as large as the last one, has no room: a half one would be of no use."""
    sizes = [
        sum(file.stat().st_size for file in one.rglob("*") if file.is_file())
        for one in (run.folder / "checkpoints").glob("checkpoint-*")
    ]
    if shutil.disk_usage(run.folder).free < max(sizes, default=0) + SPARE_BYTES:
        raise DiskFull
