"""What the tests of training share: plans of next to nothing, and a child that executes many runs with one import."""

import os
import sys
from pathlib import Path

from models import starters
from models.data.embedded import EMBEDDED
from models.training.bases import count_parameters
from models.training.kinds import KINDS
from models.training.plan import Base, Plan, check_plan, guess_columns

SMALL = {"rows": 8, "held_out": 4, "epochs": 1, "batch": 4, "max_length": 64}


def data_for(task: str) -> str:
    return next(name for name, row in EMBEDDED.items() if row.task == task)


def plan_for(task: str, base: Base, way: str = "", **more) -> Plan:
    kind, data = KINDS[task], data_for(task)
    columns = guess_columns(kind, EMBEDDED[data].columns)
    settings = {**SMALL, **more.pop("settings", {})}
    return check_plan(Plan(more.pop("name", "small"), task, data, columns, base, way or kind.ways[0], settings, **more))


def minilm() -> Base:
    folder = starters.folder_of("all-MiniLM-L6-v2")
    return Base("all-MiniLM-L6-v2", "starter", "", str(folder), count_parameters(folder), "Apache-2.0")


def execute(folders: list[str]) -> None:
    """Execute runs in this process, one after the other."""
    from models.training import job

    job.NICE = 0  # here it is what is waited for
    for folder in folders:
        from transformers import trainer

        del trainer.DEFAULT_CALLBACKS[1:]
        job.main(Path(folder))


if __name__ == "__main__":
    os.environ["TOKENIZERS_PARALLELISM"] = "false"
    execute(sys.argv[1:])
