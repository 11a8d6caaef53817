"""The programs by hand run with a model of each family, and say what the pipeline says."""

import contextlib
import io
from dataclasses import replace

import pytest

from models.needs import missing_packages
from tabs.page.auto import PROGRAMS, write_auto_code
from tabs.page.snippet import ask_example
from tests.contract import TASKS, add_tiny, load_pipe, run_pipe, run_snippet
from tests.hub_server import hub_with_uploads

TASK = {task.id: task for task in TASKS}
PAIRS = [(task, model) for task in TASKS if task.id in PROGRAMS for model in task.models]


@pytest.fixture(scope="module")
def hub(tmp_path_factory, one_thread):
    with hub_with_uploads(tmp_path_factory.mktemp("auto")) as both:
        yield both


def by_hand(task):
    return replace(task, code=PROGRAMS[task.id])


@pytest.mark.filterwarnings("ignore")  # what Transformers warns its users of is not ours
@pytest.mark.parametrize(("task", "model"), PAIRS, ids=[f"{task.id} {model.id}" for task, model in PAIRS])
def test_a_program_by_hand_runs(hub, task, model):
    if missing_packages(model.needs):
        pytest.skip(f"needs {model.needs}")
    server, folder = hub
    add_tiny(server, model, folder / "tiny" / model.id)
    run_snippet(by_hand(task), model, folder / "snippet")


def print_by_hand(task, model, folder):
    run_snippet(by_hand(task), model, folder)  # lays the files there
    printed = io.StringIO()
    code = compile(write_auto_code(task, ask_example(task, model.example), model), "<by hand>", "exec")
    with contextlib.chdir(folder), contextlib.redirect_stdout(printed):
        exec(code, {"__name__": "__main__"})  # noqa: S102
    return printed.getvalue()


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(
    "name",
    [
        "text-classification",
        "zero-shot-classification",
        "fill-mask",
        "audio-classification",
        "zero-shot-audio-classification",
        "image-classification",
        "zero-shot-image-classification",
    ],
)
def test_the_scores_by_hand_are_the_pipelines(hub, name):
    task = TASK[name]
    model = task.models[0]
    server, folder = hub
    add_tiny(server, model, folder / "tiny" / model.id)
    raw = run_pipe(task, model, load_pipe(task, model), folder / "uploads")["raw"]
    rows = raw if isinstance(raw, list) else [{"score": score} for score in raw["scores"]]
    rows = rows[0] if isinstance(rows[0], list) else rows
    scores = [one["score"] for one in rows]
    lines = [line.split()[0] for line in print_by_hand(task, model, folder / "same").splitlines()]
    told = [float(first) for first in lines if first.replace(".", "", 1).isdigit()]
    assert told[: len(scores)] == pytest.approx(scores[: len(told)], abs=0.011)
    assert told
