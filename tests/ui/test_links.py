"""The address says what is shown: it can be sent, reloaded and gone back from, and an old one breaks nothing."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from playwright.sync_api import expect

from tests.contract import TASKS
from tests.ui.chromium import needs_chromium, open_page
from tests.ui.walk import open_task, run_task

pytestmark = [pytest.mark.ui, needs_chromium]

TASK = {task.id: task for task in TASKS}
RUBBISH = (
    "task=never-was&text=x",
    "task=../../etc&tab=%00",
    "task=chat&messages=[1]&max_new_tokens=many",
    "task=text-classification&function_to_apply=rm&top_k=1e99&__proto__=1&constructor=2",
    "task=text-classification&text=%3Cimg src=x onerror=window.ran=1%3E${window.ran=2}{{window.ran}}",
    "task=" + "a" * 3000,
    "tab=models%22%3E&text=%ff%fe",
)


@contextmanager
def visit(browser: Any, server: str, **asked: Any) -> Iterator[Any]:
    with open_page(browser) as page:
        page.goto(f"{server}?{urlencode(asked)}" if asked else server)
        yield page


def heading(page: Any, task: str) -> Any:
    return page.get_by_role("heading", name=TASK[task].title)


def asked_in(page: Any) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def field(page: Any, task: str, label: str) -> Any:
    return page.locator(f"#task-{task}").get_by_label(label, exact=True)


def test_a_link_opens_the_task_with_its_text_model_and_settings(browser, server):
    settings = {"num_beams": 3, "do_sample": "true"}
    link = {"task": "summarization", "text": "One. Two. Three.", "model": "starter", **settings}
    with visit(browser, server, **link) as page:
        heading(page, "summarization").wait_for()
        expect(field(page, "summarization", "Text")).to_have_value("One. Two. Three.")
        panel = page.locator("#task-summarization")
        sent: list[Any] = []
        page.on("request", lambda request: sent.append(request.post_data) if "queue/join" in request.url else None)
        run_task(panel)
        values = json.loads(sent[0])["data"]
        assert values[:2] == ["One. Two. Three.", "starter"]
        assert 3 in values and True in values
        assert asked_in(page) == {name: str(value) for name, value in link.items()}
        assert page.complaints == []


def test_choosing_tasks_writes_the_address_and_back_goes_to_the_one_before(browser, server):
    with visit(browser, server) as page:
        open_task(page, TASK["translation"])
        expect(page).to_have_url(f"{server}?task=translation")
        assert page.title().startswith(TASK["translation"].title)
        open_task(page, TASK["image-classification"])
        expect(page).to_have_url(f"{server}?task=image-classification")
        page.click("#tab-models-button")
        expect(page).to_have_url(f"{server}?tab=models")
        page.go_back()
        heading(page, "image-classification").wait_for()
        page.go_back()
        heading(page, "translation").wait_for()
        page.go_forward()
        heading(page, "image-classification").wait_for()


def test_a_reload_and_a_second_tab_show_what_was_typed_and_chosen(browser, server):
    with visit(browser, server) as page:
        panel = open_task(page, TASK["text-classification"])
        panel.get_by_label("Text", exact=True).fill("Typed & not run: 你好?")
        page.wait_for_timeout(900)
        other = page.context.new_page()
        other.goto(page.url)
        for one in (other, page):
            one.reload()
            expect(field(one, "text-classification", "Text")).to_have_value("Typed & not run: 你好?", timeout=15_000)


def test_a_picture_outlives_a_reload(browser, server):
    with visit(browser, server) as page:
        panel = open_task(page, TASK["image-classification"])
        panel.locator(".examples button").nth(1).click()
        expect(panel.get_by_test_id("label-output-value")).to_have_text("cheetah", timeout=30_000)
        page.reload()
        panel = page.locator("#task-image-classification")
        panel.locator(".asked img[src*=cheetah]").first.wait_for()
        run_task(panel)
        assert panel.get_by_test_id("label-output-value").inner_text() == "cheetah"


def test_share_copies_the_link(browser, server):
    with visit(browser, server) as page:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        panel = open_task(page, TASK["question-answering"])
        panel.get_by_label("Question", exact=True).fill("Who?")
        panel.get_by_role("button", name="Share").click()
        expect(panel.get_by_role("button", name="Link copied")).to_be_visible()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied == f"{server}?task=question-answering&question=Who%3F"


@pytest.mark.parametrize("query", RUBBISH)
def test_a_link_that_means_nothing_breaks_nothing(browser, server, query):
    with open_page(browser) as page:
        page.goto(f"{server}?{query}")
        page.locator(".at-hand .run:visible").wait_for()
        page.wait_for_timeout(300)
        assert page.evaluate("window.ran") is None
        assert page.complaints == []


def test_a_setting_out_of_bounds_is_brought_within(browser, server):
    with visit(browser, server, task="text-classification", top_k=999) as page:
        expect(page.locator("#task-text-classification input[type=number]").first).to_have_value("50", timeout=15_000)


def test_the_theme_in_an_address_stays(browser, server):
    with visit(browser, server, __theme="dark", task="translation") as page:
        heading(page, "translation").wait_for()
        open_task(page, TASK["chat"])
        expect(page).to_have_url(f"{server}?__theme=dark&task=chat")


def test_the_page_for_programmers_can_be_linked_and_closed(browser, server):
    with visit(browser, server, view="api") as page:
        page.get_by_text("/text_classification").first.wait_for()
        page.keyboard.press("Escape")
        expect(page.get_by_text("api_name: /text_classification")).to_have_count(0)
        expect(page.locator(".api-docs")).to_have_count(0)
