"""The page says what answers here and now, and brings the full model where it can be had."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from tabs.run.choice import serving_starter
from tests.contract import TASKS
from tests.ui.chromium import DESKTOP, PHONE, needs_chromium, open_page
from tests.ui.test_runs import choose_model, press
from tests.ui.walk import open_task, run_task

pytestmark = [pytest.mark.ui, needs_chromium]

TASK = {task.id: task for task in TASKS}


@pytest.fixture(scope="module")
def offline(browser: Any, server: str) -> Iterator[Any]:
    with open_page(browser, DESKTOP) as page:
        page.goto(server)
        page.locator("#task-text-classification-button[data-here]").wait_for()
        yield page


@pytest.fixture(scope="module")
def online(browser: Any, tiny_server: str) -> Iterator[Any]:
    with open_page(browser, DESKTOP) as page:
        page.goto(tiny_server)
        page.locator("#task-text-classification-button[data-here]").wait_for()
        yield page


def test_each_task_says_what_it_does_without_the_hub(offline: Any) -> None:
    for task in TASKS:
        open_task(offline, task)
        button = offline.locator(f"#task-{task.id}-button")
        offline.locator(f"#task-{task.id}-button[data-here]").wait_for()
        said = button.get_attribute("data-here")
        assert (said == "download") == (serving_starter(task) is None), task.id
        if said == "download":
            assert f"{task.models[0].bytes / 1e6:,.0f} MB" in button.get_attribute("title")


def test_models_that_need_the_internet_say_so(offline: Any) -> None:
    panel = open_task(offline, TASK["text-classification"])
    panel.get_by_role("button", name="Model and settings").click()
    panel.get_by_label("Model", exact=True).click()
    option = offline.get_by_role("option", name="distilbert/distilbert-base-uncased-finetuned-sst-2-english")
    expect(option).to_have_attribute("data-here", "away")
    offline.keyboard.press("Escape")


def test_the_limits_of_a_starter_stand_above_its_answer(offline: Any) -> None:
    panel = open_task(offline, TASK["object-detection"])
    run_task(panel)
    limits, picture = panel.locator(".limits"), panel.locator(".answers .image-frame")
    assert limits.bounding_box()["y"] < picture.bounding_box()["y"]
    expect(panel.locator(".get-full")).to_be_disabled()
    expect(panel.locator(".get-full")).to_contain_text("26 MB, needs the internet")


def test_only_languages_that_the_model_knows_are_offered_beside_the_text(offline: Any) -> None:
    with offline.expect_response(lambda answer: "/run/predict" in answer.url):
        panel = open_task(offline, TASK["translation"])
    offline.wait_for_timeout(500)
    panel.get_by_label("To", exact=True).click()
    options = offline.get_by_role("option")
    expect(options).to_have_count(2)
    expect(options).to_contain_text(["German", "French"])
    offline.get_by_role("option", name="French").click()
    press(panel, "Run")
    panel.locator(".run-line b").wait_for(timeout=60_000)
    assert "Londres" in panel.locator(".answers textarea").input_value()


def test_the_full_model_is_fetched_by_a_button(online: Any) -> None:
    panel = open_task(online, TASK["text-classification"])
    choose_model(panel, "starter")
    assert "minilm-tone" in run_task(panel)
    panel.locator(".get-full").click()
    panel.locator(".run-line b", has_text="distilbert").wait_for(timeout=60_000)
    expect(panel.locator(".get-full")).to_have_count(0)


def test_what_happened_inside_is_told_with_the_numbers_of_the_run(offline: Any) -> None:
    panel = open_task(offline, TASK["token-classification"])
    run_task(panel)
    panel.get_by_text("What happened inside").click()
    panel.locator(".steps").wait_for(timeout=20_000)
    expect(panel.locator(".tokens li").first).to_contain_text("[CLS]")
    expect(panel.get_by_role("region", name="Logits and probabilities")).to_contain_text("brooklyn")


def test_nothing_lies_over_a_picture_or_is_cut_off(offline: Any) -> None:
    panel = open_task(offline, TASK["object-detection"])
    for side in ("asked", "answers"):
        block = panel.locator(f".{side} .block:has(> label.float):has(.image-frame)").first
        picture, label = block.locator(".image-frame"), block.locator("label.float")
        buttons = block.locator(".icon-button-wrapper.top-panel")
        top = picture.bounding_box()["y"]
        for above in (label, buttons):
            box = above.bounding_box()
            assert box["y"] + box["height"] <= top + 1
    open_task(offline, TASK["video-classification"])
    bar = offline.locator("#task-video-classification .asked .source-selection")
    block = offline.locator("#task-video-classification .asked .block:has(> .video-container)")
    ends = [box["y"] + box["height"] for box in (bar.bounding_box(), block.bounding_box())]
    assert ends[0] <= ends[1] + 1


def test_a_phone_shows_all_tasks_at_a_press(browser: Any, server: str) -> None:
    with open_page(browser, PHONE) as page:
        page.goto(server)
        last = page.locator("#task-feature-extraction-button")
        page.get_by_role("button", name="All 14 tasks").click()
        box = last.bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= PHONE[0]
        last.click()
        page.get_by_role("heading", name="Turn text into numbers").wait_for()
        assert page.locator("#task-text-classification-button").bounding_box()["x"] < 0, "a row of chips again"
