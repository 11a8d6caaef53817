"""The buttons of the page for many inputs: what a visitor brings, starts, sees and takes away, and nobody else does."""

import csv
import time
from concurrent.futures import Future
from pathlib import Path

import pytest

from models.errors import BadInput
from tabs.many import answering
from tabs.many.limits import ManyLimits
from tabs.many.runner import Runner
from tabs.page.data.chosen import Owners
from tabs.page.many import actions, view
from tabs.read.upload import find_upload_folder
from tabs.run import Computed
from tabs.text.text_classification import TASK as TONE
from tabs.vision.image_classification import TASK as PHOTO

ME, YOU = "m" * 24, "y" * 24
SPACE = Owners(shared=False)
SLOTS = 2


@pytest.fixture
def asked(tmp_path, monkeypatch):
    """Let rows be answered at once by their length; return the requests."""
    requests = []

    def start(task, cache, request, job):
        requests.append(request)
        future = Future()
        raw = [{"label": f"@{request.inputs['text']}", "score": 0.5}]
        future.set_result(Computed({}, raw, {"model": "m", "run_s": 0.1}))
        return future

    monkeypatch.setattr(answering, "start", start)
    monkeypatch.setenv("PLAYGROUND_TRAINED", str(tmp_path / "kept"))
    monkeypatch.setenv("GRADIO_TEMP_DIR", str(tmp_path / "uploads"))
    find_upload_folder().mkdir()
    return requests


@pytest.fixture
def runner():
    return Runner(None, {TONE.id: TONE, PHOTO.id: PHOTO}, ManyLimits(100, 0))


def send(text, name="rows.csv"):
    file = find_upload_folder() / name
    file.write_text(text)
    return [{"path": str(file), "orig_name": name}]


def bring(runner, owner, text="n,text\n1,a\n2,<b>\n", task=TONE.id):
    own, draft, *fields = actions.bring(runner, SPACE, SLOTS, owner, task, send(text))
    assert own == owner
    return draft, fields


def start(runner, owner, draft, given, *columns):
    _, work, *_ = actions.start(runner, SPACE, owner, draft, TONE.id, given, *columns)
    end = time.monotonic() + 20
    while any(map(runner.is_running, actions.list_works(owner))):
        assert time.monotonic() < end
        time.sleep(0.02)
    return work


def test_a_table_goes_its_way_and_is_its_visitors_alone(runner, asked):
    draft, (told, first, second, button) = bring(runner, ME)
    assert (first["value"], second["visible"], button["interactive"]) == ("text", False, True)
    assert "2 rows" in told
    work = start(runner, ME, draft, {"top_k": 3, "model": "starter"}, "text", "")
    assert [request.inputs["text"] for request in asked] == ["a", "<b>"]
    assert {(request.model, request.parameters["top_k"]) for request in asked} == {("starter", 3)}
    _, *_, state, rows, _, timer = view.describe_work(runner, ME, work, 1)
    assert "2 of 2 rows" in state
    assert "@&lt;b&gt;" in rows
    assert not timer.active
    file, told = actions.save(SPACE, ME, work, "csv")
    with Path(file["value"]).open(encoding="utf-8-sig", newline="") as stream:
        assert [row[2] for row in csv.reader(stream)] == ["label", "'@a", "'@<b>"]
    assert "2 cells" in told
    for spy in (
        lambda: actions.save(SPACE, YOU, work, "csv"),
        lambda: actions.act(runner, SPACE, "delete", YOU, work, 1),
        lambda: actions.start(runner, SPACE, YOU, draft, TONE.id, {}, "text", ""),
        lambda: actions.choose_task(runner, SPACE, SLOTS, YOU, TONE.id, draft),
    ):
        with pytest.raises(BadInput) as refused:
            spy()
        assert refused.value.key == "many.no_such_work"
    assert view.describe_work(runner, YOU, work, 1)[0]["choices"] == []
    actions.act(runner, SPACE, "delete", ME, work, 1)
    assert view.describe_work(runner, ME, work, 1)[0]["choices"] == []


def test_a_second_start_makes_a_second_table_of_the_same_rows(runner, asked):
    draft, _ = bring(runner, ME)
    first = start(runner, ME, draft, {}, "text", "")
    second = start(runner, ME, first, {}, "text", "")
    assert first != second
    assert len(asked) == 4


@pytest.mark.parametrize("given", [{"top_k": "many"}, {"top_k": -1}])
def test_settings_that_cannot_be_are_refused_before_the_first_row(runner, asked, given):
    draft, _ = bring(runner, ME)
    with pytest.raises(BadInput):
        actions.start(runner, SPACE, ME, draft, TONE.id, given, "text", "")
    assert asked == []


def test_what_cannot_be_read_is_told_in_the_page_and_leaves_nothing(runner, asked):
    draft, (told, *_, button) = bring(runner, ME, "text\n" + "row\n" * 101)
    assert (draft, button["interactive"]) == ("", False)
    assert "101" in told
    assert actions.list_works(ME) == []
    with pytest.raises(BadInput):
        actions.start(runner, SPACE, ME, draft, TONE.id, {}, "text", "")


def test_a_table_without_pictures_does_not_fit_a_task_of_pictures(runner, asked):
    draft, (told, first, *_) = bring(runner, ME, task=PHOTO.id)
    assert (first["value"], len(first["choices"])) == ("", 1)
    assert "note" in told
    with pytest.raises(BadInput) as refused:
        actions.start(runner, SPACE, ME, draft, PHOTO.id, {}, "", "")
    assert refused.value.key == "many.no_column"
