"""The field that finds a task: by its title, by the field's term, or by what people call it."""

import html
import json
from pathlib import Path

import gradio as gr

from tabs.task import Tab
from tabs.words import say, say_for_all

WORDS = Path(__file__).with_name("finding.json")
"""Of each task, what else people type who mean it, in English and Chinese; slips of a letter are found without.

The page asks for them when somebody begins to search."""

TRY = (
    "page.try_picture",
    "page.try_speech",
    "page.try_translate",
    "page.try_chat",
    "page.try_table",
    "page.try_document",
)
"""Words to try where nothing was found."""

ICON = (
    '<svg viewBox="0 0 24 24" width="20" height="20" fill="none" stroke="currentColor" stroke-width="2" '
    'aria-hidden="true"><circle cx="10" cy="10" r="6"/><path d="M15 15l6 6"/></svg>'
)


def draw_search(tabs: tuple[Tab, ...]) -> None:
    """Draw the field inside the surrounding Blocks; assets/page.js finds."""
    gr.HTML(say_for_all(lambda: write_search(tabs)), elem_id="find", js_on_load=None, min_width=280)

    def words() -> dict[str, str]:
        return add_titles(tabs)

    gr.api(words, api_name="words", api_visibility="undocumented", queue=False)


def read_words() -> dict[str, str]:
    """Return the words of each task, with commas between."""
    found: dict[str, str] = json.loads(WORDS.read_text(encoding="utf-8"))
    return found


def add_titles(tabs: tuple[Tab, ...]) -> dict[str, str]:
    """Return the words of each task with its English title, by which it is found in any language."""
    known = read_words()
    return {task.id: f"{known.get(task.id, '')}, {task.title}" for tab in tabs for task in tab.tasks}


def write_search(tabs: tuple[Tab, ...]) -> str:
    """Return the field and, hidden below it, every task."""
    options = "".join(
        f'<li role="option" id="find-{task.id}" data-tab="{tab.id}" data-task="{task.id}" hidden>'
        f"{html.escape(say(task.title))} "
        f'<span class="term">{html.escape(task.term)}</span></li>'
        for tab in tabs
        for task in tab.tasks
    )
    tries = " ".join(f'<button type="button" class="try">{say(word)}</button>' for word in TRY)
    seek, find, example = say("page.search"), say("page.find_a_task"), say("page.a_word_for_example")
    found, nothing = say("page.tasks_found"), say("page.nothing_found")
    return (
        f'<button type="button" class="seek" aria-label="{seek}" aria-expanded="false">{ICON}</button>'
        f'<div class="field"><label for="find-word">{find}</label>'
        '<input id="find-word" type="text" role="combobox" aria-expanded="false" aria-controls="found" '
        f'aria-autocomplete="list" autocomplete="off" placeholder="{example}">'
        f'<ul id="found" role="listbox" aria-label="{found}" hidden>{options}</ul>'
        f'<p class="nothing" role="status" hidden>{nothing} {tries}</p></div>'
    )
