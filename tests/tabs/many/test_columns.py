"""Columns find their inputs, cells become what the inputs read."""

import pytest

from models.errors import BadInput
from tabs.many.columns import check_columns, guess_columns, make_payloads
from tabs.many.rows import File
from tabs.read.upload import find_upload_folder, read_upload
from tests.contract import TASKS

TASK = {task.id: task for task in TASKS}


@pytest.mark.parametrize(
    ("task", "columns", "found"),
    [
        ("text-classification", {"id": "number", "Review": "text"}, {"text": "Review"}),
        ("text-classification", {"id": "number", "words": "text"}, {"text": "words"}),
        (
            "question-answering",
            {"context": "text", "question": "text", "id": "text"},
            {"question": "question", "context": "context"},
        ),
        ("question-answering", {"query": "text", "text": "text"}, {"question": "query", "context": "text"}),
        ("image-classification", {"label": "label", "image": "picture"}, {"image": "image"}),
        ("image-classification", {"text": "text"}, {"image": ""}),
        ("visual-question-answering", {"file": "picture"}, {"image": "file", "question": ""}),
        ("automatic-speech-recognition", {"audio": "sound"}, {"audio": "audio"}),
        ("document-question-answering", {"file": "document"}, {"document": "file", "question": ""}),
        ("keypoint-matching", {"left": "picture", "right": "picture"}, {"image_0": "left", "image_1": "right"}),
        ("zero-shot-classification", {"text": "text", "label": "label"}, {"text": "text", "candidate_labels": ""}),
    ],
)
def test_columns_are_guessed(task, columns, found):
    assert guess_columns(TASK[task], columns) == found


@pytest.mark.parametrize("chosen", [{}, {"image": "text"}, {"image": "no such"}])
def test_columns_that_cannot_fill_an_input_are_refused(chosen):
    with pytest.raises(BadInput):
        check_columns(TASK["image-classification"], chosen, {"text": "text", "image": "picture"})


def test_a_row_is_asked_about_with_the_panels_own_values_beside(kept):
    task, folder = TASK["visual-question-answering"], find_upload_folder() / "parcel"
    cells = {"file": File("cat.png", b"bytes"), "n": 3}
    sent = make_payloads(task, {"image": "file", "question": ""}, {"question": "What?"}, cells, folder)
    assert sent["question"] == "What?"
    assert read_upload(sent["image"], "picture").read_bytes() == b"bytes"


def test_cells_are_written_as_their_inputs_read_them(kept):
    task = TASK["zero-shot-classification"]
    cells = {"t": 12, "l": ["a", "b"]}
    names = [one.name for one in task.inputs]
    sent = make_payloads(task, dict(zip(names, ("t", "l"), strict=True)), {}, cells, kept)
    assert [one.read(sent[one.name]) for one in task.inputs] == ["12", ["a", "b"]]
