"""In which language something is said: at once, in other threads, about what was written before."""

from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context

from models.errors import BadInput, received
from tabs.page.spoken import speak_config, speak_html
from tabs.words import WRITTEN, say, say_for_all, speaking

TEXT = "read.there_no_text_yet"


def test_a_thread_speaks_the_language_of_whoever_started_it():
    with ThreadPoolExecutor(1) as pool, speaking("zh"):
        assert pool.submit(copy_context().run, say, TEXT).result().startswith("还没有文本")
        assert say(TEXT).startswith("还没有文本")
    assert say(TEXT).startswith("There is no text")


def test_what_was_written_in_english_is_said_in_the_language_of_the_call():
    label = say("common.answer")
    with speaking("zh"):
        assert (label, say(label)) == ("Answer", "回答")
    assert say("Somebody's own Answer") == "Somebody's own Answer"


def test_what_is_put_together_is_known_in_all_languages():
    english = say_for_all(lambda: f"{say('common.answer')} (top_k)")
    assert (english, WRITTEN["zh"][english]) == ("Answer (top_k)", "回答 (top_k)")


def test_a_value_that_is_a_key_or_an_error_is_said_too():
    with speaking("zh"):
        assert "还没有图片" in say("read.there_no_what_yet", what="read.word_picture")
        assert "还没有文本" in say("run.full_model_could_not_be_had", error=BadInput(TEXT))


def test_html_keeps_its_tags_and_examples_keep_their_words():
    words = {"Run": "运行", "A “b” & c": "甲<乙>", "Answer": "回答"}
    said = speak_html("<p class='Run' title='Answer'> Run <b>Other</b> A “b” &amp; c</p>", words)
    assert said == "<p class='Run' title='回答'> 运行 <b>Other</b> 甲&lt;乙&gt;</p>".replace("</b> 甲", "</b> 甲")
    config = {"components": [{"id": 1, "type": "textbox", "props": {"label": "Answer", "value": "Run"}}]}
    assert speak_config(config, "zh")["components"][0]["props"]["value"] == "Run"


def test_an_error_of_another_process_is_not_believed():
    error = received(BadInput, TEXT, {"name": "x" * 9000, "list": [1], **{f"v{n}": n for n in range(50)}})
    assert len(error.values["name"]) == 2000
    assert "list" not in error.values
    assert len(error.values) <= 16
    assert str(received(BadInput, {"no": "key"}, "no values")) == "{'no': 'key'}"
