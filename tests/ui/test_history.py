"""What was run is kept in the browser alone: opened again, deleted, exported, bounded."""

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import expect

from tabs.examples.packaged import find_photo
from tests.contract import TASKS
from tests.serve import serve
from tests.ui.chromium import DESKTOP, PHONE, needs_chromium, open_page
from tests.ui.walk import open_task, run_task

pytestmark = [pytest.mark.ui, needs_chromium]

TASK = {task.id: task for task in TASKS}
OWN = "I hate waiting in the rain."
KEPT = "playground.history.list()"
FILES_GONE = "**/gradio_api/file=**"


@pytest.fixture(params=[DESKTOP, PHONE], ids=["desktop", "phone"])
def page(request: pytest.FixtureRequest, browser: Any, server: str) -> Iterator[Any]:
    with open_page(browser, request.param) as page:
        page.goto(server)
        page.locator(".past").wait_for()
        yield page


def run_text(page: Any, text: str = OWN) -> Any:
    panel = open_task(page, TASK["text-classification"])
    panel.get_by_label("Text", exact=True).fill(text)
    run_task(panel)
    panel.locator(".tools .tool").first.wait_for()
    return panel


def wait_for_runs(page: Any, until: str) -> None:
    """Wait until the kept runs fulfil a condition; Playwright's own waiting takes a promise for a yes."""
    deadline = time.monotonic() + 20
    while not page.evaluate(f"{KEPT}.then(runs => Boolean({until}))"):
        assert time.monotonic() < deadline, until
        page.wait_for_timeout(100)


def show(page: Any) -> Any:
    page.get_by_role("button", name="History").click()
    return page.get_by_role("dialog", name="History")


def test_a_run_is_opened_again_after_a_reload_with_its_answer(page):
    panel = run_text(page)
    wait_for_runs(page, "runs.length === 1")
    answer = panel.locator(".labels").inner_text()
    page.evaluate("sessionStorage.clear()")
    page.goto(page.url.split("?")[0])
    runs = show(page)
    expect(runs.get_by_role("listitem")).to_have_count(1)
    runs.get_by_role("button", name="Judge the tone").first.focus()
    page.keyboard.press("Enter")
    expect(runs).to_be_hidden()
    panel = page.locator("#task-text-classification")
    expect(panel.get_by_label("Text", exact=True)).to_have_value(OWN)
    expect(panel.locator(".labels")).to_have_text(answer, use_inner_text=True)
    expect(panel.locator(".block.run-line")).to_contain_text("From your history")
    expect(panel.locator(".run-line b").first).to_have_text("minilm-tone")
    expect(panel.get_by_role("button", name="Save: CSV")).to_be_visible()
    assert page.complaints == []


def test_one_and_all_are_deleted_and_escape_closes(page):
    for text in (OWN, "What a lovely day!", "The bus is blue."):
        run_text(page, text)
        wait_for_runs(page, f"runs.at(-1)?.values.text === {json.dumps(text)}")
    runs = show(page)
    expect(runs.get_by_role("listitem").first).to_contain_text("The bus is blue.")
    runs.get_by_role("button", name="Delete: ").first.click()
    expect(runs.get_by_role("listitem")).to_have_count(2)
    expect(runs.get_by_role("listitem").first).to_contain_text("What a lovely day!")
    runs.get_by_role("button", name="Delete all").click()
    expect(runs.get_by_role("listitem")).to_have_count(2)
    runs.get_by_role("button", name="Really delete all?").click()
    expect(runs.get_by_text("Nothing yet")).to_be_visible()
    assert page.evaluate(KEPT) == []
    page.keyboard.press("Escape")
    expect(runs).to_be_hidden()
    expect(page.get_by_role("button", name="History")).to_be_focused()


def test_the_list_is_exported_and_nothing_kept_when_switched_off(page):
    run_text(page)
    wait_for_runs(page, "runs.length === 1")
    runs = show(page)
    with page.expect_download() as saved:
        runs.get_by_role("button", name="Export").click()
    assert saved.value.suggested_filename.startswith("history-20")
    (run,) = json.loads(Path(saved.value.path()).read_text())["runs"]
    assert (run["task"], run["values"]["text"], run["report"]["model"]) == ("text-classification", OWN, "minilm-tone")
    runs.get_by_role("checkbox").uncheck()
    page.keyboard.press("Escape")
    run_text(page, "Never kept.")
    page.wait_for_timeout(500)
    assert [one["values"]["text"] for one in page.evaluate(KEPT)] == [OWN]


def test_a_picture_comes_back_as_a_small_copy_where_the_server_has_it_no_longer(page, tmp_path):
    Image.open(find_photo("lion.jpg")).resize((1200, 900)).save(tmp_path / "large.png")
    panel = open_task(page, TASK["image-classification"])
    panel.locator(".at-hand").get_by_role("button", name="Clear", exact=True).click()
    panel.locator(".asked input[type=file]").first.set_input_files(tmp_path / "large.png")
    expect(panel.locator(".asked .image-frame img")).to_be_visible()
    run_task(panel)
    wait_for_runs(page, "runs.length")
    assert page.evaluate(KEPT)[0]["bytes"] < 400_000
    page.route(
        FILES_GONE, lambda route: route.fulfill(status=404) if route.request.method == "HEAD" else route.continue_()
    )
    runs = show(page)
    assert runs.locator("li img").evaluate("one => one.naturalWidth") > 0
    runs.locator(".open-again").click()
    line = panel.locator(".block.run-line")
    expect(line).to_contain_text("From your history")
    expect(line).to_contain_text("A smaller copy stands for large.png")
    page.unroute(FILES_GONE)
    expect(panel.locator(".asked .image-frame img")).to_be_visible()
    assert "starter" in run_task(panel)
    assert panel.locator(".failed").count() == 0


def test_the_oldest_go_where_there_are_too_many_or_too_large(browser, server):
    with open_page(browser) as page:
        page.goto(server)
        page.locator(".past").wait_for()
        gone = "([runs, most, bytes]) => playground.history.tooMuch(runs, most, bytes).map(({ id }) => id)"
        runs = [{"id": number, "bytes": 10} for number in range(1, 6)]
        assert page.evaluate(gone, [runs, 3, 1000]) == [2, 1]
        assert page.evaluate(gone, [runs, 100, 25]) == [3, 2, 1]
        run = {"at": 1, "task": "text-classification", "values": {"text": "long"}, "report": {"model": "m"}}
        answer = {"kinds": "label,json", "values": ["x" * 500_000], "raw": None}
        page.evaluate("run => playground.history.keep(run)", {**run, "answer": answer})
        (kept,) = page.evaluate(KEPT)
        assert kept["answer"] is None
        assert kept["bytes"] < 1000


def test_a_conversation_that_goes_on_is_one_entry(browser, server):
    with open_page(browser) as page:
        page.goto(server)
        panel = open_task(page, TASK["chat"])
        run_task(panel)
        panel.locator(".tools .tool").first.wait_for()
        panel.get_by_label("Your message").fill("Tell me a joke.")
        run_task(panel)
        wait_for_runs(page, "runs.length && JSON.parse(runs.at(-1).conversation).length === 4")
        wait_for_runs(page, "runs.length === 1")
        (run,) = page.evaluate(KEPT)
        assert [role for role, _ in json.loads(run["conversation"])] == ["user", "assistant"] * 2
        page.reload()
        expect(page.locator("#task-chat .message").last).to_be_visible()
        assert page.locator("#task-chat .message-row").count() == 4  # a reload loses nothing


def test_on_a_space_nothing_is_kept_before_it_is_chosen(browser, tmp_path):
    with (
        serve(log=tmp_path / "log.txt", HF_HUB_OFFLINE="1", SPACE_ID="somebody/space") as url,
        open_page(browser) as page,
    ):
        page.goto(url)
        run_text(page)
        page.wait_for_timeout(500)
        assert page.evaluate(KEPT) == []
        show(page).get_by_role("checkbox").check()
        page.keyboard.press("Escape")
        run_text(page)
        wait_for_runs(page, "runs.length === 1")
