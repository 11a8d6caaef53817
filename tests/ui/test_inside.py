"""What happened inside is told on every kind of panel, and how the task works, on a desktop and on a phone."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.contract import TASKS
from tests.ui.chromium import DESKTOP, PHONE, needs_chromium, open_page
from tests.ui.walk import open_task, run_task

pytestmark = [pytest.mark.ui, needs_chromium]

TASK = {task.id: task for task in TASKS}
MOST_MS = 60_000


@pytest.fixture(scope="module", params=[DESKTOP, PHONE], ids=["desktop", "phone"])
def page(request: pytest.FixtureRequest, browser: Any, server: str) -> Iterator[Any]:
    with open_page(browser, request.param) as page:
        page.goto(server)
        page.locator("#task-text-classification-button[data-here]").wait_for()
        yield page
        assert page.complaints == []


def open_inside(page: Any, task: str) -> Any:
    panel = open_task(page, TASK[task])
    run_task(panel)
    panel.get_by_text("What happened inside").click()
    panel.locator(".steps").wait_for(timeout=MOST_MS)
    return panel.locator(".fold.inside")


def assert_it_fits(page: Any) -> None:
    """Nothing makes the page wider than the window."""
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


@pytest.mark.parametrize(
    ("task", "shown", "words"),
    [
        ("text-classification", ".shades td[style]", "AutoModelForSequenceClassification"),
        ("translation", ".choice.chosen", "AutoModelForSeq2SeqLM"),
        ("image-classification", ".seen img", "ImageNet|lion|AutoModelForImageClassification"),
        ("audio-classification", ".numbers.mel img", "Log-mel"),
        ("image-to-text", ".seen img", "template"),
    ],
)
def test_each_family_shows_its_steps(page: Any, task: str, shown: str, words: str) -> None:
    inside = open_inside(page, task)
    expect(inside.locator(shown).first).to_be_visible()
    assert any(word in inside.inner_text() for word in words.split("|"))
    for picture in inside.locator("img").all():
        assert picture.evaluate("one => one.complete && one.naturalWidth > 0")
        assert picture.get_attribute("alt")
    assert_it_fits(page)


def test_another_run_brings_other_numbers(page: Any) -> None:
    inside = open_inside(page, "question-answering")
    before = inside.inner_text()
    panel = page.locator("#task-question-answering")
    panel.locator(".asked textarea").first.fill("Which river is it?")
    run_task(panel)
    expect(inside).to_contain_text("river")
    assert inside.inner_text() != before


def test_a_lesson_is_opened_before_anything_ran(page: Any) -> None:
    panel = open_task(page, TASK["depth-estimation"])
    panel.get_by_text("Learn how it works").click()
    lesson = panel.locator(".lesson")
    lesson.wait_for(timeout=MOST_MS)
    expect(lesson).to_contain_text("Watch out")
    assert lesson.locator("a").first.get_attribute("href").startswith("https://")
    assert_it_fits(page)
