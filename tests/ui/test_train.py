"""Training, as a teacher does it: press, watch, come back, try."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.serve import serve
from tests.ui.chromium import DESKTOP, PHONE, needs_chromium, open_page

pytestmark = [pytest.mark.ui, needs_chromium]

MOST_MS = 240_000


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("training")
    log = folder / "log.txt"
    with serve(
        log=log, HF_HUB_OFFLINE="1", GRADIO_TEMP_DIR=str(folder / "uploads"), PLAYGROUND_TRAINED=str(folder / "kept")
    ) as url:
        yield url
    assert "Traceback" not in log.read_text(), log.read_text()[-3000:]


def open_train(page: Any, url: str) -> None:
    page.goto(url)
    page.locator("#tab-train-button").click()


def test_a_run_survives_a_reload_and_its_model_answers_in_its_panel(browser, server):
    with open_page(browser, DESKTOP) as page:
        open_train(page, server)
        page.get_by_role("button", name="Settings").locator("visible=true").first.click()
        page.get_by_label("Rows at most").fill("48")
        page.get_by_label("Epochs").fill("1")
        page.get_by_label("Call it").fill("my-first")
        page.get_by_role("button", name="Train", exact=True).click()
        page.get_by_text("Training ·").or_(page.get_by_text("Training", exact=True)).first.wait_for(timeout=MOST_MS)
        open_train(page, server)
        page.complaints.clear()  # Gradio's client complains that its stream ends when a page is left
        page.get_by_text("held-out rows").wait_for(timeout=MOST_MS)
        assert page.locator(".curves svg").count() == 3
        assert page.locator(".confusion").count() == 1
        page.get_by_role("button", name="Try it").click()
        panel = page.locator("#task-text-classification")
        panel.get_by_role("button", name="Run").click()
        panel.locator(".run-line").first.get_by_text("trained here").wait_for(timeout=60_000)
        assert "my-first" in panel.locator(".run-line").first.inner_text()
        assert page.complaints == []


def test_the_form_follows_the_task_and_fits_a_phone(browser, server):
    with open_page(browser, PHONE) as page:
        open_train(page, server)
        page.get_by_label("It shall learn to").click()
        page.get_by_role("option", name="Find names and places").click()
        page.wait_for_function("[...document.querySelectorAll('#tab-train input')].some((one) => one.value == 'tags')")
        page.get_by_role("button", name="The whole run in Python").click()
        page.get_by_text("DataCollatorForTokenClassification").first.wait_for()
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 1, f"{wide} pixels wider than the screen"
        assert page.complaints == []
