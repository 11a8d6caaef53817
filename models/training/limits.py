"""What may be trained on this server, and how much of it: read from the environment."""

import dataclasses
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass

from models.errors import BadInput
from models.kept import kept_folder
from models.training.board import TRACKIO, has_trackio
from models.training.plan import Plan
from models.training.runs import Run

BOUNDS = {
    "PLAYGROUND_TRAINING_MINUTES": (0.0, 10.0),
    "PLAYGROUND_TRAINING_ROWS": (0.0, 5_000.0),
    "PLAYGROUND_TRAINING_GB": (0.0, 1.0),
}
"""Each bound on a machine of one's own, and on a Space. 0 is no bound."""

HELD_OUT_ON_SPACE = 200
LEAST_FREE_BYTES = 500_000_000


@dataclass(frozen=True, slots=True)
class TrainingLimits:
    """What one visitor may do.

    Attributes:
        is_on: whether there is training at all.
        shared: whether all see all runs, as on a machine of one's own.
        minutes, rows, disk_bytes: of a run, and of all of a visitor's runs; 0 is no bound.
        launch: what `accelerate launch` is to be told; "" for one process.
        report_to: where else the curves go.
    """

    is_on: bool
    shared: bool
    minutes: float
    rows: float
    disk_bytes: float
    launch: str
    report_to: str

    def bound(self, plan: Plan) -> Plan:
        """Return the plan within the limits, which end it early rather than refuse it.

        Raises:
            BadInput: training is off here.
        """
        if not self.is_on:
            raise BadInput("train.training_off_on_server")
        settings = dict(plan.settings)
        if self.rows:
            settings["rows"] = min(settings["rows"], int(self.rows))
            settings["held_out"] = min(settings["held_out"], HELD_OUT_ON_SPACE)
        minutes = min(filter(None, (self.minutes, plan.minutes)), default=0)
        return dataclasses.replace(plan, settings=settings, minutes=minutes, report_to=self.report_to)

    def check_room(self, runs: list[Run]) -> None:
        """Raise BadInput where a visitor's runs take all the disk they may, or one of them is still at work."""
        if not self.shared and any(run.status in ("waiting", "running") for run in runs):
            raise BadInput("train.one_run_at_time")
        if shutil.disk_usage(kept_folder("training")).free < LEAST_FREE_BYTES:
            raise BadInput("train.disk_server_nearly_full")
        if self.disk_bytes and sum(run.size_bytes() for run in runs) > self.disk_bytes:
            raise BadInput("train.your_runs_take_all_disk_they")


def usual_report(*, on_space: bool) -> str:
    """Return where curves go where nobody said: to trackio where it is installed, on a machine of one's own."""
    return TRACKIO if has_trackio() and not on_space else "none"


def read_training_limits(environment: Mapping[str, str] = os.environ) -> TrainingLimits:
    """Read the settings. On a Space training is off unless its owner turns it on.

    Raises:
        SystemExit: one of them means nothing.
    """
    on_space = bool(environment.get("SPACE_ID"))
    word = environment.get("PLAYGROUND_TRAINING", "") or ("0" if on_space else "1")
    if word not in ("0", "1"):
        raise SystemExit(f"PLAYGROUND_TRAINING is {word!r}. Set it to 1 or 0, or leave it out.")
    bound = {}
    for name, defaults in BOUNDS.items():
        text = environment.get(name, "") or str(defaults[on_space])
        try:
            bound[name] = float(text)
        except ValueError:
            raise SystemExit(f"{name} is {text!r}. Set it to a number, or leave it out.") from None
    return TrainingLimits(
        is_on=word == "1",
        shared=not on_space,
        minutes=bound["PLAYGROUND_TRAINING_MINUTES"],
        rows=bound["PLAYGROUND_TRAINING_ROWS"],
        disk_bytes=bound["PLAYGROUND_TRAINING_GB"] * 1e9,
        launch=environment.get("PLAYGROUND_LAUNCH", ""),
        report_to=environment.get("PLAYGROUND_REPORT_TO", "") or usual_report(on_space=on_space),
    )
