"""The contract table, in full and as the README shows it."""

import subprocess
import sys
from pathlib import Path

from tests.contract import STEPS, TASKS
from tests.table import README, between

ROOT = Path(__file__).parent.parent


def test_every_model_of_the_catalogue_passes_every_step():
    command = [sys.executable, "-W", "ignore", "-m", "tests.contract"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=1200, check=False)
    failed = [line for line in done.stdout.splitlines() if " NO " in line]
    assert done.returncode == 0, "\n".join([*failed, done.stderr[-4000:]])
    printed = {tuple(line.split()[:2]) for line in done.stdout.splitlines()[:-1]}
    assert printed == {(task.id, model.id) for task in TASKS for model in task.models}


def test_the_readme_shows_the_same_rows():
    lines = between("results", README.read_text(encoding="utf-8")).splitlines()[2:]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    told = {(task.strip("`"), model): marks for task, model, *marks in cells}
    assert set(told) == {(task.id, model.id) for task in TASKS for model in task.models}, (
        "run `python -m tests.contract --write`"
    )
    for (task, model), marks in told.items():
        needs = next(one.needs for one in TASKS if one.id == task for one in one.models if one.id == model)
        assert marks == ["yes"] * len(STEPS) or (needs and all(mark.startswith("needs") for mark in marks))
