"""The longest text that is accepted, in every field: an answer, or a sentence that says what to shorten."""

import pytest
from gradio_client.exceptions import AppError

from tabs import TABS
from tabs.kinds import LABELS, LINES, MESSAGES, TABLE, TEXT
from tabs.read.text import MAX_CHARACTERS, MAX_LABELS
from tests.tabs.test_bad_input import check_sentence

LONG = ("The cat of London likes picture 3. " * 2_000)[: MAX_CHARACTERS - 1]
LONG_LABELS = {
    "one long label": LONG.replace(",", ""),
    "many long labels": ",".join(f"{number} {'cat ' * 100}" for number in range(MAX_LABELS)),
}
FIELDS = [(task, one) for tab in TABS for task in tab.tasks for one in task.inputs]
TEXTS = [(task, one.name) for task, one in FIELDS if one.kind in (TEXT, LINES, TABLE, MESSAGES)]
SENTENCES = [
    (task, one.name)
    for tab in TABS
    for task in tab.tasks
    for one in task.parameters
    if isinstance(one.default, str) and not one.choices
]
WORDS = [(task, one.name) for task, one in FIELDS if one.kind is LABELS]


def name_of(one):
    return one if isinstance(one, str) else one.id


def answer_or_reason(client, task, **arguments):
    try:
        assert client.predict(**arguments, api_name=f"/{task.endpoint}")[-1]["task"] == task.id
    except AppError as error:
        check_sentence(str(error))


@pytest.mark.parametrize(("task", "name"), TEXTS, ids=name_of)
def test_a_long_text(tiny_client, task, name):
    answer_or_reason(tiny_client, task, **{name: LONG})


@pytest.mark.parametrize("labels", LONG_LABELS.values(), ids=LONG_LABELS)
@pytest.mark.parametrize(("task", "name"), WORDS, ids=name_of)
def test_long_labels(tiny_client, task, name, labels):
    answer_or_reason(tiny_client, task, **{name: labels})


@pytest.mark.parametrize(("task", "name"), SENTENCES, ids=name_of)
def test_a_long_sentence_in_the_settings(tiny_client, task, name):
    answer_or_reason(tiny_client, task, **{name: f"{LONG[:900]} {{}}"})
