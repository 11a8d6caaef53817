"""Bad input over HTTP: one plain sentence each, nothing leaks, and the next call works."""

import re

import httpx
import pytest
from gradio_client import handle_file
from gradio_client.exceptions import AppError

from tabs import TABS
from tabs.kinds import PICTURES, POINTS
from tabs.page.endpoint import name_arguments
from tabs.page.gradio_bends import BROKEN
from tabs.words import say

TASKS = {task.id: task for tab in TABS for task in tab.tasks}
LEAK = re.compile(r"Traceback|File \"|/tmp/|/etc/|/home/|/root/|site-packages|\w+Error\b|hf_[A-Za-z0-9]{8}")
FORGED = {"path": "/etc/passwd", "meta": {"_type": "gradio.FileData"}}
NAMES = {"picture": "a.png", "sound": "a.wav", "video": "a.mp4", "document": "a.pdf"}
"""Of uploads, by the kind of the input."""
INPUTS = [(task, one) for task in TASKS.values() for one in task.inputs]
FILES = [(task, one) for task, one in INPUTS if one.kind.name in NAMES]
KINDS = {one.kind.name: (task, one) for task, one in INPUTS}
PARAMETERS = [(task, one) for task in TASKS.values() for one in task.parameters]
SORTS = {(type(one.default), bool(one.choices)): (task, one) for task, one in PARAMETERS}
"""One of each that the page has a widget of its own for."""


def str_of(one):
    return getattr(one, "name", None) or one.id


def refused(client, endpoint, **arguments):
    with pytest.raises(AppError) as caught:
        client.predict(**arguments, api_name=f"/{endpoint}")
    return check_sentence(str(caught.value))


def check_sentence(sentence):
    """Pass what tells the user what to change; a crash, put into words, is no such answer."""
    assert 20 < len(sentence) < 400
    assert sentence.endswith(".")
    assert not LEAK.search(sentence)
    assert sentence != say(BROKEN)
    assert "could not be loaded" not in sentence
    return sentence


def payloads(task, **sent):
    """Send payloads as they are: the client itself would upload every path it is given."""
    first = dict(zip([one.name for one in task.inputs], task.examples[0], strict=True))
    return [
        sent.get(name, "" if name in ("model", "revision", "device", "dtype") else plain(first.get(name)))
        for name in name_arguments(task)
    ]


def plain(value):
    return value if isinstance(value, str) else None


@pytest.mark.parametrize(
    ("model", "word"),
    [
        ("../../x", "owner/name"),
        ("/etc", "model"),
        ("no such model!", "owner/name"),
        ("file:///etc/passwd", "owner/name"),
        ("x" * 5000, "owner/name"),
        ("google/nothing-here", "google/nothing-here"),
        (5, ""),
        (["a"], ""),
        ({"a": 1}, ""),
        (True, ""),
    ],
    ids=lambda value: str(value)[:20],
)
def test_names_that_are_no_models(tiny_client, model, word):
    assert word in refused(tiny_client, "image_classification", model=model)


@pytest.mark.parametrize("task", TASKS.values(), ids=lambda task: task.id)
def test_every_task_looks_at_the_name_and_the_revision_of_the_model(tiny_client, task):
    assert "owner/name" in refused(tiny_client, task.endpoint, model="../../x")
    refused(tiny_client, task.endpoint, revision="../../etc")


@pytest.mark.parametrize(("task", "parameter"), PARAMETERS, ids=str_of)
def test_every_parameter_has_bounds(tiny_client, task, parameter):
    below = min(-1, (parameter.minimum or 0) - 1)
    refused(tiny_client, task.endpoint, **{parameter.name: below})


@pytest.mark.parametrize("wrong", [10**9, 0.123, [1], {"a": 1}, "🦊" * 2000], ids=lambda value: str(value)[:20])
@pytest.mark.parametrize(("task", "parameter"), SORTS.values(), ids=str_of)
def test_parameters_of_each_sort_out_of_range(tiny_client, task, parameter, wrong):
    if not (isinstance(parameter.default, float) and wrong == 0.123):
        refused(tiny_client, task.endpoint, **{parameter.name: wrong})


@pytest.mark.parametrize("task", TASKS.values(), ids=lambda task: task.id)
def test_empty_inputs(tiny_client, task):
    for one in task.inputs:
        if not one.required or one.name == "question" or one.kind in (PICTURES, POINTS):
            continue
        refused(tiny_client, task.endpoint, **{one.name: None if task.inputs[0].kind.media else ""})


@pytest.mark.parametrize(("task", "one"), INPUTS, ids=str_of)
def test_no_input_takes_what_it_cannot_read(tiny_client, task, one):
    refused(tiny_client, task.endpoint, **{one.name: {"a": 1}})


@pytest.mark.parametrize("wrong", [5, 1.5, True])
@pytest.mark.parametrize(("task", "one"), KINDS.values(), ids=str_of)
def test_inputs_of_each_kind_of_the_wrong_type(tiny_client, task, one, wrong):
    refused(tiny_client, task.endpoint, **{one.name: wrong})


@pytest.mark.parametrize(("task", "one"), FILES, ids=str_of)
def test_files_of_the_server_stay_unreachable(tiny_server, task, one):
    for forged in (
        FORGED,
        {"path": "/etc/passwd"},
        "/etc/passwd",
        {"path": "/etc/passwd", "url": "file:///etc/passwd"},
    ):
        data = payloads(task, **{one.name: forged})
        call = f"{tiny_server}gradio_api/call/{task.endpoint}"
        event = httpx.post(call, json={"data": data}).json()["event_id"]
        answer = httpx.get(f"{call}/{event}", timeout=60).text
        assert "event: error" in answer
        assert "root:" not in answer
        assert not LEAK.search(answer)


@pytest.mark.parametrize(("task", "one"), FILES, ids=str_of)
def test_no_input_takes_a_file_that_only_its_name_makes_one(tiny_client, tmp_path, task, one):
    refuse_file(tiny_client, tmp_path, task, one, b"hello")


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n", b"RIFF\0\0\0\0WAVEfmt "])
@pytest.mark.parametrize(("task", "one"), {one.kind.name: (task, one) for task, one in FILES}.values(), ids=str_of)
def test_corrupt_and_mislabelled_files_of_each_kind(tiny_client, tmp_path, task, one, content):
    refuse_file(tiny_client, tmp_path, task, one, content)


def refuse_file(client, folder, task, one, content):
    file = folder / NAMES[one.kind.name]
    file.write_bytes(content)
    refused(client, task.endpoint, **{one.name: handle_file(file)})


def test_text_far_too_long(tiny_client):
    assert "2,000,000 characters" in refused(tiny_client, "sentence_similarity", text="x" * 2_000_000)


def test_half_a_character_is_no_failure(tiny_server):
    call = f"{tiny_server}gradio_api/call/text_classification"
    body, kind = b'{"data": ["A \\ud83e fox"]}', {"Content-Type": "application/json"}
    event = httpx.post(call, content=body, headers=kind).json()["event_id"]
    assert "event: complete" in httpx.get(f"{call}/{event}", timeout=60).text


@pytest.mark.parametrize("path", ["api/x", "run/x", "call/x"])
def test_a_call_of_nothing_is_told_as_such(tiny_server, path):
    answer = httpx.post(f"{tiny_server}gradio_api/{path}", json={"data": [10**40]}, timeout=60)
    assert answer.status_code == 400
    check_sentence(answer.json()["error"])


def test_an_event_of_the_browser_alone_cannot_be_called(tiny_server):
    described = httpx.get(f"{tiny_server}config", timeout=60).json()["dependencies"]
    number = next(one["id"] for one in described if not one["backend_fn"])
    answer = httpx.post(f"{tiny_server}gradio_api/run/x", json={"data": [], "fn_index": number}, timeout=60)
    check_sentence(answer.json()["error"])


def test_devices_and_formats_that_are_not_to_be_had(tiny_client):
    assert "one of: automatic, cpu" in refused(tiny_client, "image_classification", device="tpu")
    assert "one of: auto, float32" in refused(tiny_client, "image_classification", dtype="float1")
    assert "NVIDIA GPU" in refused(tiny_client, "image_classification", device="cpu", dtype="8-bit")
    refused(tiny_client, "image_classification", device=5)


@pytest.mark.parametrize("wrong", ["no", 1, [True], FORGED])
def test_try_instantly_is_true_or_false(tiny_client, wrong):
    assert "either true or false" in refused(tiny_client, "image_classification", try_instantly=wrong)


@pytest.mark.parametrize("wrong", ["no-such-task", 5, ["chat"], {"a": 1}])
def test_a_look_at_a_model_for_no_task_of_ours_names_the_tasks(tiny_client, wrong):
    with pytest.raises(AppError, match="no such task") as caught:
        tiny_client.predict(task=wrong, api_name="/check_model")
    assert all(f" {task}" in str(caught.value) for task in TASKS)


@pytest.mark.parametrize("wrong", ["../../x", "/etc", "~", "./no-such-folder", 5, ["a"], {"a": 1}])
def test_a_look_at_what_is_no_model(tiny_client, wrong):
    refused(tiny_client, "check_model", task="image-classification", model=wrong)


@pytest.mark.parametrize("config", ["", "[]", "{}", '{"model_type": "resnet"}', '{"model_type": "made-up"}'])
def test_a_look_at_a_folder_without_a_usable_model(tiny_client, tmp_path, config):
    (tmp_path / "config.json").write_text(config)
    refused(tiny_client, "check_model", task="image-classification", model=str(tmp_path))


def test_a_look_at_a_folder_tells_its_name_and_not_its_path(tiny_client, tmp_path):
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "config.json").write_text('{"model_type": "resnet", "architectures": ["ResNetForImageClassification"]}')
    (folder / "preprocessor_config.json").write_text("{}")
    (folder / "model.safetensors").write_bytes(b"0")
    found = tiny_client.predict(task="image-classification", model=str(folder), api_name="/check_model")
    assert not LEAK.search(str(found))
    assert found == {
        "model": "mine",
        "source": "local",
        "task": "image-classification",
        "fits": True,
        "doubt": "",
        "download_mb": 0,
        "licence": "",
        "kind": "resnet",
        "made_for": "ResNetForImageClassification",
    }
    refused(tiny_client, "check_model", task="text-classification", model=str(folder))


def test_a_device_and_a_format_can_be_chosen(tiny_client):
    *_, run = tiny_client.predict(device="cpu", dtype="bfloat16", api_name="/image_classification")
    assert (run["device"], run["dtype"]) == ("cpu", "bfloat16")


def test_nothing_stays_locked_after_all_that(tiny_client):
    status = tiny_client.predict(api_name="/status")
    assert status["reserved_bytes"] == 0
    assert all(one["pins"] == 0 and one["state"] == "ready" for one in status["models"])
    for task in TASKS.values():
        assert tiny_client.predict(api_name=f"/{task.endpoint}")[-1]["task"] == task.id
