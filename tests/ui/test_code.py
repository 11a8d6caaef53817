"""The code that a panel shows is that of the run beside it."""

import pytest
from playwright.sync_api import expect

from tests.contract import TASKS
from tests.ui.chromium import needs_chromium, open_page
from tests.ui.walk import open_task, run_task

pytestmark = [pytest.mark.ui, needs_chromium]

TASK = {task.id: task for task in TASKS}


def test_the_code_has_the_input_the_model_and_the_address_of_the_run(browser, server):
    with open_page(browser) as page:
        page.goto(server)
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        panel = open_task(page, TASK["text-classification"])
        panel.get_by_text("Details for programmers").click()
        programs = panel.locator(".code .program")
        expect(programs).to_have_count(4)
        assert TASK["text-classification"].examples[0][0] in programs.first.inner_text()
        panel.get_by_label("Text", exact=True).fill("My very own <b>text</b>.")
        panel.get_by_role("button", name="Model and settings").click()
        panel.get_by_label("Model", exact=True).fill("starter")
        panel.get_by_label("Model", exact=True).press("Enter")
        panel.get_by_role("spinbutton").first.fill("1")
        panel.get_by_role("spinbutton").first.press("Tab")
        run_task(panel)
        expect(programs.first).to_contain_text("My very own <b>text</b>.")
        expect(programs.first).to_contain_text("minilm-tone, which answered, is a starter of this app")
        for program in (programs.nth(2), programs.nth(3)):
            expect(program).to_contain_text(f"{server}tasks/text-classification?model=starter")
            expect(program).to_contain_text('"top_k": 1')
        programs.nth(1).get_by_role("button", name="Copy").click()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied == programs.nth(1).locator("code").text_content()
        assert f'Client("{server}")' in copied and 'model="starter"' in copied.replace("'", '"')
        assert page.complaints == []


def test_files_are_named_as_they_were_uploaded(browser, server):
    with open_page(browser) as page:
        page.goto(server)
        panel = open_task(page, TASK["image-classification"])
        panel.locator(".examples button").nth(1).click()
        expect(panel.get_by_test_id("label-output-value")).to_have_text("cheetah", timeout=30_000)
        panel.get_by_text("Details for programmers").click()
        expect(panel.locator(".code .program").first).to_contain_text("cheetah")
