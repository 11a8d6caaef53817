"""A visitor, and a call, cost the same however many tasks the page has; what that leans on in Gradio is watched."""

import asyncio
import gc
import hashlib
import inspect
import tracemalloc
from collections.abc import Iterator
from typing import Any

import gradio as gr
import pytest
from gradio.blocks import Blocks, BlocksConfig
from gradio.queueing import Queue
from gradio.state_holder import SessionState, StateHolder

from tabs import TABS
from tabs.page import build_page
from tabs.page.gradio_bends import VISITS, GuardedBlocks
from tests.models.fake_models import FakeModels

WATCHED = {
    SessionState: "cf7fe46100804541",
    StateHolder: "7a180698da5191bc",
    Blocks.preprocess_data: "6848b88bd303f76f",
    Blocks.postprocess_data: "5f6a865a3446ba0b",
    Queue.compute_analytics_summary: "fce570ad9e7b8daa",
}


@pytest.fixture(scope="module")
def page() -> gr.Blocks:
    return build_page(TABS, FakeModels({}).cache(1))


@pytest.fixture
def described(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return the ids of the components that are described from now on."""
    ids: list[int] = []
    describe = BlocksConfig.config_for_block

    def describe_and_tell(_id: int, *args: Any, **kwargs: Any) -> dict:
        ids.append(_id)
        return describe(_id, *args, **kwargs)

    monkeypatch.setattr(BlocksConfig, "config_for_block", staticmethod(describe_and_tell))
    return ids


def endpoint(page: gr.Blocks, name: str) -> Any:
    return next(fn for fn in page.fns.values() if fn.api_name == name)


def visits_of(page: gr.Blocks) -> StateHolder:
    holder = StateHolder()
    holder.blocks, holder.capacity = page, page.state_session_capacity
    return holder


def call(page: gr.Blocks, name: str, inputs: list[Any], visit: Any = None) -> list[Any]:
    return asyncio.run(page.process_api(endpoint(page, name), inputs, state=visit))["data"]


@pytest.mark.parametrize("source", WATCHED, ids=lambda source: source.__qualname__)
def test_gradio_does_what_the_page_leans_on(source: Any) -> None:
    found = hashlib.sha256(inspect.getsource(source).encode()).hexdigest()[:16]
    assert found == WATCHED[source], (
        f"Gradio {gr.__version__} has changed {source.__qualname__}. Read .github/decisions/0010-cost-of-a-visitor.md, "
        "see whether tabs/page/visit.py and gradio_bends.py still say what it does, then put the new hash here."
    )


def test_neither_a_visitor_nor_a_call_describes_the_page(page: gr.Blocks, described: list[int]) -> None:
    visits = visits_of(page)
    for name in "ann", "ben":
        call(page, "status", [], visits[name])
    call(page, "status", [])
    assert described == []


def test_a_visit_takes_a_kilobyte(page: gr.Blocks) -> None:
    visits = visits_of(page)
    call(page, "status", [], visits["first"])
    text = "a long text " * 10_000
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    for number in range(100):
        visit = visits[str(number)]
        visit._update_value_in_config(next(iter(page.blocks)), text + str(number))
    gc.collect()
    kept = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    assert kept / 100 < 1500, "a visit keeps more than it needs, or what was sent"


@pytest.fixture
def running() -> Iterator[gr.Blocks]:
    with GuardedBlocks(analytics_enabled=False) as small:
        text = gr.Textbox()
        gr.Button().click(lambda: "yes", None, text, api_name="yes")
    small.launch(prevent_thread_lock=True, quiet=True)
    yield small
    small.close()


def test_the_number_of_visits_kept_is_bounded(running: gr.Blocks) -> None:
    holder = running.app.state_holder
    for number in range(VISITS + 20):
        assert holder[str(number)]
    assert len(holder.session_data) == len(holder.time_last_used) == VISITS
    assert "19" not in holder and "20" in holder, "who came first goes first"


def test_the_queue_counts_no_statistics_and_tells_not_everybody_of_everything(
    running: gr.Blocks, monkeypatch: pytest.MonkeyPatch
) -> None:
    from gradio_client import Client

    frames: list[Any] = []
    monkeypatch.setattr(Queue, "_get_df", staticmethod(frames.append))
    client = Client(running.local_url, verbose=False)
    assert [client.predict(api_name="/yes") for _ in range(3)] == ["yes"] * 3
    client.close()
    assert running._queue.events_recorded == 3, "the calls went through the queue"
    assert frames == [] and not running._queue.live_updates


class Counted(gr.Textbox):
    made = 0

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        Counted.made += 1
    from collections.abc import Callable, Sequence
    from typing import TYPE_CHECKING, Any, Literal

    from gradio.blocks import Block
    if TYPE_CHECKING:
        from gradio.components import Timer
        from gradio.components.base import Component


SKIPPING = {"some": [gr.skip(), "b", gr.skip()], "all": [gr.skip()] * 3, "none": ["a", "b", "c"]}


@pytest.mark.parametrize("values", SKIPPING.values(), ids=SKIPPING)
def test_an_output_that_stays_as_it_is_makes_no_component(values: list[Any], described: list[int]) -> None:
    def page_of(kind: type[gr.Blocks]) -> gr.Blocks:
        with kind(analytics_enabled=False) as small:
            widgets = [Counted() for _ in range(3)]
            gr.Button().click(lambda: values, None, widgets, api_name="answer")
        return small

    plain, guarded = page_of(gr.Blocks), page_of(GuardedBlocks)
    expected = call(plain, "answer", [])
    del described[:]
    made = Counted.made
    assert call(guarded, "answer", []) == expected
    assert Counted.made == made and described == []


def test_a_state_keeps_its_value_from_call_to_call() -> None:
    with GuardedBlocks(analytics_enabled=False) as small:
        count = gr.State(0)
        gr.Button().click(lambda before: before + 1, count, count, api_name="count")
    visits = visits_of(small)
    for _ in range(3):
        call(small, "count", [None], visits["ann"])
    call(small, "count", [None], visits["ben"])
    assert [visits[name][count._id] for name in ("ann", "ben")] == [3, 1]
    assert [value for _, value, _ in visits["ann"].state_components] == [3]


def test_other_pages_of_the_process_keep_gradios_own_sessions() -> None:
    with gr.Blocks(analytics_enabled=False) as other:
        gr.Textbox()
    assert type(SessionState(other)) is SessionState
    assert list(SessionState(other).components) != []
