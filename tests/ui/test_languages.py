"""The page in Chinese, in a real browser: whatever stands there in English is a name, code or a model's own answer."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.contract import TASKS
from tests.ui.chromium import needs_chromium, open_page
from tests.ui.walk import KIND

pytestmark = [pytest.mark.ui, needs_chromium]

TEXTS = """(panel) => {
  const found = [], walker = document.createTreeWalker(panel, NodeFilter.SHOW_TEXT);
  const given = "code, pre, .term, .examples, textarea, input, .answer, [role=listbox], .options, .rows td, "
    + ".chat .message, svg";
  while (walker.nextNode()) {
    const { parentElement: parent, data } = walker.currentNode;
    if (data.trim() && parent.getClientRects().length && !parent.closest(given)) found.push(data.trim());
  }
  for (const one of panel.querySelectorAll("[aria-label], [title], [placeholder]")) {
    if (!one.getClientRects().length || one.closest(given) || one.closest("#waveform")) continue;
    found.push(one.getAttribute("aria-label") ?? one.getAttribute("title") ?? one.getAttribute("placeholder"));
  }
  return found;
}"""
"""Every text of a panel that can be seen, without code, examples and what models and people wrote."""

SENTENCE = re.compile(r"^[^\u4e00-\u9fff]*\b[A-Z]?[a-z]{2,} [a-z]{2,}\b[^\u4e00-\u9fff]*$")
"""Two words in a row in small letters, as English has them and names and settings do not."""


def find_english(panel: Any) -> list[str]:
    """Return what stands in English there."""
    texts = panel.evaluate(TEXTS)
    return [text for text in texts if SENTENCE.search(re.sub(r"“.*?”", "", text))]


@pytest.fixture(scope="module")
def chinese(browser: Any, server: str) -> Iterator[Any]:
    with browser.new_context(locale="zh-CN", viewport={"width": 1366, "height": 900}) as context:
        page = context.new_page()
        page.goto(server)
        page.locator("#task-text-classification .at-hand .run").wait_for()
        yield page


def open_task(page: Any, task: Any) -> Any:
    page.click(f"#tab-{KIND[task.id]}-button")
    page.click(f"#task-{task.id}-button")
    panel = page.locator(f"#task-{task.id}")
    panel.locator(".at-hand .run").wait_for()
    return panel


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.id)
def test_a_panel_is_in_chinese_whole(chinese, task):
    panel = open_task(chinese, task)
    panel.locator(".asked .label-wrap").first.click()
    chinese.wait_for_timeout(300)
    assert find_english(panel) == []


@pytest.mark.parametrize("tab", ["many", "models", "data", "train"])
def test_the_other_pages_are_in_chinese_whole(chinese, tab):
    chinese.click(f"#tab-{tab}-button")
    chinese.wait_for_timeout(1500)
    assert find_english(chinese.locator(f"#tab-{tab}")) == []


def test_gradios_own_names_are_in_chinese(chinese):
    panel = open_task(chinese, next(task for task in TASKS if task.id == "automatic-speech-recognition"))
    for name in ("上传文件", "录音", "调整音量"):
        panel.locator(f'[aria-label="{name}"]').first.wait_for(state="attached")
    assert panel.locator(".source-selection [data-told=上传]").count() == 1
    panel = open_task(chinese, next(task for task in TASKS if task.id == "translation"))
    panel.locator("input[role=listbox], input[aria-label]").first.wait_for()
    assert "英语" in panel.evaluate("one => [...one.querySelectorAll('input')].map(one => one.value)")


def test_the_page_says_its_language_and_gradio_speaks_it(chinese):
    assert chinese.evaluate("document.documentElement.lang") == "zh-CN"
    assert chinese.evaluate("navigator.language") == "zh-CN"
    assert chinese.locator("#find label").inner_text() == "查找任务"


def test_a_run_tells_of_itself_in_chinese(chinese):
    panel = open_task(chinese, TASKS[0])
    panel.locator(".at-hand .run").click()
    line = panel.locator(".block.run-line")
    line.locator("b").wait_for(timeout=90_000)
    assert "入门模型" in line.inner_text()
    assert "仅限英语" in line.locator(".limits").inner_text()


def test_an_error_is_told_in_chinese(chinese):
    panel = open_task(chinese, TASKS[0])
    panel.locator("textarea").first.fill("")
    panel.locator(".at-hand .run").click()
    panel.locator(".run-line .failed").wait_for()
    assert "还没有文本" in panel.locator(".run-line .failed").inner_text()


def test_switching_keeps_what_was_typed_and_the_choice_outlives_a_reload(browser, server):
    with open_page(browser) as page:
        page.goto(server)
        panel = open_task(page, TASKS[0])
        panel.locator("textarea").first.fill("Kept words")
        button = page.locator("#languages [data-language=zh]")
        assert button.get_attribute("lang") == "zh-CN"
        button.focus()
        with page.expect_navigation():
            page.keyboard.press("Enter")
        page.locator("html[lang=zh-CN]").wait_for(state="attached")
        field = page.locator(f"#task-{TASKS[0].id} textarea").first
        field.wait_for()
        page.wait_for_timeout(1500)
        assert field.input_value() == "Kept words"
        assert page.locator("#languages [data-language=zh]").get_attribute("aria-pressed") == "true"
        page.reload()
        page.locator(".at-hand .run").first.wait_for()
        assert page.locator(".at-hand .run").first.inner_text() == "运行"
        assert page.complaints == []


def test_english_words_find_tasks_in_chinese_too(chinese):
    chinese.locator("#find-word").fill("Translate a text")
    found = chinese.locator("#found li:not([hidden])").first
    found.wait_for()
    assert "翻译文本" in found.inner_text()
    chinese.locator("#find-word").fill("")
