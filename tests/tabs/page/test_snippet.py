"""The code that a panel shows names what has to be installed for it."""

import ast
import sys

import pytest

from tabs import TABS
from tabs.kinds import PICTURES
from tabs.page.snippet import write_http_call, write_python

PAIRS = [(task, model) for tab in TABS for task in tab.tasks for model in task.models]
TASKS = [task for tab in TABS for task in tab.tasks]
NAMED = {"PIL": "pillow", "sentence_transformers": "sentence-transformers"}
"""What is imported under another name than it is installed."""


def imported(code):
    """Return the packages that a program imports, by the names they are installed under."""
    modules = set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            modules |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            modules.add(node.module.split(".")[0])
    return {NAMED.get(name, name) for name in modules - sys.stdlib_module_names}


def named(code):
    """Return the packages that the first line says to install."""
    start = "# pip install "
    first = code.splitlines()[0]
    assert first.startswith(start)
    return set(first.removeprefix(start).split())


@pytest.mark.parametrize(("task", "model"), PAIRS, ids=[f"{task.id} {model.id}" for task, model in PAIRS])
def test_every_import_is_among_the_packages_that_are_named(task, model):
    code = write_python(task, model)
    assert imported(code) <= named(code)


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.id)
def test_the_call_over_http_names_what_it_imports(task):
    code = write_http_call(task)
    assert imported(code) == named(code)


def test_what_transformers_itself_imports_for_a_model_is_named():
    """Mask2Former's constructor makes its loss, which wants SciPy."""
    assert "scipy" in next(task.packages for task in TASKS if task.id == "image-segmentation")


@pytest.mark.parametrize("show", [write_python, write_http_call])
@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.id)
def test_who_copies_the_code_is_told_to_bring_the_files_it_opens(task, show):
    given = [(one.kind, value) for one, value in zip(task.inputs, task.examples[0], strict=True) if value]
    files = [path for kind, value in given if kind.media for path in (value if kind is PICTURES else [value])]
    comment = show(task).splitlines()[1]
    assert comment.startswith("# Put your own files") == bool(files)
    assert all(path.name in comment for path in files)
