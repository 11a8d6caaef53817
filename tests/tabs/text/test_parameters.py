"""What a setting that pipelines have changes in the answer, of each task that has it."""

import pytest

from models.cache import ModelCache
from models.errors import BadInput
from models.load import load
from models.precision import check_device
from models.size import measure
from tabs.audio import automatic_speech_recognition
from tabs.read.parameter import read_parameter
from tabs.run import Answer, run
from tabs.run.engine.local import Local
from tabs.run.generation import MOST_STOPS, read_stops
from tabs.task import Request
from tabs.text import question_answering, summarization, text_generation, token_classification
from tests.tiny import MAKERS

MODELS = {
    "text-generation": "distilbert/distilgpt2",
    "summarization": "sshleifer/distilbart-cnn-12-6",
    "token-classification": "dslim/bert-base-NER",
    "question-answering": "deepset/roberta-base-squad2",
}
FOX = "the fox"

pytestmark = pytest.mark.usefixtures("one_thread")


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    made = {}
    for task, model in MODELS.items():
        made[task] = tmp_path_factory.mktemp("model")
        MAKERS[model](made[task])
    return made


@pytest.fixture
def ask(folders, monkeypatch):
    """Return a function that gives a task's raw answer."""
    monkeypatch.setenv("PLAYGROUND_LOCAL_MODELS", "1")
    cache = ModelCache(
        fetch=lambda key, report: folders[key.task],
        estimate=lambda key: 10**6,
        load=load,
        measure=measure,
        free=lambda: None,
        budget_bytes=10**9,
    )

    def answer(task, inputs, **parameters):
        *_, last = run(task, Local(cache), Request(inputs=inputs, model=str(folders[task.id]), parameters=parameters))
        assert isinstance(last, Answer)
        return last.raw

    return answer


def test_a_seed_repeats_what_varies(ask):
    settings = {"max_new_tokens": 12, "temperature": 2.0, "top_k": 0, "top_p": 1.0}
    texts = [ask(text_generation.TASK, {"text": FOX}, seed=seed, **settings) for seed in (1, 1, 2)]
    assert texts[0] == texts[1] != texts[2]


def test_several_texts(ask):
    several = ask(text_generation.TASK, {"text": FOX}, max_new_tokens=5, num_return_sequences=3)
    assert len(several) == 3
    beams = ask(
        text_generation.TASK, {"text": FOX}, max_new_tokens=5, num_return_sequences=2, num_beams=2, do_sample=False
    )
    assert len(beams) == 2
    assert text_generation.render(beams, text=FOX).count(FOX) == 2


@pytest.mark.parametrize("wrong", [{"do_sample": False}, {"num_beams": 2}])
def test_more_texts_than_can_be(ask, wrong):
    with pytest.raises(BadInput, match="beams"):
        ask(text_generation.TASK, {"text": FOX}, max_new_tokens=5, num_return_sequences=3, **wrong)


def test_the_beginning_in_the_raw_answer(ask):
    settings = {"max_new_tokens": 5, "do_sample": False}
    (alone,), (whole,) = (
        ask(text_generation.TASK, {"text": FOX}, return_full_text=full, **settings) for full in (False, True)
    )
    assert whole["generated_text"] == FOX + alone["generated_text"]


def test_a_text_stops_at_words(ask):
    settings = {"max_new_tokens": 30, "do_sample": False}
    (long,) = ask(text_generation.TASK, {"text": FOX}, **settings)
    letter = long["generated_text"][3]
    (short,) = ask(text_generation.TASK, {"text": FOX}, stop=letter, **settings)
    assert short["generated_text"].endswith(letter)
    assert long["generated_text"].startswith(short["generated_text"])
    assert len(short["generated_text"]) <= 4


def test_a_text_stops_at_the_first_of_several_words(ask):
    settings = {"max_new_tokens": 30, "do_sample": False}
    (long,) = ask(text_generation.TASK, {"text": FOX}, **settings)
    letters = long["generated_text"][6], long["generated_text"][3]
    for stop in (list(letters), "\n".join(letters)):
        (short,) = ask(text_generation.TASK, {"text": FOX}, stop=stop, **settings)
        assert short["generated_text"].endswith(letters)
        assert len(short["generated_text"]) <= 4


@pytest.mark.parametrize(
    ("text", "stops"),
    [
        ("", []),
        ("The end", ["The end"]),
        ("a, b", ["a, b"]),
        ("User:\nBot:", ["User:", "Bot:"]),
        ("\n", ["\n"]),
        ('["a\\n", "b"]', ["a\n", "b"]),
        ("[INST]", ["[INST]"]),
        ("[1, 2]", ["[1, 2]"]),
        ('["", "b"]', ["b"]),
        ("[" * 900, ["[" * 900]),
    ],
)
def test_words_to_stop_at(text, stops):
    assert read_stops(text) == stops


def test_too_many_words_to_stop_at():
    with pytest.raises(BadInput, match="at most"):
        read_stops("\n".join("abcdefghijklmnopqrstuvwxyz"))
    assert len(read_stops("\n".join("abcdefghijklmnopqrstuvwxyz"[:MOST_STOPS]))) == MOST_STOPS


def test_the_length_of_beginning_and_answer_together(ask):
    settings = {"do_sample": False, "repetition_penalty": 1.0}
    long, (total,), (added,) = (
        ask(text_generation.TASK, {"text": FOX}, **settings, **more)
        for more in ({}, {"max_length": 20, "max_new_tokens": 5}, {"max_new_tokens": 20})
    )
    assert len(total["generated_text"]) < len(added["generated_text"]) < len(long[0]["generated_text"])
    with pytest.raises(BadInput, match="max_length"):
        ask(text_generation.TASK, {"text": FOX}, max_length=2)


def test_no_run_of_words_twice(ask):
    settings = {"max_new_tokens": 40, "do_sample": False, "repetition_penalty": 1.0}
    (free,), (none,) = (
        ask(text_generation.TASK, {"text": FOX}, no_repeat_ngram_size=size, **settings) for size in (0, 1)
    )
    assert free != none


def test_summaries_of_another_length(ask):
    settings = {"max_length": 40, "min_length": 0, "num_beams": 4}
    inputs = {"text": "The cat likes the dog. " * 8}
    texts = {
        str(ask(summarization.TASK, inputs, **settings, **more))
        for more in ({}, {"no_repeat_ngram_size": 0}, {"length_penalty": -5.0, "no_repeat_ngram_size": 0})
    }
    assert len(texts) > 1


def test_kinds_of_names_left_out(ask):
    inputs = {"text": "John lives in Paris"}
    found = ask(token_classification.TASK, inputs, aggregation_strategy="none", ignore_labels="")
    kinds = {one["entity"] for one in found}
    rest = ask(token_classification.TASK, inputs, aggregation_strategy="none", ignore_labels=sorted(kinds))
    assert kinds
    assert rest == []


def test_parts_of_words_as_answers(ask):
    chinese = {"question": "who?", "context": "我叫小明住在伦敦"}
    settings = {"top_k": 5, "max_answer_len": 5}
    whole = ask(question_answering.TASK, chinese, align_to_words=True, **settings)
    parts = ask(question_answering.TASK, chinese, align_to_words=False, **settings)
    assert whole != parts


@pytest.mark.parametrize(("given", "expected"), [(True, "sentence"), (False, "off"), ("word", "word")])
def test_true_and_false_where_the_page_has_words(given, expected):
    stamps = automatic_speech_recognition.TASK.parameters[0]
    assert read_parameter(stamps, given) == expected


def test_a_number_is_no_choice():
    with pytest.raises(BadInput):
        read_parameter(automatic_speech_recognition.TASK.parameters[0], 2)


@pytest.mark.parametrize("device", [-1, "-1"])
def test_devices_as_pipelines_take_them(device):
    assert check_device(device) == "cpu"
