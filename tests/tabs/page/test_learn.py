"""Each task has its lesson, in each language, whole."""

import html
import re

import pytest

from models.errors import BadInput
from tabs import TABS
from tabs.learn import FOLDER, SECTIONS, parse_lesson, read_lesson
from tabs.render.learn import draw_lesson
from tabs.words import LANGUAGES, speaking

TASKS = [task.id for tab in TABS for task in tab.tasks]
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def test_there_are_lessons_of_the_tasks_and_no_others():
    for language in LANGUAGES:
        assert sorted(file.stem for file in (FOLDER / language).iterdir()) == sorted(TASKS)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("task", TASKS)
def test_a_lesson_is_whole(task, language):
    lesson = read_lesson(task, language)
    assert [*lesson.told, "links"] == list(SECTIONS)
    sentences = [one for told in lesson.told.values() for one in re.split(r"[.?。？](?:\s|$|(?<=[。？]))", told) if one]
    assert 5 <= len(sentences) <= 20
    letters = sum(len(CHINESE.findall(told)) for told in lesson.told.values())
    assert letters > 100 if language == "zh" else letters == 0
    text = (FOLDER / language / f"{task}.md").read_text(encoding="utf-8")
    assert 2 <= len(lesson.links) == text.count("](") == len(set(lesson.links))


def test_both_languages_lead_to_the_same_places():
    for task in TASKS:
        assert read_lesson(task, "en").links == read_lesson(task, "zh").links


def test_what_stands_in_a_lesson_is_no_markup():
    lesson = parse_lesson(
        "## how\n\n<script>x</script> & co\n\n## links\n\n- [a](javascript:alert(1))\n- [<b>](https://b.c/?d)\n"
    )
    drawn = draw_lesson(lesson)
    assert lesson.links == (("<b>", "https://b.c/?d"),)
    assert "<script" not in drawn and "<b>" not in drawn and "javascript" not in drawn
    assert html.escape("<script>x</script> & co") in drawn


@pytest.mark.parametrize("task", ["", "../en/chat", "chat.md", "unheard-of"])
def test_other_names_lead_nowhere(task):
    with pytest.raises(BadInput):
        read_lesson(task, "en")


def test_headings_are_in_the_language_of_the_call():
    with speaking("zh"):
        assert "工作原理" in draw_lesson(read_lesson("chat", "zh"))
