"""A model is had run elsewhere: chosen in the dialog, said before anything is sent, with a token that nothing keeps."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.hub_models import SMALL, TASK, fill_hub
from tests.hub_server import HubServer
from tests.serve import serve
from tests.tabs.run.engine.test_providers import SHAPES, replying
from tests.ui.axe import find_grave_in_both_themes, start_axe
from tests.ui.chromium import DESKTOP, PHONE, needs_chromium, open_page
from tests.ui.test_picker import SLOW_MS, TONE, field, model, open_picker
from tests.ui.walk import run_task

pytestmark = [pytest.mark.ui, needs_chromium, pytest.mark.slow]

TYPED = "hf_typed_into_the_page"
SENT_TO = "What you send goes to Hugging Face Inference Providers"
START = """
import runpy
from huggingface_hub import constants
constants.INFERENCE_PROXY_TEMPLATE = {address!r}
runpy.run_path("app.py", run_name="__main__")
"""
"""The application, whose Inference Providers are a server of the test."""

Sent = list[tuple[str, dict[str, str], bytes]]


@pytest.fixture(scope="module")
def online(server: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Sent, Path]]:
    """Yield the application's address, what Providers were sent, and its log; `server` may be asked as an Endpoint."""
    folder = tmp_path_factory.mktemp("elsewhere")
    log = folder / "log.txt"
    with HubServer() as hub, replying(SHAPES[TASK][0]) as (address, sent):
        fill_hub(hub, tmp_path_factory.mktemp("models"))
        places = {"HF_HOME": str(folder / "home"), "HF_HUB_CACHE": str(folder / "hub"), "GRADIO_TEMP_DIR": str(folder)}
        places |= {"HF_ENDPOINT": hub.url, "PLAYGROUND_ENDPOINTS": server.rstrip("/")}
        with serve("-c", START.format(address=address), log=log, **places) as url:
            yield url, sent, log
    assert "Traceback" not in log.read_text(), log.read_text()[-3000:]
    assert TYPED not in log.read_text()


@pytest.fixture
def page(browser: Any, online: Any) -> Iterator[Any]:
    with open_page(browser, DESKTOP) as page:
        page.goto(online[0])
        yield page


def open_card(page: Any) -> Any:
    """Open the dialog at a model that is not here; return its card."""
    picker = open_picker(page)
    expect(model(picker, SMALL)).to_be_visible(timeout=SLOW_MS)
    model(picker, SMALL).click()
    card = picker.get_by_role("region", name="About the model")
    expect(card.locator(".verdict.fits")).to_be_visible(timeout=SLOW_MS)
    return card


def told(page: Any) -> Any:
    return page.locator(f"#task-{TASK} .asked .block.destination")


def use(card: Any) -> None:
    card.get_by_role("button", name="Use this model").click()


def kept_in(page: Any) -> str:
    """Return all that the browser keeps of the page."""
    return str(
        page.evaluate(
            "async () => JSON.stringify([localStorage, sessionStorage, location.href, document.cookie,"
            " await window.playground.history.list()])"
        )
    )


def test_a_model_runs_at_inference_providers_with_a_token_that_nothing_keeps(page, online):
    _, sent, log = online
    asked: list[tuple[str, str]] = []
    page.on("request", lambda one: asked.append((one.url, json.dumps(one.headers) + (one.post_data or "") + one.url)))
    card = open_card(page)
    expect(told(page)).to_be_hidden()
    assert card.get_by_role("radio").evaluate_all("all => all.map((one) => one.checked)") == [True, False, False]
    card.get_by_label("Hugging Face Inference Providers").check()
    expect(card.locator(".where")).to_contain_text(SENT_TO)
    use(card)
    expect(card.get_by_role("alert")).to_contain_text("login")
    card.get_by_label("Your token of the Hub").fill(TYPED)
    use(card)
    expect(page.locator("dialog.picker")).to_be_hidden()
    expect(field(page)).to_have_value(f"providers:{SMALL}")
    expect(told(page)).to_contain_text(SENT_TO)
    assert sent == [], "nothing before Run"

    line = run_task(page.locator(f"#task-{TASK}"))
    assert SMALL in line and "at Inference Providers" in line
    ((path, headers, body),) = sent
    assert headers["authorization"] == f"Bearer {TYPED}"
    assert json.loads(body)["inputs"] == TONE.examples[0][0]
    assert SMALL in path
    with_token = [url for url, whole in asked if TYPED in whole]
    assert with_token and all("/queue/join" in url for url in with_token)
    assert TYPED not in kept_in(page) and "providers" not in page.url
    assert TYPED not in page.content()

    inside = page.locator(f"#task-{TASK} .answers").get_by_text("What happened inside")
    inside.click()
    expect(page.locator(f"#task-{TASK} .answers")).to_contain_text("only of models that run on this server")

    page.reload()
    expect(told(page)).to_contain_text(SENT_TO)
    page.locator(f"#task-{TASK}").get_by_role("button", name="Run", exact=True).click()
    expect(page.locator(f"#task-{TASK}").get_by_role("alert")).to_contain_text("type your token")
    assert len(sent) == 1
    assert TYPED not in log.read_text()


def test_comparing_and_many_say_where_it_goes_too(page, online):
    card = open_card(page)
    card.get_by_label("Hugging Face Inference Providers").check()
    card.get_by_label("Your token of the Hub").fill(TYPED)
    use(card)
    panel = page.locator(f"#task-{TASK}")
    expect(told(page)).to_be_visible()
    panel.locator("[data-opens=compare]").click()
    side = page.locator("#compare-form .compare-side").first
    expect(side.locator(".destination")).to_contain_text(SENT_TO)
    expect(page.locator("#compare-form .compare-side").last.locator(".destination")).to_be_hidden()
    page.locator(".compare-go").click()
    shown = page.locator("#tab-compare .compared")
    expect(shown.first).to_contain_text("at Inference Providers", timeout=SLOW_MS)
    expect(shown.first).to_contain_text("POSITIVE")
    expect(shown.last).to_contain_text("starter", timeout=SLOW_MS)
    page.locator("#compare-form .back").click()
    panel.locator("[data-opens=many]").click()
    expect(page.locator("#tab-many .destination")).to_contain_text(SENT_TO)


def test_an_endpoint_is_asked_and_no_other_address(page, online, server):
    card = open_card(page)
    card.get_by_label("Your Endpoint").check()
    use(card)
    expect(card.get_by_role("alert")).to_contain_text("Type the address")
    for address in ("http://169.254.169.254/latest", "https://evil.example/"):
        card.get_by_label("Its address").fill(address)
        use(card)
        expect(card.get_by_role("alert")).to_contain_text("does not ask that address")
    address = f"{server}tasks/{TASK}"
    card.get_by_label("Its address").fill(address)
    use(card)
    host = server.split("/")[2]
    expect(field(page)).to_have_value(address)
    expect(told(page)).to_contain_text(host)
    assert host in run_task(page.locator(f"#task-{TASK}"))
    expect(page.locator(f"#task-{TASK} .answers .labels")).to_contain_text("POSITIVE")
    assert address not in page.url
    assert address not in page.evaluate("localStorage.getItem('playground.models') ?? ''")


def test_no_link_sends_inputs_away(page, online):
    for away in (f"providers:{SMALL}", "https://abc.endpoints.huggingface.cloud"):
        page.goto(f"{online[0]}?task={TASK}&model={away}&text=Mine")
        panel = page.locator(f"#task-{TASK}")
        expect(panel.get_by_label("Text", exact=True)).to_have_value("Mine")
        expect(told(page)).to_be_hidden()
        assert away not in page.evaluate("JSON.stringify(sessionStorage)")


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_axe_finds_nothing_grave_in_the_choice(browser, online, size):
    with open_page(browser, size) as page:
        page.goto(online[0])
        start_axe(page)
        card = open_card(page)
        for way in ("Your Endpoint", "Hugging Face Inference Providers"):
            card.get_by_label(way).check()
            assert find_grave_in_both_themes(page, ".picker") == {}
        use(card)
        expect(card.get_by_role("alert")).to_be_visible()
        assert find_grave_in_both_themes(page, ".picker") == {}
        assert card.evaluate("one => one.scrollWidth <= one.clientWidth")
        card.get_by_label("Your token of the Hub").fill(TYPED)
        use(card)
        expect(told(page)).to_be_visible()
        assert find_grave_in_both_themes(page, f"#task-{TASK} .asked .block.destination") == {}
