"""A conversation can be changed: a question edited, asked again, taken back; and taken along."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.contract import TASKS
from tests.ui.chromium import DESKTOP, PHONE, needs_chromium, open_page
from tests.ui.walk import open_task, run_task

pytestmark = [pytest.mark.ui, needs_chromium]

TASK = {task.id: task for task in TASKS}
COW = "What does a cow say?"
MESSAGES = "#task-chat [data-testid=user], #task-chat [data-testid=bot]"


@pytest.fixture(params=[DESKTOP, PHONE], ids=["desktop", "phone"])
def page(request: pytest.FixtureRequest, browser: Any, server: str) -> Iterator[Any]:
    with open_page(browser, request.param) as page:
        page.goto(server)
        yield page


def talk(page: Any) -> Any:
    panel = open_task(page, TASK["chat"])
    run_task(panel)
    panel.locator(".tools .tool").first.wait_for()
    panel.get_by_label("Your message").fill(COW)
    run_task(panel)
    panel.locator(".tools .tool").first.wait_for()
    expect(page.locator(MESSAGES)).to_have_count(4)
    return panel


def wait_for_answer(panel: Any) -> None:
    panel.page.wait_for_timeout(300)
    expect(panel.locator(".tools .tool").first).to_be_visible(timeout=30_000)


def test_an_earlier_question_is_edited_and_the_conversation_goes_on_from_there(page):
    panel = talk(page)
    panel.get_by_role("button", name="Edit", exact=True).first.click()
    panel.locator(".chat textarea").fill("What is the opposite of hot?")
    panel.get_by_role("button", name="Submit", exact=True).click()
    expect(page.locator(MESSAGES)).to_have_count(2, timeout=30_000)
    wait_for_answer(panel)
    said = page.locator(MESSAGES).all_inner_texts()
    assert "opposite of hot" in said[0]
    assert "cold" in said[1].lower()
    assert page.complaints == []


def test_asking_again_gives_the_last_answer_anew_and_turns_variety_on(page):
    panel = talk(page)
    panel.get_by_role("button", name="Model and settings").click()
    varied = panel.get_by_role("checkbox", name="Vary the wording")
    varied.uncheck()
    panel.get_by_role("button", name="Retry", exact=True).click()
    wait_for_answer(panel)
    expect(page.locator(MESSAGES)).to_have_count(4)
    expect(page.locator(MESSAGES).nth(2)).to_contain_text(COW)
    expect(varied).to_be_checked()
    expect(page.get_by_text("Vary the wording” is on now")).to_be_visible()


def test_the_last_question_is_taken_back_to_be_written_anew(page):
    panel = talk(page)
    panel.get_by_role("button", name="Undo", exact=True).last.click()
    expect(page.locator(MESSAGES)).to_have_count(2)
    expect(panel.get_by_label("Your message")).to_have_value(COW)


def test_a_conversation_is_saved_as_markdown_and_json(page):
    panel = talk(page)
    with page.expect_download() as saved:
        panel.get_by_role("button", name="Save: Markdown").click()
    assert saved.value.suggested_filename.startswith("chat-20")
    text = Path(saved.value.path()).read_text()
    assert [line for line in text.splitlines() if line.startswith("## ")] == ["## You", "## Model"] * 2
    assert COW in text
    with page.expect_download() as saved:
        panel.get_by_role("button", name="Save: JSON").click()
    messages = json.loads(Path(saved.value.path()).read_text())
    assert [one["role"] for one in messages] == ["user", "assistant"] * 2
    assert messages[2]["content"] == COW
