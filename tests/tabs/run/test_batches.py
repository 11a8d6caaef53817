"""Calls that wait for the same model are answered in one forward pass a core, as each would be alone."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from models import load, rows
from models.key import ModelKey
from models.progress import Progress
from models.rows import count_parts, cut, divided_rows
from models.size import modules_of
from models.zero_gpu import build_cache
from tabs import TABS
from tabs.run import Job
from tabs.run.compute import compute
from tabs.run.engine.local import Local, count_tokens, count_written
from tabs.task import Request
from tabs.text.text_classification import TASK as TONE
from tests.meaning.ask import new_cache, payload
from tests.recorded.digest import differences, digest

BATCHED = [
    task
    for tab in TABS
    for task in tab.tasks
    if task.call_many and task.starter and task.id not in ("chat", "text-generation")
]
"""Chats are written together in test_written_together.py."""
MORE = {
    "text": ["A short one.", "Angela Merkel met Tim Cook in Munich, and then they had a very long lunch. " * 3, "Word"],
    "context": ["Ada lives in London.", "The train leaves at nine from platform four. " * 5, "Bob is 20 years old."],
    "question": ["Who?", "When does the train leave?", "How old is Bob?"],
}
TOLERANCE = 2e-3
"""Padding changes the order of sums."""


def read(task, values):
    return {one.name: one.read(payload(one.kind, value)) for one, value in zip(task.inputs, values, strict=True)}


def items_of(task):
    """The task's examples and, of its texts, short and long ones."""
    items = [read(task, example) for example in task.examples]
    for number in range(3):
        changed = {name: MORE[name][number] for name in items[0] if isinstance(items[0][name], str) and name in MORE}
        lines = {name: ["One line", MORE["text"][number]] for name in items[0] if isinstance(items[0][name], list)}
        items.append({**items[0], **changed, **lines})
    return items


def closely(old, new):
    return differences(old, new, tolerance=TOLERANCE)


@pytest.fixture
def built(tmp_path, monkeypatch):
    monkeypatch.setenv("GRADIO_TEMP_DIR", str(tmp_path))

    def build(task):
        key = ModelKey(task.id, "starter", task.starter)
        return load.load(key, load.fetch(key, lambda _: Progress("waiting")))

    return build


@pytest.mark.parametrize("task", BATCHED, ids=lambda task: task.id)
def test_answers_of_a_batch_are_those_of_each_alone(task, built, monkeypatch):
    pipe, items, divided = built(task), items_of(task), []
    monkeypatch.setattr(rows, "cut", lambda *batch: divided.append(1) or cut(*batch))
    parameters = {one.name: one.default for one in task.parameters}
    alone = [task.call(pipe, Job(), **item, **parameters) for item in items]
    for cores in (1,) if count_written(parameters) else (1, 3):
        with divided_rows(pipe, cores):
            together = task.call_many(pipe, [Job() for _ in items], items, **parameters)
        assert len(together) == len(items)
        for one, other in zip(alone, together, strict=True):
            assert not closely(digest(one), digest(other))
    assert divided or count_written(parameters), "each core computes a part"


def test_all_is_computed_in_the_threads_that_do_nothing_else(monkeypatch):
    """Loading, a call, a batch and a look inside: elsewhere torch's threads would be asked for once more."""
    cache, where = build_cache(), []
    monkeypatch.setattr(load, "load", noting(load.load, where))
    key = compute_key(cache, ModelKey(TONE.id, "starter", TONE.starter))
    with cache.use(key) as pipe:
        modules_of(pipe)[0].register_forward_pre_hook(lambda *_: where.append(threading.current_thread().name))
    alone = replace(TONE, call_many=None)
    for task in (TONE, alone):
        compute(task, Local(cache), Request({"text": "Good."}, model="starter"), Job())
    Local(cache).look_inside(TONE, key, {"text": "Good."}, {one.name: one.default for one in TONE.parameters})
    assert len(where) >= 4
    assert [name for name in where if not name.startswith("computes")] == []


def noting(call, where):
    def noted(*given):
        where.append(threading.current_thread().name)
        return call(*given)

    return noted


def test_many_who_wait_share_forward_passes():
    cache, passes, barrier = new_cache(), [], threading.Barrier(17)
    key = ModelKey(TONE.id, "starter", TONE.starter)

    def ask(number):
        barrier.wait()
        sent = Request({"text": f"The {number}th film was {'good' if number % 2 else 'terrible'}."}, model="starter")
        return compute(TONE, Local(cache), sent, Job()).raw[0]["label"]

    with ThreadPoolExecutor(16) as pool:
        asked = [pool.submit(ask, number) for number in range(16)]
        with cache.use(compute_key(cache, key)) as pipe:
            modules_of(pipe)[0].register_forward_pre_hook(lambda *_: passes.append(1))
            barrier.wait()
            threading.Event().wait(1.0)  # all sixteen are in the line now
        labels = [one.result() for one in asked]
    assert labels == ["NEGATIVE", "POSITIVE"] * 8
    assert len(passes) == count_parts("cpu")


def compute_key(cache, key):
    """Return the key under which the starter is in the cache, once somebody has used it."""
    compute(TONE, Local(cache), Request({"text": "Good."}, model="starter"), Job())
    return next(entry.key for entry in cache.stats().entries)


def test_texts_are_measured_for_company():
    assert count_tokens({"text": "x" * 400, "image": object()}) == 101
    assert count_tokens({"text": ["a", "b" * 40]}) == 11
