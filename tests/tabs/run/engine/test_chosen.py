"""A model that somebody has run elsewhere: who is asked with whose login, and what an untrusted server may do."""

import gzip
import json
import socket
import threading
import time

import pytest
from huggingface_hub import InferenceClient

from models import hub
from models.errors import BadInput, ModelRefused, QueueFull, Stopped
from models.key import ModelKey
from tabs.run.choice import choose_key
from tabs.run.compute import compute
from tabs.run.engine.choice import build_engine
from tabs.run.engine.errors import NotServed
from tabs.run.engine.local import Local
from tabs.run.engine.providers import Elsewhere
from tabs.run.engine.providers.asking import Workers
from tabs.run.engine.providers.bounded import MOST_BYTES, BoundedClient
from tabs.run.engine.providers.chosen import EACH, AsChosen, refuse_private
from tabs.run.job import Job
from tabs.task import Request
from tabs.visitor import NOBODY, Visitor
from tests.tabs.run.engine.test_providers import (
    HERE,
    OWNERS,
    SHAPES,
    TASKS,
    TONE,
    VISITORS,
    Recorder,
    defaults,
    replying,
)

THEIRS = "https://abc123.us-east-1.aws.endpoints.huggingface.cloud"
INPUTS = {"text": "Good."}


@pytest.fixture(autouse=True)
def at_home(monkeypatch):
    for name in ("SPACE_ID", "PLAYGROUND_ELSEWHERE", "PLAYGROUND_ENDPOINTS", "PLAYGROUND_ANY_MODEL"):
        monkeypatch.delenv(name, raising=False)


def name(model, visitor=NOBODY):
    key = choose_key(TONE, Request({}, model=model, visitor=visitor))
    return key.source, key.model


def answer(engine, key, task=TONE, job=None, inputs=INPUTS):
    return engine.answer(task, key, job or Job(), inputs, defaults(task))


# Offers


def test_the_owner_says_whether_it_may_be(monkeypatch):
    engine = AsChosen(HERE)
    assert engine.offer(TONE) and not engine.offer(TASKS["keypoint-matching"])
    monkeypatch.setenv("SPACE_ID", "owner/space")
    assert engine.offer(TONE) is None
    monkeypatch.setenv("PLAYGROUND_ELSEWHERE", "1")
    assert engine.offer(TONE)
    with pytest.raises(ModelRefused, match="list"):
        name("providers:organisation/model")  # a Space takes the models of its list
    assert name("providers:organisation/model", Visitor(is_owner=True))[0] == "providers"


def test_servers_that_mean_nothing_end_the_start(monkeypatch):
    monkeypatch.setenv("PLAYGROUND_ENDPOINTS", "tgi.example.org")
    with pytest.raises(SystemExit, match="PLAYGROUND_ENDPOINTS"):
        build_engine(HERE.cache, "")


# Logins


def test_providers_are_paid_by_who_asks(monkeypatch):
    monkeypatch.setenv("HF_TOKEN", "hf_of_this_machine")
    recorder, key = Recorder(), ModelKey(TONE.id, "providers", "organisation/model")
    with pytest.raises(NotServed, match="Sign in"):
        answer(AsChosen(HERE, connect=recorder), key)
    with hub.logged_in(VISITORS):
        raw, report = answer(AsChosen(HERE, OWNERS, connect=recorder), key)
    answer(AsChosen(HERE, OWNERS, connect=recorder), key)
    assert raw == [{"label": "Good.", "score": 1.0}]
    assert (report["model"], report["source"]) == ("organisation/model", "providers")
    assert [one["token"] for one in recorder.made] == [VISITORS, OWNERS]


def test_an_endpoint_that_somebody_typed_never_sees_the_owners_token(monkeypatch):
    monkeypatch.setenv("HF_TOKEN", "hf_of_this_machine")
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [(2, 1, 6, "", ("8.8.8.8", 0))])
    recorder = Recorder()
    engine = AsChosen(HERE, OWNERS, connect_bounded=recorder)
    theirs, own = ModelKey(TONE.id, "endpoint", THEIRS), ModelKey(TONE.id, "endpoint", "http://10.0.0.5:8080")
    answer(engine, theirs)
    with hub.logged_in(VISITORS):
        _, report = answer(engine, theirs)
        answer(engine, own)
    assert report["model"] == report["device"] == THEIRS.removeprefix("https://")
    assert [one["token"] for one in recorder.made] == ["none", VISITORS, "none"]
    assert [one["headers"]["authorization"] for one in recorder.made] == [None, f"Bearer {VISITORS}", None]


def test_the_token_of_endpoints_pays_no_visitors_choice(monkeypatch):
    monkeypatch.setenv("PLAYGROUND_ENGINE_TOKEN", OWNERS)
    assert build_engine(HERE.cache, "").offer(TONE).paid
    assert build_engine(HERE.cache, "https://own.example").here.token == ""
    assert OWNERS not in repr(build_engine(HERE.cache, "https://own.example"))
    assert build_engine(HERE.cache, "providers").offer(TONE) is None


# What is here stays here


def test_other_keys_are_answered_as_ever(monkeypatch):
    answered = []
    monkeypatch.setattr(Local, "answer", lambda self, task, key, *_: answered.append(key.source))
    for source in ("hub", "starter", "local", "trained"):
        answer(AsChosen(HERE), ModelKey(TONE.id, source, "model"))
    assert answered == ["hub", "starter", "local", "trained"]


def test_whatever_the_owner_chose_a_name_holds(monkeypatch):
    recorder = Recorder()
    engine = Elsewhere(AsChosen(HERE, connect=recorder), {"": "https://own.example"}, OWNERS)
    with hub.logged_in(VISITORS):
        answer(engine, ModelKey(TONE.id, "providers", "organisation/model"))
    assert [one["token"] for one in recorder.made] == [VISITORS]


def test_nothing_is_loaded_and_nothing_told_of_inside():
    engine = AsChosen(HERE)
    for key in (ModelKey(TONE.id, "providers", "organisation/model"), ModelKey(TONE.id, "endpoint", THEIRS)):
        assert engine.progress(key).stage == "ready"
        engine.load(key, Visitor())
        with pytest.raises(BadInput, match="run on this server"):
            engine.look_inside(TONE, key, INPUTS, {})
    with pytest.raises(NotServed, match="do not have this task"):
        answer(engine, ModelKey("keypoint-matching", "endpoint", "http://10.0.0.5"), TASKS["keypoint-matching"])


# A server that is not to be trusted


@pytest.fixture
def there(monkeypatch):
    """Return a function that asks a typed address, which the owner wrote out."""

    def ask(address, task=TONE, job=None):
        monkeypatch.setenv("PLAYGROUND_ENDPOINTS", address)
        request = Request(INPUTS, model=address, visitor=Visitor("1.2.3.4", VISITORS))
        return compute(task, AsChosen(HERE, OWNERS), request, job or Job("1.2.3.4"))

    return ask


def test_a_typed_endpoint_answers(there):
    with replying(SHAPES["text-classification"][0]) as (address, sent):
        done = there(address)
    assert done.raw[0]["label"] == "POSITIVE"
    ((_, headers, body),) = sent
    assert "authorization" not in headers
    assert json.loads(body)["inputs"] == "Good."
    assert VISITORS not in str(headers) and OWNERS not in str(headers)


def test_it_is_not_followed_elsewhere(there):
    with replying([{"label": "SECRET", "score": 1.0}]) as (target, found):
        for status in (302, 307, 308):
            onwards = replying({}, status, headers={"location": f"{target}/inner"})
            with onwards as (address, _), pytest.raises(NotServed, match="sends on"):
                there(address)
    assert found == []


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzip"])
def test_no_more_is_taken_than_there_is_room_for(there, packed):
    content = b"[" + b" " * (MOST_BYTES + 10) + b"]"
    sent = replying(gzip.compress(content, 1), headers={"content-encoding": "gzip"}) if packed else replying(content)
    with sent as (address, _), pytest.raises(NotServed, match="more"):
        there(address)


def test_a_line_without_an_end_is_not_taken(there):
    with replying(b"data: " + b"x" * 3_000_000) as (address, _), pytest.raises(NotServed, match="more"):
        compute_chat(there, address)


def test_what_takes_too_long_ends(there, monkeypatch):
    monkeypatch.setattr("tabs.run.engine.providers.bounded.LONGEST_S", -1.0)
    with replying([]) as (address, _), pytest.raises(NotServed, match="longer"):
        there(address)


@pytest.mark.parametrize("reply", [b"<html>", {"a": 1}, [{"label": [1], "score": "much"}], [[1, 2]], 5, None])
def test_nonsense_is_a_sentence(there, reply):
    with replying(reply) as (address, _), pytest.raises(NotServed, match="another form"):
        there(address)


def test_what_it_refuses_is_told_in_short(there):
    with replying({"error": "No. " * 5000}, 400) as (address, _), pytest.raises(BadInput) as refused:
        there(address)
    assert len(str(refused.value)) < 500


def test_a_conversation_comes_in_parts(there):
    chunk = {"choices": [{"index": 0, "delta": {"role": "assistant", "content": "Tokyo."}}]}
    with replying(f"data: {json.dumps(chunk)}\r\n\r\ndata: [DONE]".encode()) as (address, _):
        assert compute_chat(there, address).raw[0]["generated_text"][-1]["content"] == "Tokyo."


def compute_chat(there, address):
    return there(address, TASKS["chat"])


def test_stop_does_not_wait(there):
    job = Job("1.2.3.4")
    with replying([], wait_s=3.0) as (address, _):
        threading.Timer(0.3, job.stop).start()
        started_s = time.monotonic()
        with pytest.raises(Stopped):
            there(address, job=job)
        assert time.monotonic() - started_s < 2


def test_one_visitor_takes_so_many_places_and_others_the_rest():
    workers, going = Workers(each=EACH), threading.Event()
    futures = [workers.submit("one", going.wait) for _ in range(EACH)]
    with pytest.raises(QueueFull):
        workers.submit("one", going.wait)
    other = workers.submit("other", lambda: "answered")
    assert other.result(5) == "answered"
    going.set()
    assert all(one.result(5) for one in futures)
    assert workers.submit("one", lambda: "again").result(5) == "again"


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "192.168.0.1", "169.254.169.254", "100.64.0.1", "::1", "fe80::1%eth0", "fd00::1"],
)
def test_a_name_that_leads_inside_is_refused(monkeypatch, address):
    public = (2, 1, 6, "", ("8.8.8.8", 0))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [public, (2, 1, 6, "", (address, 0))])
    with pytest.raises(NotServed, match="private"):
        refuse_private("abc.endpoints.huggingface.cloud")
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [public])
    refuse_private("abc.endpoints.huggingface.cloud")
    with pytest.raises(NotServed, match="private"):
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [(2, 1, 6, "", (address, 0))])
        answer(AsChosen(HERE), ModelKey(TONE.id, "endpoint", THEIRS))


def test_the_client_sends_what_the_librarys_own_would():
    picture = TASKS["image-classification"].examples[0][0]
    seen = []
    for kind in (InferenceClient, BoundedClient):
        with replying([{"label": "lion", "score": 0.9}]) as (address, sent):
            kind(base_url=address, token="hf_mine_alone").image_classification(picture, top_k=2)
        (path, headers, body) = sent[0]
        seen.append((path, {one: headers[one] for one in headers if one not in ("host", "x-amzn-trace-id")}, body))
    assert seen[0] == seen[1]
