"""What the README says is what the code does."""

import re
from pathlib import Path

import pytest

from models.starters import STARTERS
from tests.meaning.__main__ import TASKS, data_of, lines_of
from tests.meaning.card import card_of, told_score
from tests.table import README, between, parameter_table, task_table

ROOT = Path(__file__).parent.parent
WRITE = "run `python -m tests.meaning TASK ... --write` for those that differ"


def test_the_table_of_tasks_is_up_to_date():
    assert between("tasks", README.read_text(encoding="utf-8")) == task_table(), "run `python -m tests.table`"


def test_the_table_of_parameters_is_up_to_date():
    assert between("parameters", README.read_text(encoding="utf-8")) == parameter_table(), "run `python -m tests.table`"


def test_the_table_of_scores_tells_of_todays_starters_and_data():
    lines = lines_of(between("meaning", README.read_text(encoding="utf-8")))
    cells = {task: line.strip("| ").split(" | ") for task, line in lines.items()}
    told = {task: (starter, metric) for task, (_, starter, _, _, _, metric) in cells.items()}
    assert told == {task.id: (task.starter, data_of(task).METRIC) for task in TASKS}, WRITE
    assert list(told) == [task.id for task in TASKS], WRITE


@pytest.mark.parametrize("starter", [one for one in STARTERS.values() if one.assets], ids=lambda one: one.name)
def test_a_model_card_tells_the_scores_of_the_readme(starter):
    card = card_of(starter.name).read_text(encoding="utf-8")
    lines = lines_of(between("meaning", README.read_text(encoding="utf-8")))
    for task in starter.tasks:
        score, metric = lines[task].strip("| ").split(" | ")[-2:]
        assert told_score(task, card) == f"{score}, {metric}", WRITE


def test_every_setting_of_the_code_is_in_the_readme_and_no_other():
    sources = [ROOT / "app.py", *(ROOT / "models").rglob("*.py"), *(ROOT / "tabs").rglob("*.py")]
    used = {
        word for file in sources for word in re.findall(r"\bPLAYGROUND_[A-Z_]+\b", file.read_text(encoding="utf-8"))
    }
    told = set(re.findall(r"\bPLAYGROUND_[A-Z_]+\b", README.read_text(encoding="utf-8")))
    assert used == told


def test_the_space_front_matter_is_complete():
    _, front, _ = README.read_text(encoding="utf-8").split("---\n", 2)
    values = dict(line.split(": ", 1) for line in front.splitlines() if ": " in line)
    assert values["sdk"] == "gradio"
    assert values["python_version"] == '"3.12"'
    assert (ROOT / values["app_file"]).is_file()
    assert len(values["short_description"]) <= 60
    assert values["license"] == "apache-2.0"
    assert values["colorFrom"] in {"red", "yellow", "green", "blue", "indigo", "purple", "pink", "gray"}


def test_pictures_and_links_lead_somewhere():
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", README.read_text(encoding="utf-8")):
        assert (ROOT / target).exists(), target
