"""A real cluster of two nodes on this machine: what its replicas answer, and what is left when one is gone."""

import threading
import time
import warnings
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest

with warnings.catch_warnings():  # of its own with the pydantic of today
    warnings.simplefilter("ignore")
    pytest.importorskip("ray.serve", reason='needs pip install "ray[serve]"')
pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]

from models.errors import BadInput, Stopped  # noqa: E402
from models.key import ModelKey  # noqa: E402
from tabs.run import compute  # noqa: E402
from tabs.run.choice import choose_key  # noqa: E402
from tabs.run.engine.local import Local  # noqa: E402
from tabs.run.job import Job  # noqa: E402
from tabs.task import Request  # noqa: E402
from tabs.text.text_classification import TASK as TONE  # noqa: E402
from tests.cluster.nodes import cluster_of, deploy, wait_for  # noqa: E402
from tests.cluster.sleeping import LOAD_S, MODEL_BYTES, SLEEP, build, sleeping_cache  # noqa: E402

BUDGET_GB = 0.25
SPREAD = 4


def key(number):
    return ModelKey("sleep", "hub", f"sleeper-{number}")


@pytest.fixture(scope="module")
def cluster():
    with cluster_of(2) as nodes:
        yield nodes


@pytest.fixture(scope="module")
def head(cluster):
    from tabs.run.engine.ray_serve.head import Cluster

    head = Cluster(Local(sleeping_cache(10**9)), cluster.address)
    deploy(build, {"replicas": 2, "memory_gb": BUDGET_GB, "spread": SPREAD})
    return head


def ask(head, text, number=0, job=None):
    return head.answer(SLEEP, key(number), job or Job(), {"text": text}, {})


def ask_many(head, texts, number=0, threads=16):
    with ThreadPoolExecutor(threads) as callers:
        return [raw for raw, _ in callers.map(lambda text: ask(head, text, number), texts)]


def told():
    from tabs.run.engine.ray_serve.known import told_by_replicas

    return [words for _, _, words in told_by_replicas() if words]


def test_an_answer_its_note_and_its_report_come_back(head):
    job = Job()
    raw, report = ask(head, "hello", job=job)
    assert raw["text"] == "hello"
    assert job.note == "It slept."
    assert report["task"] == "sleep"
    assert report["load_s"] >= LOAD_S
    assert head.progress(key(0)).stage == "ready"


def test_one_after_the_other_stays_where_the_model_is(head):
    assert len({ask(head, "again")[0]["process"] for _ in range(8)}) == 1
    wait_for(lambda: len(told()) == 2)
    assert sum("sleeper-0" in str(one["stats"]) for one in told()) == 1


def test_parts_are_shown_while_the_answer_grows(head):
    job = Job()
    ask(head, "show\nrest\nshow", job=job)
    assert [one["text"] for one in job.take_partials()] == ["show", "show"]


def test_stop_ends_the_work_there(head):
    job = Job()
    threading.Timer(0.5, job.stop).start()
    started_s = time.monotonic()
    with pytest.raises(Stopped):
        ask(head, "\n".join(["on"] * 200), job=job)
    assert time.monotonic() - started_s < 10
    started_s = time.monotonic()
    ask(head, "next")  # the lane of the model is free again
    assert time.monotonic() - started_s < 10


def test_an_error_is_the_same_sentence(head):
    with pytest.raises(BadInput) as refused:
        ask(head, "refuse")
    assert str(refused.value) == str(BadInput("engine.setting_not_sent", name="sleep"))


def test_a_model_in_demand_is_loaded_by_a_second_replica(head):
    found = ask_many(head, [f"{number}" for number in range(80)], number=1)
    counted = Counter(one["process"] for one in found)
    assert len(counted) == 2
    assert min(counted.values()) >= 10


def test_each_replica_keeps_its_own_budget(head):
    for number in range(8):
        ask(head, "a", number=number)
    wait_for(lambda: len(told()) == 2)
    stats = head.stats()
    assert stats.budget_bytes == 2 * round(BUDGET_GB * 1e9)
    from tabs.run.engine.relay import unpack

    each = [unpack(one["stats"])[1] for one in told()]
    assert all(MODEL_BYTES <= one.resident_bytes <= BUDGET_GB * 1e9 for one in each)


def test_models_are_unloaded_wherever_they_are(head):
    wait_for(lambda: head.stats().entries)
    found = [head.unload(entry.key) for entry in head.stats().entries]
    assert any(found)  # some may have made room for others since
    wait_for(lambda: not head.stats().entries)


def test_a_node_that_dies_loses_nothing_and_nothing_is_answered_twice(head, cluster):
    ask_many(head, [f"warm {number}" for number in range(20)])
    wait_for(lambda: len(told()) == 2)
    doomed = told()[0]["node"]
    texts = [f"request {number}" for number in range(200)]
    with ThreadPoolExecutor(16) as callers:
        answers = [callers.submit(ask, head, text) for text in texts]
        wait_for(lambda: sum(one.done() for one in answers) >= 40, every_s=0.02)
        cluster.remove_node(next(one for one in cluster.workers if one.node_id == doomed), allow_graceful=False)
        found = [one.result(timeout=120)[0]["text"] for one in answers]
    assert found == texts
    started_s = time.monotonic()
    ask(head, "after")
    assert time.monotonic() - started_s < 30


def test_a_starter_answers_through_the_cluster(head):
    from tabs.run.engine.ray_serve.replica import build as build_real

    deploy(build_real, {"replicas": 1, "memory_gb": 1})
    done = compute(TONE, head, Request({"text": "A wonderful film."}, model="starter"), Job())
    assert done.raw[0]["label"] == "POSITIVE"
    with ThreadPoolExecutor(16) as callers:
        texts = [f"A film, number {number}, and wonderful." for number in range(32)]
        asked = [Request({"text": text}, model="starter") for text in texts]
        found = list(callers.map(lambda one: compute(TONE, head, one, Job()), asked))
    assert {one.raw[0]["label"] for one in found} == {"POSITIVE"}
    assert head.look_inside(TONE, choose_key(TONE, Request({}, model="starter")), "A film.").tokens


def test_no_cluster_at_an_address_is_a_sentence():
    import subprocess
    import sys

    from tests.cluster.nodes import ROOT

    code = "from tabs.run.engine.choice import build_engine; build_engine(None, 'ray://127.0.0.1:1')"
    done = subprocess.run(
        [sys.executable, "-c", code], check=False, cwd=ROOT, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 1
    assert "is no node of the cluster at 127.0.0.1:1" in done.stderr
