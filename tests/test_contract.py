"""The contract, model by model, and as the README shows it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.contract import STEPS, TASKS, Row, bench
from tests.table import README, between

MODELS = [(task, model) for task in TASKS for model in task.models]


@pytest.fixture(scope="module")
def check(tmp_path_factory: pytest.TempPathFactory, one_thread: None) -> Iterator[Callable[..., Row]]:
    """Return the function that takes a model through every step."""
    with bench(tmp_path_factory.mktemp("contract")) as check:
        yield check


@pytest.mark.filterwarnings("ignore")  # what Transformers and the snippets of its users warn of is not ours
@pytest.mark.parametrize(("task", "model"), MODELS, ids=[f"{task.id} {model.id}" for task, model in MODELS])
def test_a_model_of_the_catalogue_passes_every_step(check: Callable[..., Row], task: Any, model: Any):
    row = check(task, model)
    assert row.passed, row


def test_the_readme_shows_the_same_rows():
    lines = between("results", README.read_text(encoding="utf-8")).splitlines()[2:]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    told = {(task.strip("`"), model): marks for task, model, *marks in cells}
    assert set(told) == {(task.id, model.id) for task, model in MODELS}, "run `python -m tests.contract --write`"
    for (task, model), marks in told.items():
        needs = next(one.needs for one in TASKS if one.id == task for one in one.models if one.id == model)
        assert marks == ["yes"] * len(STEPS) or (needs and all(mark.startswith("needs") for mark in marks))
