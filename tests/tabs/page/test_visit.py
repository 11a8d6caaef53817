"""A visitor, and a call, cost the same however many tasks the page has; what that leans on in Gradio is watched."""

import asyncio
import gc
import hashlib
import inspect
import tracemalloc
from collections.abc import Callable
from typing import Any

import gradio as gr
import pytest
from gradio.blocks import Block, Blocks, BlocksConfig
from gradio.queueing import Queue
from gradio.state_holder import SessionState, StateHolder

from tabs import TABS
from tabs.page import build_page
from tabs.page.gradio_bends import VISITS, GuardedBlocks
from tabs.run.engine.local import Local
from tests.models.fake_models import FakeModels

WATCHED = {
    SessionState: "cf7fe46100804541",
    StateHolder: "7a180698da5191bc",
    Blocks.preprocess_data: "6848b88bd303f76f",
    Blocks.postprocess_data: "5f6a865a3446ba0b",
    Queue.compute_analytics_summary: "fce570ad9e7b8daa",
}


def built(build: Callable[[], gr.Blocks]) -> gr.Blocks:
    """Build a page where an event loop runs: elsewhere Gradio opens loops and leaves them open."""

    async def inside() -> gr.Blocks:
        return build()

    return asyncio.run(inside())


@pytest.fixture(scope="module")
def page() -> gr.Blocks:
    return built(lambda: build_page(TABS, Local(FakeModels({}).cache(1))))


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


def test_the_number_of_visits_kept_is_bounded(page: gr.Blocks, monkeypatch: pytest.MonkeyPatch) -> None:
    launched: dict[str, Any] = {}
    monkeypatch.setattr(Blocks, "launch", lambda self, **options: launched.update(options))
    page.launch(share=False)
    holder = visits_of(page)
    holder.capacity = launched["state_session_capacity"]
    for number in range(VISITS + 20):
        assert holder[str(number)]
    assert len(holder.session_data) == len(holder.time_last_used) == VISITS
    assert "19" not in holder and "20" in holder, "who came first goes first"


def test_the_queue_computes_no_statistics_and_tells_not_everybody_of_everything(
    page: gr.Blocks, monkeypatch: pytest.MonkeyPatch
) -> None:
    frames: list[Any] = []
    monkeypatch.setattr(Queue, "_get_df", staticmethod(frames.append))
    queue = page._queue
    monkeypatch.setattr(queue, "events_recorded", 10_000)
    queue.compute_analytics_summary([{"function": "status", "status": "success", "process_time": 1.0}])
    assert frames == [] and queue.ANALYTICS_MAX_EVENTS < 100 and not queue.live_updates


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Return the components that are made from now on."""
    components: list[Any] = []
    make = Block.__init__

    def make_and_tell(self: Any, *args: Any, **kwargs: Any) -> None:
        components.append(self)
        make(self, *args, **kwargs)

    monkeypatch.setattr(Block, "__init__", make_and_tell)
    return components


SKIPPING = {"some": [gr.skip(), "b", gr.skip()], "all": [gr.skip()] * 3, "none": ["a", "b", "c"]}


@pytest.mark.parametrize("values", SKIPPING.values(), ids=SKIPPING)
def test_an_output_that_stays_as_it_is_makes_no_component(
    values: list[Any], described: list[int], made: list[Any]
) -> None:
    def page_of(kind: type[gr.Blocks]) -> gr.Blocks:
        with kind(analytics_enabled=False) as small:
            widgets = [gr.Textbox() for _ in range(3)]
            gr.Button().click(lambda: values, None, widgets, api_name="answer")
        return small

    plain, guarded = built(lambda: page_of(gr.Blocks)), built(lambda: page_of(GuardedBlocks))
    expected = call(plain, "answer", [])
    del described[:], made[:]
    assert call(guarded, "answer", []) == expected
    assert made == [] and described == []


def test_what_is_changed_of_a_component_reaches_the_visitor_and_is_forgotten() -> None:
    def build() -> gr.Blocks:
        with GuardedBlocks(analytics_enabled=False) as small:
            field = gr.Dropdown(["a", "b"], value="a")
            gr.Button().click(lambda: gr.Dropdown(choices=["c"], value="c"), None, field, api_name="offer")
        return small

    small = built(build)
    (field,) = endpoint(small, "offer").outputs
    visit = visits_of(small)["ann"]
    (told,) = call(small, "offer", [], visit)
    assert [tuple(one) for one in told["choices"]] == [("c", "c")] and told["value"] == "c"
    assert visit[field._id] is field and field.choices == [("a", "a"), ("b", "b")]


def test_a_state_keeps_its_value_from_call_to_call() -> None:
    def build() -> gr.Blocks:
        with GuardedBlocks(analytics_enabled=False) as small:
            count = gr.State(0)
            gr.Button().click(lambda before: before + 1, count, count, api_name="count")
        return small

    small = built(build)
    (count,) = endpoint(small, "count").outputs
    visits = visits_of(small)
    for _ in range(3):
        call(small, "count", [None], visits["ann"])
    call(small, "count", [None], visits["ben"])
    assert [visits[name][count._id] for name in ("ann", "ben")] == [3, 1]
    assert [value for _, value, _ in visits["ann"].state_components] == [3]


def test_other_pages_of_the_process_keep_gradios_own_sessions() -> None:
    def build() -> gr.Blocks:
        with gr.Blocks(analytics_enabled=False) as other:
            gr.Textbox()
        return other

    visit = SessionState(built(build))
    assert type(visit) is SessionState and list(visit.components) != []
