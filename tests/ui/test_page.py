"""The page in a real browser, with real models and no network."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from models.errors import BadInput
from tabs.kinds import PICTURE
from tabs.run.choice import serving_starter
from tests.contract import TASKS
from tests.ui.chromium import DESKTOP, PHONE, needs_chromium, open_page
from tests.ui.walk import open_task, run_task

pytestmark = [pytest.mark.ui, needs_chromium]

SCREENSHOTS = Path(__file__).parent / "screenshots"
STARTED = [task for task in TASKS if serving_starter(task)]
SPEECH = next(task for task in TASKS if task.id == "automatic-speech-recognition")
LION = next(task for task in TASKS if task.id == "image-classification")


@pytest.fixture(scope="module", params=[DESKTOP, PHONE], ids=["desktop", "phone"])
def page(request: pytest.FixtureRequest, browser: Any, server: str) -> Iterator[Any]:
    with open_page(browser, request.param) as page:
        page.goto(server)
        yield page


@pytest.fixture
def desktop(browser: Any, server: str) -> Iterator[Any]:
    with open_page(browser) as page:
        page.goto(server)
        yield page


@pytest.mark.parametrize("task", STARTED, ids=lambda task: task.id)
def test_a_task_with_a_starter_answers_at_the_first_press_of_run(request, page, task):
    page.complaints.clear()
    panel = open_task(page, task)
    assert "starter" in run_task(panel)
    page.wait_for_timeout(400)
    SCREENSHOTS.mkdir(exist_ok=True)
    page.screenshot(path=str(SCREENSHOTS / f"{request.node.callspec.id}.png"), full_page=True)
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 1, f"{wide} pixels wider than the screen"
    assert page.complaints == []


def test_targets_are_large_enough_for_a_thumb(page):
    for name in ("Run", "Stop", "Clear"):
        box = open_task(page, LION).get_by_role("button", name=name, exact=True).bounding_box()
        assert box["height"] >= 44


def test_the_lion_is_named_in_large_letters(desktop):
    panel = open_task(desktop, LION)
    run_task(panel)
    assert panel.get_by_test_id("label-output-value").inner_text() == "lion"


def test_an_example_fills_the_input(desktop):
    panel = open_task(desktop, LION)
    panel.locator(".examples button, .examples .gallery-item").nth(1).click()
    desktop.wait_for_timeout(800)
    run_task(panel)
    assert panel.get_by_test_id("label-output-value").inner_text() == "cheetah"


def test_clear_empties_and_run_then_says_what_is_missing(desktop):
    panel = open_task(desktop, LION)
    panel.get_by_role("button", name="Clear", exact=True).click()
    panel.get_by_role("button", name="Run", exact=True).click()
    with pytest.raises(BadInput) as missing:
        PICTURE.read(None)
    desktop.get_by_text(str(missing.value)).wait_for(timeout=10_000)
    desktop.wait_for_timeout(500)
    assert panel.locator(".run-line .busy").count() == 0


def test_stop_ends_a_long_run_and_frees_the_model(desktop, client):
    panel = open_task(desktop, SPEECH)
    panel.get_by_text("Long speech").click()
    desktop.wait_for_timeout(800)
    panel.get_by_role("button", name="Run", exact=True).click()
    panel.get_by_text("Heard").wait_for(timeout=60_000)
    panel.get_by_role("button", name="Stop", exact=True).click()
    panel.locator(".run-line [role=status]").get_by_text("Stopped").wait_for(timeout=10_000)
    assert pins_within(client, seconds=10) == 0
    assert "whisper-tiny.en" in run_task(panel)


def test_a_closed_page_frees_the_model(browser, server, client):
    with open_page(browser) as page:
        page.goto(server)
        panel = open_task(page, SPEECH)
        panel.get_by_text("Long speech").click()
        page.wait_for_timeout(800)
        panel.get_by_role("button", name="Run", exact=True).click()
        panel.get_by_text("Heard").wait_for(timeout=60_000)
    assert pins_within(client, seconds=8) == 0


def pins_within(client: Any, seconds: float) -> int:
    """Return how many users hold models after at most that time."""
    deadline = time.monotonic() + seconds
    while True:
        pins = sum(model["pins"] for model in client.predict(api_name="/status")["models"])
        if not pins or time.monotonic() > deadline:
            return pins
        time.sleep(0.1)


def test_a_task_is_found_by_a_word_of_its_title_or_term(desktop):
    field = desktop.get_by_label("Find a task")
    field.click()
    field.press_sequentially("automatic speech")
    desktop.get_by_role("option", name="Write down speech").click()
    desktop.get_by_role("heading", name="Write down speech").wait_for(timeout=5_000)


def test_the_models_page_tells_what_is_loaded_and_unloads_it(desktop):
    run_task(open_task(desktop, LION))
    desktop.click("#tab-models-button")
    desktop.get_by_text("efficientnet-lite0 (starter)").first.wait_for(timeout=5_000)
    desktop.get_by_role("button", name="Unload idle models").click()
    desktop.get_by_text("No model is loaded").wait_for(timeout=10_000)


def test_programmers_find_raw_output_and_code(desktop):
    panel = open_task(desktop, LION)
    run_task(panel)
    panel.get_by_text("Details for programmers").click()
    panel.get_by_text('pipeline("image-classification"').wait_for(timeout=5_000)
    panel.get_by_text('api_name="/image_classification"').wait_for(timeout=5_000)
