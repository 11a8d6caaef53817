"""Places in the queue: shared out, and not needed by what does not queue."""

import asyncio
from collections import OrderedDict
from types import SimpleNamespace

import pytest
from fastapi import HTTPException
from starlette.datastructures import Headers

from tabs.doors.gate.places import MOST_MESSAGES, MOST_SESSIONS, MOST_UNREAD, Places


class FakeQueue:
    """As much of gradio.queueing.Queue as Places looks at."""

    def __init__(self):
        run, status = SimpleNamespace(queue=True), SimpleNamespace(queue=False)
        self.blocks = SimpleNamespace(fns={0: run, 1: status})
        self.event_queue_per_concurrency_id = {"run": SimpleNamespace(queue=[])}
        self.active_jobs = [None, None]
        self.pending_event_ids_session = {}
        self.pending_messages_per_session = OrderedDict()
        self.event_ids_to_events = {}
        self.max_size = 64

    def __len__(self):
        return len(self.event_queue_per_concurrency_id["run"].queue)

    async def push(self, body, request, username):
        event = SimpleNamespace(fn=self.blocks.fns[body.fn_index], request=request, session_hash=body.session_hash)
        if event.fn.queue:
            self.event_queue_per_concurrency_id["run"].queue.append(event)
        return True, "id", "success"


def push(queue, visitor, function=0, session="s"):
    request = SimpleNamespace(client=(visitor, 1), headers=Headers())
    body = SimpleNamespace(fn_index=function, session_hash=session)
    return asyncio.run(queue.push(body=body, request=request, username=None))


@pytest.fixture
def queue():
    queue = FakeQueue()
    Places(queue, most=6, visitor_most=4, proxies=0)
    return queue


def test_one_visitor_cannot_take_all_places(queue):
    for _ in range(4):
        assert push(queue, "a")[0]
    with pytest.raises(HTTPException) as refused:
        push(queue, "a", session="another")
    assert refused.value.status_code == 429
    assert refused.value.headers["Retry-After"]
    assert push(queue, "b")[0]


def test_running_calls_count_too(queue):
    push(queue, "a")
    queue.active_jobs[0] = queue.event_queue_per_concurrency_id["run"].queue * 4
    queue.event_queue_per_concurrency_id["run"].queue = []
    with pytest.raises(HTTPException):
        push(queue, "a")


def test_status_is_answered_while_the_queue_is_full(queue):
    for number in range(6):
        assert push(queue, f"v{number}")[0]
    assert push(queue, "late") == (False, "Queue is full. Max size is 6 and size is 6.", "queue_full")
    assert push(queue, "late", function=1) == (True, "id", "success")


def test_answers_that_nobody_fetches_are_bounded(queue):
    queue.pending_event_ids_session["s"] = set(range(MOST_UNREAD + 4))
    with pytest.raises(HTTPException, match="did not fetch"):
        push(queue, "a", function=1)
    held = queue.pending_messages_per_session
    for number in range(MOST_SESSIONS + 50):
        held[str(number)] = SimpleNamespace(qsize=lambda: 1)
    queue.event_ids_to_events["x"] = SimpleNamespace(session_hash="0")
    push(queue, "b", session="t")
    assert len(held) == MOST_SESSIONS
    assert "0" in held, "its call is still running"
    held["1000"] = SimpleNamespace(qsize=lambda: MOST_MESSAGES)
    push(queue, "c", session="t")
    assert sum(one.qsize() for one in held.values()) <= MOST_MESSAGES
