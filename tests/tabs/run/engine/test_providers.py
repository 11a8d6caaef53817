"""Somebody else's models: what is sent, what comes of it, and what is not sent."""

import base64
import contextlib
import io
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from huggingface_hub.inference._providers import PROVIDERS
from PIL import Image

from models import hub
from models.errors import AppError, BadInput, Stopped
from models.key import ModelKey
from tabs import TABS
from tabs.run.choice import serving_starter
from tabs.run.compute import compute
from tabs.run.engine.choice import build_engine
from tabs.run.engine.errors import NotServed
from tabs.run.engine.local import Local
from tabs.run.engine.providers import Elsewhere, read_addresses
from tabs.run.engine.providers.calls import CALLS
from tabs.run.job import Job
from tabs.run.wire import to_wire
from tabs.task import Request
from tabs.words import say
from tests.import_graph import ROOT
from tests.meaning.ask import payload
from tests.models.fake_models import FakeModels

TASKS = {task.id: task for tab in TABS for task in tab.tasks}
TONE = TASKS["text-classification"]
HERE = Local(FakeModels({}).cache(1))
VISITORS, OWNERS = "hf_visitors_own", "hf_owners_own"


def key(task, source="hub"):
    return ModelKey(task.id, source, "organisation/model")


def defaults(task):
    return {one.name: one.default for one in task.parameters}


@contextmanager
def replying(reply, status=200, wait_s=0.0, headers=None) -> Iterator[tuple[str, list]]:
    """Serve one answer; yield the address, and what was sent: (path, headers, body)."""
    sent = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers.get("content-length") or 0))
            sent.append((self.path, {name.lower(): value for name, value in self.headers.items()}, body))
            time.sleep(wait_s)
            content = reply if isinstance(reply, bytes) else json.dumps(reply).encode()
            self.send_response(status)
            self.send_header("content-type", "application/json")
            for name, value in (headers or {}).items():
                self.send_header(name, value)
            self.end_headers()
            with contextlib.suppress(OSError):  # who asked may be gone
                self.wfile.write(content)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", sent
    finally:
        server.shutdown()
        server.server_close()


def ask(address, task=TONE, token="", **inputs):
    engine = Elsewhere(HERE, {"": address}, token)
    return engine.answer(task, key(task), Job(), inputs or {"text": "Good."}, defaults(task))


# What the API answers where it differs from our own pipelines, as its documentation and its clients' tests show it.
SHAPES = {
    "text-classification": ([[{"label": "POSITIVE", "score": 0.9}, {"label": "NEGATIVE", "score": 0.1}]], "POSITIVE"),
    "zero-shot-classification": ([{"label": "refund", "score": 0.8}, {"label": "travel", "score": 0.2}], "refund"),
    "token-classification": (
        [{"entity_group": "PER", "score": 0.99, "word": "Ada", "start": 0, "end": 3}],
        "Ada",
    ),
    "question-answering": ({"answer": "Berlin", "score": 0.9, "start": 10, "end": 16}, "Berlin"),
    "fill-mask": ([{"score": 0.5, "token": 3007, "token_str": "capital", "sequence": "the capital of"}], "capital"),
    "summarization": ([{"summary_text": "Short."}], "Short."),
    "translation": ([{"translation_text": "Mein Name"}], "Mein Name"),
    "image-classification": ([{"label": "lion", "score": 0.9}], "lion"),
    "visual-question-answering": ([{"answer": "red", "score": 0.5}], "red"),
    "automatic-speech-recognition": ({"text": " Hello and welcome."}, "Hello and welcome."),
    "text-generation": ([{"generated_text": " went to sea."}], "went to sea"),
    "text2text-generation": ([{"generated_text": "Mein Name ist Arthur."}], "Arthur"),
    "sentence-similarity": ([0.5], "0.5"),
    "document-question-answering": ([{"answer": "12.50", "score": 0.9, "start": 3, "end": 3}], "12.50"),
    "object-detection": (
        [{"label": "person", "score": 0.9, "box": {"xmin": 1, "ymin": 2, "xmax": 30, "ymax": 40}}],
        "person",
    ),
}
INPUTS = {"candidate_labels": ["refund", "travel"], "image": Image.new("RGB", (64, 48), "red")}


def read_example(task):
    values = dict(zip([one.name for one in task.inputs], task.examples[0], strict=True))
    return {one.name: one.read(payload(one.kind, values[one.name])) for one in task.inputs}


@pytest.mark.parametrize("name", SHAPES)
def test_what_the_api_answers_is_drawn_as_a_pipelines_answer(name):
    task = TASKS[name]
    reply, word = SHAPES[name]
    inputs = {**read_example(task), **{k: v for k, v in INPUTS.items() if k in {one.name for one in task.inputs}}}
    if name == "fill-mask":
        inputs = {"text": "Paris is the [MASK] of France."}
    if name == "sentence-similarity":
        inputs = {"text": ["A cat", "A kitten"], "question": ""}
    with replying(reply) as (address, sent):
        raw, report = ask(address, task, **inputs)
    assert word in json.dumps(to_wire(raw))
    assert task.render(raw, **inputs)
    assert report["device"] == address.removeprefix("http://")
    assert len(sent) == 1


def test_a_chat_is_shown_while_it_is_written():
    parts = ["The capital", " is", " Tokyo."]
    chunks = [{"choices": [{"index": 0, "delta": {"role": "assistant", "content": part}}]} for part in parts]
    stream = "".join(f"data: {json.dumps(one)}\n\n" for one in chunks) + "data: [DONE]\n\n"
    task, job = TASKS["chat"], Job()
    with replying(stream.encode()) as (address, sent):
        engine = Elsewhere(HERE, {"": f"{address}/v1"})
        raw, _ = engine.answer(task, key(task), job, {"messages": [], "text": "Japan?"}, defaults(task))
    assert raw[0]["generated_text"][-1] == {"role": "assistant", "content": "The capital is Tokyo."}
    shown = [one[0]["generated_text"][-1]["content"] for one in job.take_partials()]
    assert shown == ["The capital", "The capital is", "The capital is Tokyo."]
    path, _, body = sent[0]
    assert path == "/v1/chat/completions"
    assert json.loads(body)["messages"] == [{"role": "user", "content": "Japan?"}]


def test_a_picture_goes_into_a_conversation_and_a_recording_does_not():
    chunk = {"choices": [{"index": 0, "delta": {"role": "assistant", "content": "A red picture."}}]}
    task = TASKS["any-to-any"]
    with replying(f"data: {json.dumps(chunk)}\n\ndata: [DONE]\n\n".encode()) as (address, sent):
        asked = {"text": "What is it?", "image": INPUTS["image"], "audio": None}
        raw, _ = ask(f"{address}/v1", task, **asked)
        with pytest.raises(BadInput, match="recording"):
            ask(f"{address}/v1", task, **{**asked, "audio": "a recording"})
    assert raw == [{"generated_text": "A red picture."}]
    ((_, _, body),) = sent
    picture, words = json.loads(body)["messages"][0]["content"]
    assert words == {"type": "text", "text": "What is it?"}
    content = base64.b64decode(picture["image_url"]["url"].partition(",")[2])
    assert Image.open(io.BytesIO(content)).size == INPUTS["image"].size


def test_sentences_are_compared_each_pair_once_and_not_too_many():
    task = TASKS["sentence-similarity"]
    with replying([0.5]) as (address, sent):
        raw, _ = ask(address, task, text=["a", "b"], question="c")
        with pytest.raises(BadInput, match="60"):
            ask(address, task, text=["a"] * 61, question="")
    assert raw["similarity"].tolist() == [[1.0, 0.5], [0.5, 1.0]]
    assert len(sent) == 2


def test_what_providers_are_asked_for_some_of_them_serve():
    helper = {"chat": "conversational", "image-text-to-text": "conversational", "any-to-any": "conversational"}
    helper["text2text-generation"] = "text-generation"
    served = {task for tasks in PROVIDERS.values() for task in tasks}
    assert {helper.get(name, name) for name in CALLS} <= served
    assert (len(CALLS), len(TASKS)) == (26, 36), "as decision 17 says"


@pytest.mark.parametrize("reply", [b"<html>", {"a": 1}, [], [{"label": [1], "score": "much"}], [[1, 2]], 5, None])
def test_an_answer_in_another_form_is_a_sentence(reply):
    with replying(reply) as (address, _):
        try:
            raw, _ = ask(address)
        except NotServed as error:
            assert "another form" in str(error)
        else:
            assert all(set(one) == {"label", "score"} for one in raw)


def test_an_endpoint_sees_the_owners_token_and_nobody_elses(monkeypatch):
    monkeypatch.setenv("HF_TOKEN", "hf_of_this_machine")
    reply = SHAPES["text-classification"][0]
    with replying(reply) as (address, sent), hub.logged_in(VISITORS):
        ask(address)
        ask(address, token=OWNERS)
    seen = [headers.get("authorization") for _, headers, _ in sent]
    assert seen == [None, f"Bearer {OWNERS}"]


class Recorder:
    """Stands for the client's class; its clients know one answer."""

    def __init__(self):
        self.made = []

    def __call__(self, **options):
        self.made.append(options)
        return self

    def text_classification(self, text, top_k):
        return [{"label": text, "score": 1.0}]

    def close(self):
        pass


def test_providers_are_asked_with_the_visitors_own_login(monkeypatch):
    monkeypatch.setenv("HF_TOKEN", "hf_of_this_machine")
    recorder = Recorder()
    engine = Elsewhere(HERE, connect=recorder)

    def answer(engine):
        return engine.answer(TONE, key(TONE), Job(), {"text": "Good."}, defaults(TONE))

    with pytest.raises(NotServed) as refused:
        answer(engine)
    assert str(refused.value) == say("engine.needs_login")
    with hub.logged_in(VISITORS):
        raw, report = answer(engine)
    answer(Elsewhere(HERE, connect=recorder, token=OWNERS))
    assert raw == [{"label": "Good.", "score": 1.0}]
    assert report["model"] == "organisation/model"
    assert [one["token"] for one in recorder.made] == [VISITORS, OWNERS]
    assert {(one["model"], one["provider"]) for one in recorder.made} == {("organisation/model", "auto")}


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (401, "does not accept this login"),
        (402, "credit"),
        (404, "nobody serves organisation/model"),
        (429, "busy"),
        (503, "busy"),
        (500, "failed"),
    ],
)
def test_a_refusal_is_a_sentence(status, words):
    with replying({"error": "secret details"}, status) as (address, _), pytest.raises(NotServed) as refused:
        ask(address)
    assert words in str(refused.value)
    assert "secret" not in str(refused.value)


def test_what_the_other_server_says_of_an_input_is_told():
    with replying({"error": "The text is empty."}, 400) as (address, _), pytest.raises(BadInput) as refused:
        ask(address)
    assert "The text is empty." in str(refused.value)


def test_nobody_at_the_address_is_a_sentence():
    with replying({}) as (address, _):
        pass
    with pytest.raises(NotServed, match="cannot be reached"):
        ask(address)


def test_stop_does_not_wait_for_the_other_server():
    job = Job()
    with replying([], wait_s=3.0) as (address, _):
        threading.Timer(0.3, job.stop).start()
        started_s = time.monotonic()
        with pytest.raises(Stopped):
            Elsewhere(HERE, {"": address}).answer(TONE, key(TONE), job, {"text": "Good."}, defaults(TONE))
    assert time.monotonic() - started_s < 6


def test_a_setting_that_cannot_be_sent_is_refused_before_anything_is_sent():
    with replying([]) as (address, sent), pytest.raises(BadInput, match="Second text"):
        engine = Elsewhere(HERE, {"": address})
        engine.answer(TONE, key(TONE), Job(), {"text": "a"}, {**defaults(TONE), "text_pair": "b"})
    assert sent == []


def test_tasks_that_the_api_lacks_say_so():
    task = TASKS["keypoint-matching"]
    engine = Elsewhere(HERE, token=OWNERS)
    assert engine.destination(task) is None
    with pytest.raises(AppError, match="do not have this task"):
        engine.answer(task, key(task), Job(), {}, {})


def test_what_only_this_machine_has_stays_here(monkeypatch):
    answered = []
    monkeypatch.setattr(Local, "answer", lambda self, task, key, *_: answered.append(key.source))
    providers, endpoint = Elsewhere(HERE, token=OWNERS), Elsewhere(HERE, {"chat": "https://c.example"})
    for source in ("starter", "local", "trained"):
        providers.answer(TONE, key(TONE, source), Job(), {}, {})
        endpoint.answer(TONE, key(TONE, source), Job(), {}, {})
    endpoint.answer(TONE, key(TONE), Job(), {}, {})  # an Endpoint for another task alone
    assert answered == ["starter", "starter", "local", "local", "trained", "trained", "hub"]


def test_where_it_goes_is_told_for_the_tasks_that_go():
    engine = Elsewhere(HERE, {"chat": "https://c.example/v1", "": "https://all.example/{task}"})
    assert engine.destination(TASKS["chat"]).values == {"host": "c.example"}
    assert engine.address_of(TONE) == "https://all.example/text-classification"
    assert Elsewhere(HERE, {"chat": "https://c.example"}).destination(TONE) is None
    assert Elsewhere(HERE).destination(TONE).key == "engine.sent_to_providers"


@pytest.mark.parametrize(
    ("setting", "addresses"),
    [
        ("providers", {}),
        ("https://e.example", {"": "https://e.example"}),
        (
            "chat=https://a.example/v1, https://b.example/{task}",
            {"chat": "https://a.example/v1", "": "https://b.example/{task}"},
        ),
    ],
)
def test_what_a_setting_names(setting, addresses):
    assert read_addresses(setting) == addresses


def test_a_setting_that_means_nothing_ends_the_start():
    with pytest.raises(SystemExit, match="PLAYGROUND_ENGINE"):
        build_engine(HERE.cache, "somewhere")
    assert build_engine(HERE.cache, "").usual == HERE


# Our own plain door as the server.


@pytest.mark.parametrize("name", sorted(name for name in CALLS if serving_starter(TASKS[name])))
def test_our_own_door_answers_as_the_starter_does_here(server, name):
    task = TASKS[name]
    address = f"{server}v1" if name == "chat" else f"{server}tasks/{{task}}"
    engine = Elsewhere(HERE, {"": address})
    request = Request(
        {one.name: payload(one.kind, value) for one, value in zip(task.inputs, task.examples[0], strict=True)},
        model="starter",
        parameters={"do_sample": False} if name in ("chat", "text-generation") else {},
    )
    job = Job()
    done = compute(task, engine, request, job)
    assert done.report["source"] == "endpoint"
    assert task.render(done.raw, **done.inputs)
    recorded = json.loads((ROOT / "tests/recorded/answers" / f"{task.endpoint}.json").read_text())["starter 0"]["raw"]
    assert first_word(done.raw) == first_word(recorded)


def first_word(raw):
    """Return the first label, word or text of an answer; "" of numbers alone."""
    if isinstance(raw, dict):
        named = (
            raw[name] for name in ("label", "answer", "text", "word", "labels", "token_str", "content") if name in raw
        )
        texts = (value for name, value in raw.items() if name.endswith("_text"))
        return first_word(next(named, next(texts, "")))
    if isinstance(raw, list) and raw:
        return first_word(raw[-1] if isinstance(raw[-1], dict) and "role" in raw[-1] else raw[0])
    return raw if isinstance(raw, str) else ""
