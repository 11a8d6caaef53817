"""The rules of the house, read from the source itself."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tabs import TABS

ROOT = Path(__file__).parent.parent
MODELS = sorted((ROOT / "models").rglob("*.py"))
TASK_FILES = [
    file for tab in TABS for file in sorted((ROOT / "tabs" / tab.id).glob("*.py")) if file.name != "__init__.py"
]
FILES = [ROOT / "app.py", *MODELS, *sorted((ROOT / "tabs").rglob("*.py"))]
MOST_LINES = 265
HEAVY = {"torch", "transformers", "sentence_transformers"}


def imported(nodes):
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def imports_anywhere(file):
    return {name.split(".")[0] for name in imported(ast.walk(ast.parse(file.read_text())))}


def imports_at_the_top(file):
    return {name.split(".")[0] for name in imported(ast.parse(file.read_text()).body)}


COMMANDS = {ROOT / "models" / "fetch.py"}
"""Entry points, which put the layers together as app.py does."""


@pytest.mark.parametrize("file", sorted(set(MODELS) - COMMANDS), ids=lambda file: str(file.relative_to(ROOT)))
def test_models_know_no_user_interface(file):
    assert not imports_anywhere(file) & {"gradio", "gradio_client", "tabs", "app"}


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_nothing_heavy_is_imported_at_the_top_but_in_pipelines_and_training(file):
    if file.parent.name not in {"pipelines", "training"}:
        assert not imports_at_the_top(file) & HEAVY


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_files_are_short(file):
    assert len(file.read_text().splitlines()) <= MOST_LINES
    assert file.stem not in {"utils", "helpers", "shared", "common", "misc"}


@pytest.mark.parametrize("file", TASK_FILES, ids=lambda file: file.stem)
def test_every_task_file_is_listed_in_its_tab(file):
    listed = {task.endpoint for tab in TABS for task in tab.tasks if tab.id == file.parent.name}
    assert file.stem in listed


def test_every_listed_task_is_its_own_file():
    assert sorted(file.stem for file in TASK_FILES) == sorted(task.endpoint for tab in TABS for task in tab.tasks)


def test_importing_the_app_loads_neither_torch_nor_transformers():
    code = f"import sys, app; app.build(); print(sorted({HEAVY!r} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_space_runs_the_gradio_that_is_pinned():
    pinned = re.search(r"^gradio==(\S+)$", (ROOT / "requirements.txt").read_text(), re.MULTILINE)
    told = re.search(r"^sdk_version: \"?([\d.]+)\"?$", (ROOT / "README.md").read_text(), re.MULTILINE)
    assert pinned
    assert told
    assert pinned[1] == told[1]


def test_the_cache_knows_no_library():
    for file in (ROOT / "models" / "cache").glob("*.py"):
        assert not imports_anywhere(file) & {*HEAVY, "gradio", "numpy", "huggingface_hub"}


def test_app_is_short():
    assert len((ROOT / "app.py").read_text().splitlines()) < 75
