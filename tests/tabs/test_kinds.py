"""Every kind reads what the page, a program and a plain request send, and writes it in code."""

import ast
import base64
from pathlib import Path

import numpy as np
import pytest

from models.errors import BadInput
from tabs import TABS, kinds
from tabs.page.widgets import INPUTS, OUTPUTS
from tabs.read.upload import find_upload_folder
from tabs.task import Input

TASKS = [task for tab in TABS for task in tab.tasks]
PAIRS = [
    pytest.param(one, value, id=f"{task.id} {one.name}")
    for task in TASKS
    for one, value in zip(task.inputs, task.examples[0], strict=True)
    if value
]
FILES = [pair for pair in PAIRS if pair.values[0].kind.media]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("GRADIO_TEMP_DIR", str(tmp_path))
    return tmp_path


def alike(one, other):
    if hasattr(one, "samples"):
        return np.array_equal(one.samples, other.samples)
    if hasattr(one, "frames"):
        return len(one.frames) == len(other.frames)
    if hasattr(one, "pages"):
        return (one.pages, one.is_pdf) == (other.pages, other.is_pdf)
    return one == other


@pytest.mark.parametrize(("one", "value"), FILES)
def test_a_file_is_read_the_same_from_an_upload_and_from_base64(one, value, folder):
    paths = value if isinstance(value, list) else [value]
    uploads = [kinds.TEXT.store({"path": str(folder / path.name)}, folder) for path in paths]
    for path in paths:
        (folder / path.name).write_bytes(path.read_bytes())
    encoded = [base64.b64encode(path.read_bytes()).decode() for path in paths]
    sent, wire = (uploads, encoded) if isinstance(value, list) else (uploads[0], encoded[0])
    assert alike(one.read(sent), one.read(one.kind.store(wire, folder)))


@pytest.mark.parametrize(("one", "value"), PAIRS)
def test_literals_are_python(one, value):
    ast.literal_eval(one.kind.write_literal(value))
    ast.parse(one.kind.write_argument(value), mode="eval")


def test_bytes_and_data_urls_are_files_too(folder):
    stored = kinds.PICTURE.store("data:image/png;base64," + base64.b64encode(b"abc").decode(), folder)
    assert Path(stored["path"]).read_bytes() == Path(kinds.SOUND.store(b"abc", folder)["path"]).read_bytes() == b"abc"


def test_what_is_no_base64_is_refused(folder):
    with pytest.raises(BadInput, match="base64"):
        kinds.PICTURE.store("http://127.0.0.1/picture.png", folder)


@pytest.mark.parametrize("form", ["cat, dog", ["cat", "dog"], "cat\ndog"])
def test_labels_come_as_text_or_list(form):
    assert kinds.LABELS.read(form) == ["cat", "dog"]


def test_a_label_of_a_list_keeps_its_comma():
    assert kinds.LABELS.read(["Paris, France", "Rome"]) == ["Paris, France", "Rome"]


def test_lines_come_as_text_or_list():
    assert kinds.LINES.read(["one", "two"]) == kinds.LINES.read("one\ntwo") == ["one", "two"]


def test_a_table_comes_as_csv_or_columns():
    assert kinds.TABLE.read({"Name": ["Ada"], "Age": [36]}) == kinds.TABLE.read("Name,Age\nAda,36")


@pytest.mark.parametrize("table", [{}, {"a": "b"}, {"a": []}, {"a": [1], "b": []}, {"path": 1}])
def test_broken_columns_are_refused(table):
    with pytest.raises(BadInput):
        kinds.TABLE.read(table)


@pytest.mark.parametrize("payload", [None, "", "  \n", "\x00"])
def test_what_may_be_left_out_is_its_kinds_nothing(payload):
    assert Input("text", "Text", kinds.TEXT, required=False).read(payload) == ""
    assert Input("image", "Picture", kinds.PICTURE, required=False).read(payload) is None
    with pytest.raises(BadInput):
        Input("text", "Text", kinds.TEXT).read(payload)


def test_every_kind_has_a_widget():
    inputs = {one.kind.name for task in TASKS for one in task.inputs}
    outputs = {one.kind.name for task in TASKS for one in task.outputs if not one.shown_in}
    assert inputs <= set(INPUTS)
    assert outputs == set(OUTPUTS)


def test_uploads_are_looked_for_where_gradio_puts_them(monkeypatch):
    from gradio.utils import get_upload_folder

    for folder in ("", "/somewhere/else"):
        monkeypatch.setenv("GRADIO_TEMP_DIR", folder)
        assert find_upload_folder() == Path(get_upload_folder()).resolve()
