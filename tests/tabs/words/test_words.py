"""Sentences, and the language in which they are said."""

import pickle

import pytest

from models.errors import BadInput, MissingPart, QueueFull
from tabs.words import SENTENCES, choose_language, say, speaking


@pytest.mark.parametrize(
    ("chosen", "accepted", "language"),
    [
        ("", "zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("", "en-US,en;q=0.9,zh;q=0.8", "en"),
        ("", "fr;q=1, zh-TW;q=0.5, en;q=0.4", "zh"),
        ("en", "zh-CN", "en"),
        ("../zh", "zh-CN", "zh"),
        ("", "zh;q=0, de", "en"),
        ("", "zh;q=nan,en;q=0.1", "en"),
        ("", "", "en"),
    ],
)
def test_the_language_is_the_visitors_choice_or_the_browsers(chosen, accepted, language):
    assert choose_language(chosen, accepted) == language


def test_an_error_is_said_in_the_language_of_whoever_reads_it(monkeypatch):
    monkeypatch.setitem(SENTENCES["en"], "test.rows", "{count} rows of {name}")
    monkeypatch.setitem(SENTENCES["en"], "test.rows.one", "one row of {name}")
    monkeypatch.setitem(SENTENCES["zh"], "test.rows", "{name}：{count} 行")
    sent = pickle.dumps(BadInput("test.rows", count=2, name="{x}"))
    error = pickle.loads(sent)  # noqa: S301
    assert (str(error), say("test.rows", count=1, name="a")) == ("2 rows of {x}", "one row of a")
    with speaking("zh"):
        assert str(error) == "{x}：2 行"
        assert str(QueueFull()) == SENTENCES["zh"]["cache.queue_full"]


def test_words_that_are_no_key_are_said_as_they_are():
    assert say("100% {sure}") == "100% {sure}"
    assert str(MissingPart("no quotes")) == "no quotes"
