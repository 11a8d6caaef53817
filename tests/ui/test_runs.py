"""What the page shows is true at every moment: whose answer it is, to which input, and what is going on."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.contract import TASKS
from tests.ui.chromium import DESKTOP, PHONE, needs_chromium, open_page
from tests.ui.walk import open_task, run_task

pytestmark = [pytest.mark.ui, needs_chromium]

TASK = {task.id: task for task in TASKS}
LAPTOP = (1366, 768)
SPINNER = "line => getComputedStyle(line.querySelector('.busy'), '::before').borderTopWidth"
STALE = "one => Number(getComputedStyle(one).opacity) < 0.5"


@pytest.fixture(scope="module", params=[LAPTOP, PHONE], ids=["laptop", "phone"])
def either(request: pytest.FixtureRequest, browser: Any, server: str) -> Iterator[Any]:
    with open_page(browser, request.param) as page:
        page.goto(server)
        yield page


@pytest.fixture(scope="module")
def visit(browser: Any, server: str) -> Iterator[Any]:
    with open_page(browser, DESKTOP) as page:
        page.goto(server)
        yield page


def press(panel: Any, name: str) -> None:
    button(panel, name).click()


def button(panel: Any, name: str) -> Any:
    place = panel.locator(".at-hand") if name in ("Run", "Stop", "Clear") else panel
    return place.get_by_role("button", name=name, exact=True)


def label(panel: Any) -> Any:
    return panel.get_by_test_id("label-output-value")


def choose_model(panel: Any, name: str) -> None:
    if not panel.get_by_label("Model", exact=True).is_visible():
        panel.get_by_role("button", name="Model and settings").click()
    field = panel.get_by_label("Model", exact=True)
    field.fill(name)
    field.press("Enter")


def test_a_model_named_by_hand_is_never_answered_by_the_starter(visit):
    panel = open_task(visit, TASK["text-classification"])
    choose_model(panel, "openai/gpt-4")
    press(panel, "Run")
    failed = panel.locator(".run-line .failed")
    failed.wait_for(timeout=30_000)
    assert "openai/gpt-4" in failed.inner_text()
    assert "python -m tabs.fetch text-classification --model openai/gpt-4" in failed.locator("code").inner_text()
    assert label(panel).count() == 0
    visit.wait_for_timeout(300)
    assert visit.locator(".toast-body").count() == 0, "the sentence stands in the panel, not in the corner"
    visit.context.grant_permissions(["clipboard-read", "clipboard-write"])
    failed.get_by_role("button", name="Copy").click()
    expect(failed.get_by_role("button", name="Copied")).to_be_visible()
    copied = visit.evaluate("navigator.clipboard.readText()")
    assert copied == "python -m tabs.fetch text-classification --model openai/gpt-4"
    choose_model(panel, "starter")
    assert "minilm-tone" in run_task(panel)
    assert panel.locator(".failed").count() == 0


def test_an_error_takes_the_answer_of_the_former_input_away_and_stays(visit):
    panel = open_task(visit, TASK["fill-mask"])
    run_task(panel)
    answer = panel.locator(".answers .block.answer .prose").first
    assert answer.inner_text().strip()
    panel.locator(".asked textarea").first.fill("Nothing to fill in here.")
    press(panel, "Run")
    panel.locator(".failed").wait_for(timeout=30_000)
    expect(answer).to_have_text("")
    assert panel.locator(".run-line b").count() == 0


def test_choosing_an_example_runs_it(visit):
    panel = open_task(visit, TASK["text-classification"])
    panel.get_by_text("I hate this so much!").first.click()
    expect(label(panel)).to_have_text(re.compile("NEGATIVE"), timeout=30_000)
    expect(panel.get_by_label("Text", exact=True)).to_have_value("I hate this so much!")
    panel.get_by_text("It started slowly, but I loved the ending.").first.click()
    expect(label(panel)).to_have_text(re.compile("POSITIVE"), timeout=30_000)


def test_a_changed_input_dims_the_answer_until_the_next_run(visit):
    panel = open_task(visit, TASK["text-classification"])
    run_task(panel)
    answer = panel.locator(".answers .labels")
    assert not answer.evaluate(STALE)
    panel.get_by_label("Text", exact=True).press_sequentially("!")
    assert answer.evaluate(STALE)
    press(panel, "Run")
    expect(panel.locator(".answers[data-stale]")).to_have_count(0)
    panel.locator(".run-line b").wait_for(timeout=30_000)
    assert not answer.evaluate(STALE)


def test_clear_empties_all_and_undo_brings_the_input_back(visit):
    panel = open_task(visit, TASK["text-classification"])
    field = panel.get_by_label("Text", exact=True)
    field.fill("My own long text.")
    run_task(panel)
    press(panel, "Clear")
    expect(field).to_have_value("")
    assert label(panel).count() == 0
    press(panel, "Undo")
    expect(field).to_have_value("My own long text.")


def test_run_is_off_and_stop_on_while_it_runs_and_clear_stops_it(visit):
    panel = open_task(visit, TASK["automatic-speech-recognition"])
    expect(button(panel, "Stop")).to_be_disabled()
    panel.get_by_text("Long speech").first.click()
    panel.get_by_text("Heard").wait_for(timeout=60_000)
    expect(button(panel, "Run")).to_be_disabled()
    expect(button(panel, "Stop")).to_be_enabled()
    line = panel.locator(".block.run-line")
    assert line.evaluate(SPINNER) == "2px"
    assert 0 <= float(line.locator("progress").get_attribute("value")) <= 1
    press(panel, "Clear")
    expect(button(panel, "Run")).to_be_enabled()
    visit.wait_for_timeout(1500)
    assert line.locator("b, .busy").count() == 0, "a cleared run went on"


def test_the_points_go_with_the_picture_and_the_first_click_replaces_the_examples(visit):
    panel = open_task(visit, TASK["mask-generation"])
    field, picture = panel.locator(".points textarea, .points input").first, panel.locator(".asked img").first
    expect(panel.locator(".click-dot")).to_have_count(1)
    assert field.input_value() == "180, 300"
    picture.click(position={"x": 40, "y": 40})
    expect(field).not_to_have_value(re.compile("180, 300"))
    assert field.input_value().count(",") == 1
    press(panel, "Start over")
    expect(field).to_have_value("")
    expect(panel.locator(".click-dot")).to_have_count(0)
    picture.click(position={"x": 60, "y": 60})
    expect(field).to_have_value(re.compile(r"\d, \d"))
    panel.locator(".asked [aria-label*=Remove], .asked [aria-label*=Clear]").first.click()
    expect(field).to_have_value("")


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.id)
def test_run_is_in_sight_as_soon_as_a_task_is_open(either, task):
    panel = open_task(either, task)
    either.evaluate("scrollTo(0, 0)")
    box = button(panel, "Run").bounding_box()
    assert box["y"] >= 0 and box["y"] + box["height"] <= either.viewport_size["height"] + 1


def test_the_page_goes_to_the_answer(either):
    panel = open_task(either, TASK["visual-question-answering"])
    run_task(panel)
    either.wait_for_timeout(900)
    top = panel.locator(".block.run-line").bounding_box()["y"]
    assert 0 <= top < either.viewport_size["height"] * 0.75


def test_nobody_runs_into_a_server_that_is_gone(browser, server):
    with open_page(browser) as page:
        page.goto(server)
        panel = open_task(page, TASK["text-classification"])
        panel.get_by_label("Text", exact=True).fill("I typed this by hand.")
        page.route("**/queue/join*", lambda route: route.abort())
        press(panel, "Run")
        panel.locator(".failed").wait_for(timeout=10_000)
        expect(button(panel, "Run")).to_be_enabled()
        page.unroute("**/queue/join*")
        page.reload()
        panel = page.locator("#task-text-classification")
        expect(panel.get_by_label("Text", exact=True)).to_have_value("I typed this by hand.", timeout=15_000)
        run_task(panel)


PLACE = """panel => panel.querySelector('.run-line .wrap').prepend(
    Object.assign(document.createElement('div'), {className: 'progress-text', textContent: '%s'}))"""


@pytest.mark.parametrize(
    ("told", "shown"),
    [("queue: 3/4 | 0.5/12.3s", "2 before you · about 13 s"), ("queue: 1/4 | 0.5s", "You are next")],
)
def test_who_waits_is_told_its_place(browser, server, told, shown):
    with open_page(browser) as page:
        page.goto(server)
        panel = open_task(page, TASK["text-classification"])
        page.route("**/queue/join*", lambda route: None)  # no answer: the run waits
        press(panel, "Run")
        expect(panel.locator(".busy")).to_have_text("Waiting for the server…")
        panel.evaluate(PLACE % told)  # as Gradio writes it
        expect(panel.locator(".busy")).to_have_text(shown, timeout=5_000)


@pytest.mark.parametrize("message", ["The server is full.", "Too many requests."])
def test_what_the_server_refuses_before_it_begins_stands_in_the_panel(browser, server, message):
    with open_page(browser) as page:
        page.goto(server)
        panel = open_task(page, TASK["text-classification"])
        page.route("**/queue/join*", lambda route: route.fulfill(status=503, json={"error": message}))
        press(panel, "Run")
        expect(panel.locator(".failed")).to_have_text(message, timeout=10_000)
        expect(button(panel, "Run")).to_be_enabled()
