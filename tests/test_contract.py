"""The contract table, in full and as the README shows it."""

from tests.contract import STEPS, TASKS
from tests.table import README, between


def test_every_model_of_the_catalogue_passes_every_step(contract):
    lines = contract.printed.splitlines()
    failed = [line for line in lines if " NO " in line]
    assert contract.code == 0, "\n".join([*failed, contract.complaints[-4000:]])
    assert {tuple(line.split()[:2]) for line in lines[:-1]} == {
        (task.id, model.id) for task in TASKS for model in task.models
    }


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
