"""Comparing two answers, and many inputs at once: opened from a panel, on a laptop and a phone."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.contract import TASKS
from tests.serve import serve
from tests.ui.axe import find_grave_in_both_themes, start_axe
from tests.ui.chromium import PHONE, needs_chromium, open_page
from tests.ui.walk import open_task, run_task

pytestmark = [pytest.mark.ui, needs_chromium]

LAPTOP = (1366, 768)
MOST_MS = 90_000
TASK = {task.id: task for task in TASKS}
TONE, TALK, THINGS = TASK["text-classification"], TASK["summarization"], TASK["object-detection"]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("compare")
    log = folder / "log.txt"
    own = {"GRADIO_TEMP_DIR": str(folder / "uploads"), "PLAYGROUND_TRAINED": str(folder / "kept")}
    with serve(log=log, HF_HUB_OFFLINE="1", SPACE_ID="me/mine", PLAYGROUND_MANY_ROWS="40", **own) as url:
        yield url
    assert "Traceback" not in log.read_text(), log.read_text()[-3000:]


@pytest.fixture(params=[LAPTOP, PHONE], ids=["laptop", "phone"])
def page(request: pytest.FixtureRequest, browser: Any, server: str) -> Iterator[Any]:
    with open_page(browser, request.param) as page:
        page.goto(server)
        yield page
        assert page.complaints == []


@pytest.fixture
def laptop(browser: Any, server: str) -> Iterator[Any]:
    with open_page(browser, LAPTOP) as page:
        page.goto(server)
        yield page


def open_compare(page: Any, task: Any) -> Any:
    """Press Compare in a task's panel; return the page that compares, with both sides asking the starter."""
    open_task(page, task).get_by_role("button", name="Compare", exact=True).click()
    sheet = page.locator("#tab-compare")
    sheet.locator(".compare-side").nth(1).wait_for(timeout=MOST_MS)
    for side in range(2):
        sheet.locator(".compare-side").nth(side).locator("[name=model]").select_option("starter")
    return sheet


def set_setting(sheet: Any, side: int, name: str, value: str) -> None:
    """Fill a setting of one side."""
    place = sheet.locator(".compare-side").nth(side)
    if place.locator("details:not([open])").count():
        place.locator("summary").click()
    place.locator(f"[name={name}]").fill(value)


def compare(sheet: Any) -> None:
    """Press Compare and wait for both answers."""
    sheet.get_by_role("button", name="Compare", exact=True).click()
    sheet.locator(".compared .by").nth(1).wait_for(timeout=MOST_MS)


def is_too_wide(page: Any) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def test_two_settings_are_compared_on_what_stands_in_the_panel(page):
    panel = open_task(page, TONE)
    panel.locator("textarea").first.fill("I love this & <b>that</b>")
    sheet = open_compare(page, TONE)
    assert sheet.locator(".compare-input dd p").first.inner_text() == "I love this & <b>that</b>"
    assert sheet.get_by_text("Both sides are the same").is_visible()
    set_setting(sheet, 1, "top_k", "1")
    assert not sheet.get_by_text("Both sides are the same").is_visible()
    compare(sheet)
    assert sheet.locator(".block.compared").nth(0).locator(".ranking li").count() == 2
    assert sheet.locator(".block.compared").nth(1).locator(".ranking li").count() == 1
    sheet.locator(".compared-told").get_by_text("Only in A: NEGATIVE").wait_for()
    assert is_too_wide(page) <= 1
    start_axe(page)
    assert find_grave_in_both_themes(page, "#tab-compare") == {}
    sheet.get_by_role("button", name="Back to the task").click()
    panel.wait_for()
    assert panel.locator("textarea").first.input_value() == "I love this & <b>that</b>"


def test_an_error_stands_in_its_own_column(laptop):
    sheet = open_compare(laptop, TONE)
    set_setting(sheet, 0, "top_k", "1")
    right = sheet.locator(".compare-side").nth(1)
    right.locator("[name=model]").select_option(label="Another, by its Hub id…")
    right.locator("[name=hub]").fill("nobody/nothing")
    sheet.get_by_role("button", name="Compare", exact=True).click()
    sheet.locator(".block.compared").nth(1).get_by_role("alert").wait_for(timeout=MOST_MS)
    assert sheet.locator(".block.compared").nth(0).locator(".by b").count() == 1


def test_the_answers_of_before_are_gone_before_the_server_says_a_word(laptop):
    sheet = open_compare(laptop, TONE)
    set_setting(sheet, 1, "top_k", "1")
    compare(sheet)
    laptop.route("**/queue/join*", lambda route: None)  # never answered
    sheet.get_by_role("button", name="Compare", exact=True).click()
    expect(sheet.locator(".compared .by")).to_have_count(0, timeout=3_000)
    expect(sheet.locator(".compared-told li")).to_have_count(0)


def test_boxes_are_drawn_on_both_sides_of_the_same_picture(laptop):
    sheet = open_compare(laptop, THINGS)
    assert sheet.locator(".compare-input img").count() == 1
    set_setting(sheet, 1, "threshold", "0.9")
    compare(sheet)
    assert sheet.locator(".compared img").count() >= 2


def test_stop_ends_both(laptop):
    speech = TASK["automatic-speech-recognition"]
    panel = open_task(laptop, speech)
    panel.get_by_text("Long speech").click()
    laptop.wait_for_timeout(800)
    panel.get_by_role("button", name="Stop", exact=True).click()
    sheet = open_compare(laptop, speech)
    sheet.get_by_role("button", name="Compare", exact=True).click()
    sheet.locator(".compared-told .busy").wait_for(timeout=MOST_MS)
    sheet.get_by_role("button", name="Stop", exact=True).click()
    sheet.get_by_text("Stopped.").wait_for()
    laptop.wait_for_timeout(1500)
    assert sheet.locator(".compared .by").count() == 0
    assert "starter" in run_task(open_task(laptop, TONE))


def open_many(page: Any, task: Any) -> Any:
    """Press Many at once in a task's panel; return the page for many inputs."""
    open_task(page, task).get_by_role("button", name="Many at once", exact=True).click()
    many = page.locator("#tab-many")
    many.get_by_label("Task").wait_for(timeout=MOST_MS)
    return many


def bring(many: Any, *files: Path) -> None:
    """Choose files and wait until they were read."""
    many.locator("input[type=file]").first.set_input_files([str(one) for one in files])
    many.get_by_text("Columns:").wait_for(timeout=MOST_MS)


def write_rows(file: Path) -> Path:
    """Write a table with a gap and a formula."""
    rows = [f'{n},"{"I love it" if n % 2 else "I hate it"}, number {n}"' for n in range(20)]
    file.write_text("\n".join(["id,review", *rows, "20,", "21,=SUM(A1) is fine", ""]))
    return file


def test_a_table_is_answered_kept_and_taken_away_by_its_visitor_alone(page, browser, server, tmp_path):
    many = open_many(page, TONE)
    bring(many, write_rows(tmp_path / "reviews.csv"))
    assert many.get_by_label("Text").first.input_value() == "review"
    many.get_by_role("button", name="Start", exact=True).click()
    many.get_by_text("Finished").wait_for(timeout=MOST_MS)
    many.get_by_text("1 could not be answered").wait_for()
    many.get_by_text("POSITIVE").first.wait_for()
    assert is_too_wide(page) <= 1
    many.get_by_role("button", name="Next").click()
    many.get_by_text("Page 2 of 2").wait_for(timeout=MOST_MS)
    assert many.locator("tr.broken").count() == 1
    start_axe(page)
    assert find_grave_in_both_themes(page, "#tab-many") == {}
    many.get_by_role("button", name="Make the file").click()
    many.get_by_text("One cell begins like a formula").wait_for(timeout=MOST_MS)
    with page.expect_download() as waiting:
        many.locator("a[download*='-answers.']").first.click()
    lines = waiting.value.path().read_text("utf-8-sig").splitlines()
    assert len(lines) == 23
    assert lines[-1].startswith("21,'=SUM(A1) is fine,")
    page.reload()
    page.locator("#tab-many-button").click()
    many.get_by_text("Finished").wait_for(timeout=MOST_MS)
    with open_page(browser, LAPTOP) as other:
        other.goto(server)
        other.locator("#tab-many-button").click()
        other.locator("#tab-many").get_by_text("No table has been answered yet").wait_for(timeout=MOST_MS)


def test_pictures_are_named_with_the_settings_of_the_panel(laptop, tmp_path):
    from PIL import Image

    pictures = [tmp_path / f"{colour}.png" for colour in ("red", "blue", "green")]
    for file in pictures:
        Image.new("RGB", (64, 64), file.stem).save(file)
    lion = TASK["image-classification"]
    panel = open_task(laptop, lion)
    panel.get_by_role("button", name="Model and settings").click()
    laptop.wait_for_timeout(500)  # the fold opens
    panel.locator("input[type=number]").first.fill("2")
    panel.locator("input[type=number]").first.press("Tab")
    many = open_many(laptop, lion)
    bring(many, *pictures)
    many.get_by_role("button", name="Start", exact=True).click()
    many.get_by_text("Finished").wait_for(timeout=MOST_MS)
    assert many.get_by_text("red.png").count() >= 1
    many.get_by_role("radio", name="JSON").check()
    many.get_by_role("button", name="Make the file").click()
    with laptop.expect_download() as waiting:
        many.locator("a[download*='-answers.']").first.click(timeout=MOST_MS)
    import json

    rows = json.loads(waiting.value.path().read_text("utf-8"))
    assert [row["file"] for row in rows] == ["red.png", "blue.png", "green.png"]
    assert {len(json.loads(row["all"])) for row in rows} == {2}


def test_too_many_rows_are_refused_with_the_bound(laptop, tmp_path):
    (tmp_path / "long.csv").write_text("text\n" + "row\n" * 41)
    many = open_many(laptop, TALK)
    many.get_by_role("button", name="Open the panel").click()
    laptop.locator(f"#task-{TALK.id}").wait_for()
    many = open_many(laptop, TALK)
    many.locator("input[type=file]").first.set_input_files(str(tmp_path / "long.csv"))
    many.get_by_text("These are 41 rows; at most 40").wait_for(timeout=MOST_MS)
    assert many.get_by_role("button", name="Start", exact=True).is_disabled()
