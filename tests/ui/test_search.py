"""A task is found by what people call it, in English and Chinese, with slips of a letter."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from tabs.page.search import TRY, WORDS
from tabs.words import say
from tests.contract import TASKS
from tests.ui.chromium import PHONE, needs_chromium, open_page

pytestmark = [pytest.mark.ui, needs_chromium]

TITLES = {task.id: task.title for task in TASKS}
ASKED = {
    "photo": "image-classification",
    "sentiment": "text-classification",
    "ocr": "document-question-answering",
    "caption": "image-to-text",
    "captions": "image-to-text",
    "transcribe": "automatic-speech-recognition",
    "spam": "zero-shot-classification",
    "remove background": "mask-generation",
    "face": "object-detection",
    "music": "audio-classification",
    "pdf": "document-question-answering",
    "summary": "summarization",
    "summarise a text": "summarization",
    "colour": "image-segmentation",
    "voice": "text-to-speech",
    "translte": "translation",
    "trnaslate": "translation",
    "sumarize": "summarization",
    "Übersetzer translator": "translation",
    "图片": "image-classification",
    "翻译": "translation",
    "how do I find names in a text": "token-classification",
    "ner": "token-classification",
    "automatic speech": "automatic-speech-recognition",
    "t2t": "text2text-generation",
    "xyzzy": "",
}


@pytest.fixture(scope="module")
def visit(browser: Any, server: str) -> Iterator[Any]:
    with open_page(browser) as page:
        page.goto(server)
        yield page


@pytest.mark.parametrize("word", ASKED)
def test_words_find_their_task(visit, word):
    visit.get_by_label("Find a task").fill(word)
    found = visit.locator("#found li:not([hidden])")
    if ASKED[word]:
        expect(visit.locator(f"#find-{ASKED[word]}")).to_be_visible()
    else:
        expect(visit.get_by_text("Nothing found.")).to_be_visible()
        assert found.count() == 0


def test_what_to_try_finds_something(visit):
    for word in TRY:
        visit.get_by_label("Find a task").fill("xyzzy")
        visit.locator("#find .nothing").get_by_role("button", name=say(word)).click()
        expect(visit.locator("#found li:not([hidden])").first).to_be_visible()


def test_arrows_and_enter_open_a_task(visit):
    field = visit.get_by_label("Find a task")
    field.fill("speech")
    expect(visit.locator("#find-text-to-speech")).to_be_visible()
    first = visit.locator("#found [aria-selected=true]").get_attribute("data-task")
    field.press("ArrowDown")
    second = visit.locator("#found [aria-selected=true]").get_attribute("data-task")
    assert first != second
    field.press("Enter")
    visit.get_by_role("heading", name=TITLES[second]).wait_for()
    expect(field).to_have_value("")


def test_on_a_phone_the_search_is_one_button(browser, server):
    with open_page(browser, PHONE) as page:
        page.goto(server)
        expect(page.locator("#find-word")).to_be_hidden()
        page.locator("#find .seek").click()
        page.locator("#find-word").fill("pdf")
        page.get_by_role("option", name=TITLES["document-question-answering"]).click()
        page.get_by_role("heading", name=TITLES["document-question-answering"]).wait_for()
        expect(page.locator("#find-word")).to_be_hidden()


def test_every_task_has_words():
    words = json.loads(WORDS.read_text(encoding="utf-8"))
    assert set(words) == set(TITLES)
    assert all(any("\u4e00" <= letter <= "\u9fff" for letter in phrases) for phrases in words.values())
