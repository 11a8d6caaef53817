"""One dialog chooses a model for every panel: searched, looked at, chosen, run, remembered; without the Hub, too."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.contract import TASKS
from tests.hub_models import ABOUT, EVIL, GATED, LARGE, SMALL, TASK, WRONG, fill_hub
from tests.hub_server import HubServer
from tests.serve import serve
from tests.ui.axe import find_grave_in_both_themes, start_axe
from tests.ui.chromium import DESKTOP, PHONE, needs_chromium, open_page
from tests.ui.walk import open_task, run_task

pytestmark = [pytest.mark.ui, needs_chromium]

TASK_OF = {task.id: task for task in TASKS}
TONE = TASK_OF[TASK]
SLOW_MS = 60_000
"""The first look at a model waits until Transformers is imported."""


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HubServer]:
    with HubServer() as hub:
        fill_hub(hub, tmp_path_factory.mktemp("models"))
        yield hub


@pytest.fixture(scope="module")
def online(hub: HubServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("online")
    places = {
        "HF_HOME": str(folder / "home"),
        "HF_HUB_CACHE": str(folder / "hub"),
        "GRADIO_TEMP_DIR": str(folder / "up"),
    }
    with serve(log=folder / "log.txt", HF_ENDPOINT=hub.url, PLAYGROUND_MEMORY_GB="9", **places) as url:
        yield url
    assert "Traceback" not in (folder / "log.txt").read_text(), (folder / "log.txt").read_text()[-3000:]


@pytest.fixture
def page(browser: Any, online: str) -> Iterator[Any]:
    with open_page(browser, DESKTOP) as page:
        page.goto(online)
        yield page
        assert page.complaints == []


def open_picker(page: Any, task: Any = TONE) -> Any:
    """Open the dialog from a task's panel."""
    panel = open_task(page, task)
    if not panel.locator(".model-choice").is_visible():
        panel.get_by_role("button", name="Model and settings").click()
    panel.get_by_role("button", name="Find a model").click()
    picker = page.get_by_role("dialog", name="Choose a model")
    picker.wait_for()
    return picker


def model(picker: Any, name: str) -> Any:
    return picker.locator(f'.model[data-model="{name}"]')


def group(picker: Any, title: str) -> Any:
    return picker.locator(".list section").filter(has=picker.page.get_by_role("heading", name=title, exact=True))


def field(page: Any) -> Any:
    return page.locator(f"#task-{TASK}").get_by_label("Model", exact=True)


def test_a_model_is_searched_looked_at_chosen_run_and_remembered(page, online):
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    open_task(page, TONE)
    assert not [url for url in asked if "picker" in url] and page.locator("dialog.picker").count() == 0, (
        "not before it is opened"
    )
    picker = open_picker(page)
    expect(model(picker, LARGE)).to_contain_text("too large for this machine", timeout=SLOW_MS)
    words = picker.get_by_label("Search for a name")
    expect(words).to_be_focused()
    words.fill("tone-small")
    expect(picker.get_by_role("status").first).to_have_text("One model")
    expect(group(picker, "On the Hub").locator(".facts")).to_have_text("takes 84 MB · 1.2M downloads · 321 likes")
    words.press("ArrowDown")
    expect(model(picker, SMALL)).to_be_focused()
    page.keyboard.press("Enter")
    card = picker.get_by_role("region", name="About the model")
    expect(card).to_contain_text(ABOUT)
    for told in ("about 84 MB, of 9 GB for models", "mit", "English, French", "Mar 14, 2026", "321 likes"):
        expect(card).to_contain_text(told)
    expect(card.get_by_text("It fits the task.")).to_be_visible(timeout=SLOW_MS)
    assert card.get_by_role("link").get_attribute("href").endswith(SMALL)
    picker.get_by_role("button", name=f"Favourite: {SMALL}").click()
    card.get_by_role("button", name="Use this model").click()
    expect(picker).to_be_hidden()
    expect(field(page)).to_have_value(SMALL)
    expect(page.locator(f"#task-{TASK} .pick-model")).to_be_focused()
    assert "model=someone" in page.url, "it can be shared at once"
    assert SMALL in run_task(page.locator(f"#task-{TASK}"))

    page.reload()
    picker = open_picker(page)
    expect(picker.get_by_role("button", name=f"Favourite: {SMALL}")).to_have_attribute("aria-pressed", "true")
    expect(group(picker, "On this machine").locator(f'[data-model="{SMALL}"].model')).to_contain_text("on this machine")
    first = picker.locator(".model").evaluate_all("all => all.slice(0, 3).map(one => one.dataset.model)")
    assert first == ["", "starter", SMALL], "what is here stands first"
    assert page.evaluate("localStorage.getItem('playground.models')").count(SMALL) == 2


def test_filters_and_orders_are_asked_of_the_hub(page):
    picker = open_picker(page)
    hub_group = group(picker, "On the Hub")
    expect(hub_group.locator(".model").first).to_be_visible()
    picker.get_by_label("Sort by").select_option(label="Most likes")
    expect(hub_group.locator(".model").first).to_have_attribute("data-model", GATED)
    picker.get_by_label("Size").select_option(label="Fits this machine")
    expect(model(picker, LARGE)).to_have_count(0)
    picker.get_by_label("Language").select_option(label="French")
    expect(picker.locator(".model")).to_have_count(1)
    picker.get_by_label("Licence").select_option(label="apache-2.0")
    expect(picker.get_by_role("status").first).to_have_text("0 models")


def test_what_cannot_be_had_or_used_says_what_to_do(page):
    picker = open_picker(page)
    for name, told in ((GATED, "licence"), (WRONG, "resnet"), ("org/never-was", "Check the spelling")):
        picker.get_by_label("Search for a name").fill(name)
        model(picker, name).click()
        expect(picker.get_by_role("alert")).to_contain_text(told, timeout=SLOW_MS)
    assert page.locator(".toast-body").count() == 0
    page.complaints.clear()  # the browser notes each answer of a server that says no


def test_what_an_author_wrote_is_shown_and_never_run(page):
    picker = open_picker(page)
    model(picker, EVIL).click()
    card = picker.get_by_role("region", name="About the model")
    expect(card).to_contain_text("${window.ran=3}")
    expect(card).to_contain_text("<img src=x onerror=window.ran=4>")
    assert page.evaluate("window.ran") is None and card.locator("img, script").count() == 0


def test_too_many_requests_are_told_and_can_be_tried_again(page, hub):
    hub.answer_with("/api/models", 429)
    picker = open_picker(page)
    expect(picker.locator(".problem")).to_contain_text("too many requests")
    expect(model(picker, TONE.models[0].id)).to_be_visible()
    picker.get_by_role("button", name="Try again").click()
    expect(model(picker, LARGE)).to_be_visible()
    page.complaints.clear()


def test_where_only_the_list_may_be_used_it_offers_the_list(browser, server):
    def close(route: Any) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace('"any":true', '"any":false'))

    with open_page(browser, DESKTOP) as page:
        page.goto(server)
        page.route("**/models_at_hand", close)
        picker = open_picker(page)
        expect(picker.get_by_role("status").first).to_have_text("This server runs only the models in its list.")
        shown = picker.locator(".model").evaluate_all("all => all.map(one => one.dataset.model)")
        assert sorted(shown) == sorted(["", "starter", *(one.id for one in TONE.models)])
        expect(picker.get_by_label("Sort by")).to_be_hidden()


def test_the_models_page_opens_it_for_any_task(page):
    page.click("#tab-models-button")
    page.locator("#tab-models").get_by_role("button", name="Find a model").click()
    picker = page.get_by_role("dialog", name="Choose a model")
    picker.get_by_label("Task").select_option(label=TASK_OF["translation"].title)
    model(picker, "starter").click()
    picker.get_by_role("button", name="Use this model").click()
    panel = page.locator("#task-translation")
    panel.get_by_role("button", name="Run", exact=True).wait_for()
    panel.get_by_role("button", name="Model and settings").click()
    expect(panel.get_by_label("Model", exact=True)).to_have_value(
        "Starter: small, comes with the app, needs no network"
    )


def test_without_the_hub_it_lists_what_is_here(browser, server):
    with open_page(browser, DESKTOP) as page:
        page.goto(server)
        picker = open_picker(page)
        expect(picker.get_by_role("status").first).to_contain_text("The Hub cannot be reached.")
        expect(model(picker, TONE.models[0].id)).to_contain_text("needs the internet")
        model(picker, "starter").click()
        picker.get_by_role("button", name="Use this model").click()
        assert "minilm-tone" in run_task(page.locator(f"#task-{TASK}"))


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_axe_finds_nothing_grave_in_it(browser, online, size):
    with open_page(browser, size) as page:
        page.goto(online)
        start_axe(page)
        picker = open_picker(page)
        expect(model(picker, SMALL)).to_be_visible()
        assert find_grave_in_both_themes(page, ".picker") == {}
        model(picker, SMALL).click()
        expect(picker.locator(".verdict.fits")).to_be_visible(timeout=SLOW_MS)
        assert find_grave_in_both_themes(page, ".picker") == {}


def test_on_a_phone_it_is_the_whole_screen_and_the_card_takes_the_lists_place(browser, online):
    with open_page(browser, PHONE) as page:
        page.goto(online)
        picker = open_picker(page)
        box = picker.bounding_box()
        assert (box["x"], box["y"], box["width"], box["height"]) == (0, 0, *PHONE)
        model(picker, SMALL).click()
        expect(picker.locator(".list")).to_be_hidden()
        expect(picker.get_by_role("button", name="Use this model")).to_be_visible()
        page.keyboard.press("Escape")
        expect(model(picker, SMALL)).to_be_focused()
        assert picker.evaluate("one => one.scrollWidth <= one.clientWidth")
        page.keyboard.press("Escape")
        expect(picker).to_be_hidden()
