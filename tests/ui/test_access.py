"""The page without a mouse and without sight: axe finds nothing grave, keys reach and run everything."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from tabs import TABS
from tests.contract import TASKS
from tests.ui.axe import find_grave_in_both_themes, start_axe
from tests.ui.chromium import PHONE, needs_chromium, open_page
from tests.ui.walk import open_task, run_task

pytestmark = [pytest.mark.ui, needs_chromium]

LAPTOP = (1366, 768)
TASK = {task.id: task for task in TASKS}
ANSWERED = (
    *("text-classification", "token-classification", "question-answering", "table-question-answering", "fill-mask"),
    *("chat", "translation", "sentence-similarity", "feature-extraction", "automatic-speech-recognition"),
    *("voice-activity-detection", "audio-to-audio", "object-detection", "image-segmentation"),
    *("image-feature-extraction", "mask-generation", "image-to-image", "video-classification", "keypoint-matching"),
)
"""Tasks whose answers differ in how they are drawn."""


@pytest.fixture(scope="module", params=[LAPTOP, PHONE], ids=["laptop", "phone"])
def page(request: pytest.FixtureRequest, browser: Any, server: str) -> Iterator[Any]:
    with open_page(browser, request.param) as page:
        page.goto(server)
        page.locator("#task-text-classification").wait_for()
        start_axe(page)
        yield page


def open_folds(panel: Any, what: str) -> None:
    """Open what is folded: the settings, or the details of a run, too, which are long and everywhere alike."""
    panel.evaluate(
        f"panel => panel.querySelectorAll('{what} button.label-wrap:not(.open)').forEach(one => one.click())"
    )


@pytest.mark.parametrize("tab", TABS, ids=lambda tab: tab.id)
def test_axe_finds_nothing_grave_in_any_panel(page: Any, tab: Any) -> None:
    found = {}
    for task in tab.tasks:
        panel = open_task(page, task)
        if page.viewport_size["width"] == LAPTOP[0] and task.id in ANSWERED:
            run_task(panel)
        open_folds(panel, "" if task is tab.tasks[0] else ".asked")
        page.wait_for_timeout(250)  # the script of the page mends what has just been drawn
        if grave := find_grave_in_both_themes(page, "body" if task is tab.tasks[0] else f"#task-{task.id}"):
            found[task.id] = grave
    assert found == {}


def test_axe_finds_nothing_grave_on_the_models_page(page: Any) -> None:
    page.click("#tab-models-button")
    page.get_by_role("heading", name="On this machine").wait_for()
    page.locator("#tab-models summary").click()
    page.wait_for_timeout(250)
    assert find_grave_in_both_themes(page) == {}


@pytest.mark.parametrize("tab", ["data", "train"])
def test_axe_finds_nothing_grave_where_models_learn(page: Any, tab: str) -> None:
    page.click(f"#tab-{tab}-button")
    page.locator(f"#tab-{tab}").wait_for()
    page.wait_for_timeout(1000)
    assert find_grave_in_both_themes(page) == {}


@pytest.mark.slow
def test_axe_finds_nothing_grave_in_what_opens_over_or_below_a_panel(page: Any) -> None:
    panel = open_task(page, TASK["text-classification"])
    run_task(panel)
    found = {}
    for fold, shown in (("learn", ".lesson"), ("inside", ".steps")):
        panel.locator(f".fold.{fold} summary").click()
        panel.locator(f".fold.{fold} {shown}").wait_for(timeout=60_000)
        found[fold] = find_grave_in_both_themes(page, f"#task-text-classification .fold.{fold}")
    for dialog, opens in (("#past-runs", "#past button"), (".banner-wrap", "footer button.settings")):
        page.locator(opens).first.evaluate("one => one.click()")
        page.locator(dialog).first.wait_for()
        page.wait_for_timeout(300)
        found[dialog] = find_grave_in_both_themes(page)
        page.keyboard.press("Escape")
    page.goto(page.url.split("?")[0])
    page.locator("#task-text-classification").wait_for()
    start_axe(page)
    assert [grave for grave in found.values() if grave] == []


@pytest.fixture
def laptop(browser: Any, server: str) -> Iterator[Any]:
    with open_page(browser, LAPTOP) as page:
        page.goto(server)
        page.locator("#task-text-classification").wait_for()
        page.locator("#task-text-classification-button[data-here]").wait_for()
        yield page


def focused(page: Any, what: str = "id") -> str:
    return str(page.evaluate(f"document.activeElement.{what}"))


def test_the_first_key_skips_to_the_task(laptop: Any) -> None:
    laptop.keyboard.press("Tab")
    assert focused(laptop, "textContent") == "Skip to the task"
    laptop.keyboard.press("Enter")
    assert "Judge the tone" in focused(laptop, "textContent")
    for _ in range(6):  # Compare, Many at once and Share stand in between
        laptop.keyboard.press("Tab")
        if focused(laptop, "tagName") == "TEXTAREA":
            break
    assert focused(laptop, "tagName") == "TEXTAREA"


def test_ctrl_enter_runs(laptop: Any) -> None:
    panel = open_task(laptop, TASK["text-classification"])
    panel.locator("textarea").first.press("Control+Enter")
    panel.locator(".run-line b").wait_for(timeout=60_000)


def test_arrows_walk_the_lists_of_tabs(laptop: Any) -> None:
    laptop.locator("#tab-text-button").focus()
    laptop.keyboard.press("ArrowRight")
    assert focused(laptop) == "tab-audio-button"
    laptop.locator("#task-text-to-speech-button").wait_for()
    laptop.keyboard.press("Home")
    laptop.locator("#task-text-classification-button").focus()
    laptop.keyboard.press("ArrowUp")
    assert focused(laptop) == f"task-{TABS[0].tasks[-1].id}-button"
    expect(laptop.locator(f"#task-{TABS[0].tasks[-1].id}")).to_be_visible()
    laptop.wait_for_timeout(300)
    stops = "[...document.querySelectorAll('.tasks [role=tab]')].filter(one => one.tabIndex === 0 && one.offsetParent)"
    assert laptop.evaluate(f"{stops}.length") == 1, "a list of tabs is one stop"


def test_arrows_walk_the_choices_of_a_setting(laptop: Any) -> None:
    panel = open_task(laptop, TASK["token-classification"])
    panel.get_by_role("button", name="Model and settings").click()
    laptop.wait_for_timeout(300)
    panel.get_by_role("radio", name="first").focus()
    laptop.keyboard.press("ArrowDown")
    expect(panel.get_by_role("radio", name="average")).to_be_checked()


def test_pictures_to_choose_have_names(laptop: Any) -> None:
    panel = open_task(laptop, TASK["visual-question-answering"])
    laptop.wait_for_timeout(300)
    expect(panel.get_by_role("button", name="Example 3: lion, What animal is this?")).to_be_visible()
