"""A real cluster of two nodes on this machine: what its replicas answer, and what is left when one is gone."""

import os
import signal
import threading
import time
import warnings
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest

with warnings.catch_warnings():  # of its own with the pydantic of today
    warnings.simplefilter("ignore")
    pytest.importorskip("ray.serve", reason='needs pip install "ray[serve]"')
pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]

from models.errors import BadInput, Stopped  # noqa: E402
from models.key import ModelKey  # noqa: E402
from tabs.run import compute  # noqa: E402
from tabs.run.choice import choose_key  # noqa: E402
from tabs.run.engine.errors import Lost, NoReplica  # noqa: E402
from tabs.run.engine.local import Local  # noqa: E402
from tabs.run.job import Job  # noqa: E402
from tabs.task import Request  # noqa: E402
from tabs.text.text_classification import TASK as TONE  # noqa: E402
from tests.cluster.nodes import STORE_BYTES, cluster_of, deploy, told, wait_for  # noqa: E402
from tests.cluster.sleeping import LOAD_S, MODEL_BYTES, SLEEP, build, sleeping_cache  # noqa: E402

BUDGET_GB = 0.25
GPU = "models-gpu"
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
    ask(head, "first", number="first")  # a head hears of replicas from its first call on
    return head


def ask(head, text, number=0, job=None):
    return head.answer(SLEEP, key(number), job or Job(), {"text": text}, {})


def ask_many(head, texts, number=0, threads=16):
    with ThreadPoolExecutor(threads) as callers:
        return [raw for raw, _ in callers.map(lambda text: ask(head, text, number), texts)]


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
    first = ask_many(head, [f"{number}" for number in range(80)], number=1)
    assert len({one["process"] for one in first}) == 2
    wait_for(lambda: sum("sleeper-1" in str(one["stats"]) for one in told()) == 2)
    counted = Counter(one["process"] for one in ask_many(head, [f"{number}" for number in range(60)], number=1))
    assert min(counted.values()) >= 15


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
    found = []

    def is_empty():
        """Unload what replicas tell of, which may be a second old: one may have loaded another since."""
        found.extend(head.unload(entry.key) for entry in head.stats().entries)
        return not head.stats().entries

    wait_for(is_empty, every_s=1)
    assert any(found)


def take_until(job, count):
    """Return the parts shown by a job, once there are so many."""
    found = []
    wait_for(lambda: found.extend(job.take_partials()) or len(found) >= count, every_s=0.02)
    return found


def test_a_replica_lost_in_the_middle_of_what_is_shown_ends_the_answer_with_a_sentence_and_nothing_comes_twice(head):
    wait_for(lambda: len(told()) == 2)
    lines = [f"show {number}" for number in range(30)]
    job = Job()
    with ThreadPoolExecutor(1) as callers:
        answer = callers.submit(ask, head, "\n".join(lines), job=job)
        found = take_until(job, 5)
        os.kill(found[0]["process"], signal.SIGKILL)
        with pytest.raises(Lost) as lost:
            answer.result(timeout=60)
    found += job.take_partials()
    assert str(lost.value) == str(Lost("engine.lost_in_between"))
    assert [one["text"] for one in found] == lines[: len(found)]
    assert len({one["process"] for one in found}) == 1
    assert ask(head, "after")[0]["process"] != found[0]["process"]


def test_a_replica_lost_before_anything_is_shown_is_replaced_and_nothing_comes_twice(head):
    wait_for(lambda: len(told()) == 2)
    doomed = ask(head, "where")[0]["process"]
    lines = [*(f"quiet {number}" for number in range(10)), *(f"show {number}" for number in range(5))]
    job = Job()
    with ThreadPoolExecutor(1) as callers:
        answer = callers.submit(ask, head, "\n".join(lines), job=job)
        time.sleep(0.6)
        os.kill(doomed, signal.SIGKILL)
        raw, _ = answer.result(timeout=60)
    found = job.take_partials()
    assert [one["text"] for one in found] == lines[10:]
    assert {one["process"] for one in found} == {raw["process"]} != {doomed}


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


def test_replicas_are_added_under_load_and_ended_after_it_and_no_call_is_lost(head):
    deploy(build, {"least": 1, "most": 3, "memory_gb": BUDGET_GB, "spread": SPREAD, "grow_s": 1, "shrink_s": 2})
    wait_for(lambda: len(told()) == 1)

    def press(callers, lines, is_enough):
        """Have callers ask for so many lines, again and again, until there are enough replicas, or few enough."""
        ends_s = time.monotonic() + 120
        text = "\n".join(["on"] * lines)

        def ask_on(_):
            while not is_enough() and time.monotonic() < ends_s:
                assert ask(head, text)[0]["text"] == text

        with ThreadPoolExecutor(callers) as pool:
            list(pool.map(ask_on, range(callers)))
        assert is_enough()

    press(16, 1, lambda: len(told()) == 3)  # what one should have under way is two
    press(3, 20, lambda: len(told()) < 3)  # each of three has a long answer under way while one is ended
    press(1, 1, lambda: len(told()) == 1)


def test_all_who_come_first_find_the_replicas(monkeypatch):
    from tabs.run.engine.ray_serve import connection

    looked = []

    def look(application):
        looked.append(application)
        time.sleep(0.2)
        return "its handle"

    monkeypatch.setattr(connection, "HANDLES", {})
    monkeypatch.setattr(connection, "_look_again_s", {})
    monkeypatch.setattr(connection.serve, "get_app_handle", look)
    with ThreadPoolExecutor(8) as callers:
        assert set(callers.map(connection.handle_of, ["models-cpu"] * 8)) == {"its handle"}
    assert len(looked) == 1


def test_large_models_of_the_hub_run_where_a_gpu_is(head, cluster, monkeypatch):
    from ray import serve

    from tabs.run.engine.ray_serve import connection

    sizes = {"sleeper-large": 2_000_000_000, "sleeper-small": 100_000_000}
    monkeypatch.setattr(connection.load, "estimate", lambda key: sizes[key.model])
    deploy(build, {"replicas": 1, "memory_gb": BUDGET_GB})
    node = cluster.add_node(num_cpus=1, num_gpus=1, object_store_memory=STORE_BYTES)
    deploy(build, {"least": 0, "most": 1, "gpus": 1, "memory_gb": BUDGET_GB}, name=GPU)
    connection.forget_handles()

    def where(number):
        process = ask(head, "where", number)[0]["process"]
        wait_for(lambda: process in {one["process"] for one in told()})
        return next(one["node"] for one in told() if one["process"] == process)

    try:
        assert where("small") != node.node_id
        assert where("large") == node.node_id  # its replica is started for it
        assert where("small") != node.node_id
        serve.delete(GPU)
        with suppress(NoReplica):  # the first one may find out
            where("large")
        assert where("large") != node.node_id
    finally:
        cluster.remove_node(node)


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
    settings = {one.name: one.default for one in TONE.parameters}
    parts = head.look_inside(TONE, choose_key(TONE, Request({}, model="starter")), {"text": "A film."}, settings)
    assert any("film" in str(one) for one in parts)


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
