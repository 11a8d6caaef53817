"""No value that a model, a message or a link brings is run in the page, nor could one do much."""

from collections.abc import Iterator
from typing import Any

import pytest

import app
from tests.serve import serve
from tests.ui.chromium import needs_chromium, open_page

pytestmark = [pytest.mark.ui, needs_chromium]


@pytest.fixture(scope="module")
def evil(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    folder = tmp_path_factory.mktemp("evil")
    log = folder / "log.txt"
    with serve("-m", "tests.ui.evil_page", log=log, GRADIO_TEMP_DIR=str(folder)) as url, open_page(browser) as page:
        page.goto(url)
        page.get_by_role("button", name="Bad").click()
        page.locator(".run-line b").wait_for(timeout=20_000)
        page.wait_for_timeout(500)
        yield page


def test_what_looks_like_a_template_is_shown_as_it_is(evil):
    shown = evil.locator(".run-line").first.inner_text()
    assert shown.count("${window.ran=") >= 9
    assert "{{value}}" in shown
    assert "<script>" in shown


def test_nothing_was_run(evil):
    assert evil.evaluate("window.ran") is None


def test_even_raw_html_in_an_answer_runs_no_script(evil):
    assert evil.locator(".words img").count() == 1
    evil.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=y onerror=\"window.ran=2\">')")
    evil.evaluate(
        "document.body.append(Object.assign(document.createElement('script'), {textContent: 'window.ran=3'}))"
    )
    evil.wait_for_timeout(300)
    assert evil.evaluate("window.ran") is None


def test_nothing_can_be_sent_to_or_fetched_from_another_server(evil):
    sent = evil.evaluate("fetch('http://127.0.0.2:9/', {mode: 'no-cors'}).then(() => 'sent', error => 'held back')")
    assert sent == "held back"
    fetched = evil.evaluate(
        """new Promise(done => {
          const one = document.createElement("script");
          one.src = "http://127.0.0.2:9/x.js";
          document.addEventListener("securitypolicyviolation", (event) => done(event.effectiveDirective));
          document.body.append(one);
        })"""
    )
    assert fetched.startswith("script-src")


def test_no_template_of_the_page_has_values_filled_in():
    templates = [getattr(block, "html_template", None) or "" for block in app.build().blocks.values()]
    assert sum("escaped" in one for one in templates) > 30
    assert not [one for one in templates if "{{" in one]
