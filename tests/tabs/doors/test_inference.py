"""The plain door itself: every task, the same answer as the endpoint, and refusals that say what to do."""

import base64
import json
from pathlib import Path

import httpx
import pytest

from tabs import TABS
from tabs.doors.inference.find_task import find_task
from tabs.examples.packaged import find_photo
from tabs.run.choice import serving_starter
from tabs.task import ASSETS
from tests.recorded import read_answers
from tests.recorded.digest import differences
from tests.recorded.received import digest_received

TASKS = {task.id: task for tab in TABS for task in tab.tasks}
AS_RAW = {
    "token-classification", "question-answering", "fill-mask", "summarization", "text2text-generation",
    "automatic-speech-recognition", "audio-classification", "zero-shot-audio-classification",
    "voice-activity-detection", "image-classification", "object-detection", "zero-shot-object-detection",
    "image-segmentation", "depth-estimation", "image-feature-extraction", "mask-generation",
    "keypoint-matching", "image-to-text", "visual-question-answering", "document-question-answering",
    "zero-shot-image-classification", "video-classification", "table-question-answering",
}  # fmt: skip
"""Tasks whose answer at this door is the pipeline's own."""


@pytest.fixture(scope="module")
def http():
    with httpx.Client(timeout=120) as client:
        yield client


def as_json(value):
    if isinstance(value, Path):
        return base64.b64encode(value.read_bytes()).decode()
    return [as_json(one) for one in value] if isinstance(value, list) else value


@pytest.mark.parametrize("task", [task for task in TASKS.values() if serving_starter(task)], ids=lambda task: task.id)
def test_every_task_answers_its_first_example(http, server, task, tmp_path):
    inputs = {one.name: as_json(value) for one, value in zip(task.inputs, task.examples[0], strict=True)}
    answer = http.post(f"{server}tasks/{task.id}", json={"inputs": inputs})
    assert answer.status_code == 200, answer.text
    assert answer.headers["x-model"] == serving_starter(task)
    if task.id in AS_RAW:
        wanted = read_answers(task)["starter 0"]["raw"]
        assert not differences(wanted, digest_received(write_files(answer.json(), tmp_path), wanted))


def write_files(value, folder):
    """Files come inside the JSON at this door: write them where the reader of the endpoints' answers finds them."""
    if isinstance(value, dict) and "file" in value and "media_type" in value:
        file = folder / "file"
        file.write_bytes(base64.b64decode(value["file"]))
        return {**value, "file": str(file)}
    if isinstance(value, dict):
        return {name: write_files(inner, folder) for name, inner in value.items()}
    return [write_files(inner, folder) for inner in value] if isinstance(value, list) else value


def test_a_list_of_texts_is_a_list_of_answers(http, server):
    texts = ["I love it.", "I hate it.", "It is wonderful."]
    answers = http.post(f"{server}tasks/text-classification", json={"inputs": texts, "parameters": {"top_k": 1}}).json()
    assert [one[0]["label"] for one in answers] == ["POSITIVE", "NEGATIVE", "POSITIVE"]


def test_bytes_of_a_picture_need_no_json(http, server):
    answer = http.post(
        f"{server}models/efficientnet-lite0?top_k=1",
        content=find_photo("lion.jpg").read_bytes(),
        headers={"Content-Type": "image/jpeg"},
    )
    assert [one["label"] for one in answer.json()] == ["lion"]


@pytest.mark.parametrize("kind", [None, "application/x-www-form-urlencoded", "text/plain;charset=UTF-8"])
def test_what_nobody_named_is_told_by_its_content(http, server, kind):
    headers = {"Content-Type": kind} if kind else {}

    def best(address, content):
        answer = http.post(f"{server}{address}", content=content, headers=headers)
        assert answer.status_code == 200, answer.text
        found = answer.json()
        return (found[0] if isinstance(found[0], dict) else found[0][0])["label"]

    assert best("models/efficientnet-lite0?top_k=1", find_photo("lion.jpg").read_bytes()) == "lion"
    assert best("tasks/audio-classification", (ASSETS / "examples" / "dog.ogg").read_bytes()) == "dog barking"
    assert best("tasks/text-classification", b'\n {"inputs": "I love it."}') == "POSITIVE"
    assert best("tasks/text-classification", "I hate it – really.".encode()) == "NEGATIVE"


@pytest.mark.parametrize(
    ("task", "content", "word"),
    [
        ("text-classification", b"\x89PNG\r\n\x1a\n" + bytes(40), "text"),
        ("text-classification", b"%PDF-1.7 only letters", "text"),
        ("text-classification", b'{"inputs": "I love', "JSON"),
        ("image-classification", b"\x00\x01\x02" * 400, "picture"),
        ("image-classification", b"no picture at all!", "base64"),
        ("audio-classification", b"\xff\xfe" * 400, "sound"),
        ("document-question-answering", b"%PDF-1.7 and no more", "PDF"),
    ],
)
def test_rubbish_that_nobody_named_is_told_in_a_sentence(http, server, task, content, word):
    answer = http.post(f"{server}tasks/{task}", content=content)
    assert answer.status_code == 400, answer.text
    assert word in answer.json()["error"]
    assert "Traceback" not in answer.text


@pytest.mark.parametrize(
    ("address", "sent", "status", "word"),
    [
        ("tasks/no-such-task", {"inputs": "x"}, 400, "text-classification"),
        ("tasks/text-classification", {"inputs": ""}, 400, "no text yet"),
        ("tasks/text-classification", {"input": "x"}, 400, "inputs"),
        ("tasks/text-classification", {"inputs": []}, 400, "empty"),
        ("tasks/text-classification", {"inputs": ["x"] * 1000}, 400, "128"),
        ("tasks/text-classification", {"inputs": "x", "parameters": {"top_q": 1}}, 400, "top_k"),
        ("tasks/text-classification", {"inputs": "x", "parameters": {"top_k": 0}}, 400, "from 1 to 50"),
        ("tasks/text-classification", {"inputs": "x", "parameters": 5}, 400, "objects"),
        ("tasks/image-classification", {"inputs": "not base64!"}, 400, "base64"),
        ("tasks/image-classification", {"inputs": "aGVsbG8="}, 400, "picture"),
        ("tasks/image-classification", {"inputs": {"image": {"path": "/etc/passwd"}}}, 400, "base64"),
        ("tasks/text-classification", {"inputs": "x", "model": 5}, 400, "model"),
        ("models/no-such-owner/no-such-model", {"inputs": "x"}, 503, "offline"),
        ("tasks/fill-mask", {"inputs": "x", "model": "no-such-owner/no-such-model"}, 503, "offline"),
        ("models/providers:google-t5/t5-small", {"inputs": "x"}, 503, "X-HF-Token"),
        ("tasks/fill-mask?model=http://169.254.169.254/", {"inputs": "x"}, 400, "does not ask that address"),
        ("pipeline/text-classification/..%2F..%2Fetc", {"inputs": "x"}, 400, "owner/name"),
    ],
)
def test_what_cannot_be_answered_is_told_in_a_sentence(http, server, address, sent, status, word):
    answer = http.post(f"{server}{address}", json=sent)
    assert answer.status_code == status
    assert word in answer.json()["error"]
    assert "Traceback" not in answer.text


@pytest.mark.parametrize("content", [b"", b"no json", b"[]", b"5", b'{"inputs": ' + b"[" * 5000, b"\xff\xfe"])
def test_rubbish_is_told_in_a_sentence(http, server, content):
    answer = http.post(f"{server}tasks/fill-mask", content=content, headers={"Content-Type": "application/json"})
    assert answer.status_code == 400
    assert answer.json()["error"].endswith(".")


def test_nothing_of_a_request_stays_on_disk(http, server, tmp_path_factory):
    http.post(f"{server}tasks/image-classification", json={"inputs": as_json(find_photo("lion.jpg"))})
    assert not list(Path(tmp_path_factory.getbasetemp()).glob("server*/uploads/door-*"))


def test_the_catalogue_and_the_starters_say_what_a_model_is_for():
    for task_id, model in (("text-generation", "HuggingFaceTB/SmolLM2-135M-Instruct"), ("chat", "storyteller")):
        assert find_task(TASKS, model, None).id == task_id
    assert find_task(TASKS, "anything", "fill-mask").id == "fill-mask"
    assert find_task(TASKS, "providers:google-t5/t5-small", None).id == "translation"


def test_the_description_fits_the_tasks(http, server):
    described = http.get(f"{server}openapi.json").json()
    assert set(described["paths"]) == {f"/tasks/{name}" for name in TASKS}
    for name, task in TASKS.items():
        schema = described["paths"][f"/tasks/{name}"]["post"]["requestBody"]["content"]["application/json"]["schema"]
        settings = schema["properties"]["parameters"]["properties"]
        assert {one: settings[one]["default"] for one in settings} == {p.name: p.default for p in task.parameters}
    page = http.get(f"{server}docs").text
    assert all(f"POST /tasks/{name}" in page for name in TASKS)


def test_examples_of_the_description_are_answered(http, server):
    described = http.get(f"{server}openapi.json").json()
    for name in ("text-classification", "fill-mask", "question-answering", "sentence-similarity", "chat"):
        body = described["paths"][f"/tasks/{name}"]["post"]["requestBody"]["content"]["application/json"]["example"]
        assert http.post(f"{server}tasks/{name}", json=json.loads(json.dumps(body))).status_code == 200
