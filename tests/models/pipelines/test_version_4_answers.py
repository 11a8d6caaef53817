"""Each call of version_4_calls.txt is answered as Transformers 4.57.1 answered it, but for those explained here."""

import json

import pytest

from models.pipelines import pipeline
from tests.models.pipelines.record_v4 import FILE, answer, known
from tests.models.pipelines.version_4_calls import CALLS, write_models

RECORDED = json.loads(FILE.read_text(encoding="utf-8"))
LENGTH = "max_length holds, the call's and the checkpoint's; 4.57 wrote on to its own default of 256 new tokens"
WINDOWS = "an answer in two windows keeps the better score; there they were added up"
WORKS = "failed there, works here"
EXPLAINED = {
    LENGTH: [
        'pipeline("text2text-generation", model=T5)(TEXT, max_length=9)',
        'pipeline("summarization", model=T5)(TEXT)',
        'pipeline("summarization", model=T5)(TEXT, max_length=12)',
        'pipeline("summarization", model=T5)(TEXT, min_length=3, max_length=12, num_beams=1)',
        'pipeline("translation_en_to_de", model=T5)(TEXT)',
        'pipeline("translation_en_to_ro", model=T5)(TEXT, max_length=20)',
        'pipeline("translation_en_to_de", model=T5)([TEXT, "one two"], max_length=9)',
        'pipeline("translation_en_to_de", model=T5)([TEXT])',
        'pipeline("translation", model=T5)(TEXT)',
        'pipeline("translation", model=T5)(TEXT, max_length=20)',
        'pipeline("translation", model=MARIAN)("the cat", max_length=9)',
        'pipeline("translation", model=NLLB)("the cat", src_lang="eng_Latn", tgt_lang="fra_Latn", max_length=12)',
    ],
    WORKS: [
        'pipeline("question-answering", model=SQUAD)(pipeline("question-answering", model=SQUAD).create_sample(Q, C))',
        'pipeline("question-answering", model=SQUAD)(SquadExample(None, Q, C, None, None, None))',
        'pipeline("image-to-text", model=VIT_GPT2)(images=PICTURE)',
        'pipeline("text-generation", model=GPT2)([])',
    ],
    WINDOWS: [
        'pipeline("question-answering", model=ROBERTA)(question=[Q, "Who?"], context=[C, SHORT], batch_size=2)',
        'pipeline("question-answering", model=SQUAD)(question=Q, context=SHORT * 20)',
        'pipeline("question-answering", model=SQUAD)(question=Q, context=SHORT * 20, batch_size=2)',
    ],
    "stop_sequence is the whole text; there it was its first token, at most at a word's beginning": [
        'pipeline("text2text-generation", model=T5)(TEXT, stop_sequence="z", max_new_tokens=12)'
    ],
    "all texts of a list in a list are answered; there only the first was": [
        'pipeline("text2text-generation", model=T5)([["one", "two"]], max_new_tokens=6)'
    ],
    "num_beams=1 in a GenerationConfig is taken at its word; there the checkpoint's own beams replaced it": [
        'pipeline("summarization", model=BART)(TEXT, generation_config=GenerationConfig(max_new_tokens=7, num_beams=1, '
        "decoder_start_token_id=2, eos_token_id=2, pad_token_id=1, bos_token_id=0))"
    ],
}
"""Why, and which calls; the reasons are in decision 0005."""

DIFFERENT = {call for calls in EXPLAINED.values() for call in calls}

pytestmark = [
    pytest.mark.usefixtures("one_thread"),
    pytest.mark.filterwarnings("ignore::UserWarning"),
    pytest.mark.filterwarnings("ignore::FutureWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]


@pytest.fixture(scope="module")
def names(tmp_path_factory):
    folder = tmp_path_factory.mktemp("models")
    write_models(folder)
    return known(pipeline, folder)


def same(given, expected):
    if isinstance(expected, dict) and list(expected) == ["error"]:
        return isinstance(given, dict) and list(given) == ["error"] and expected["error"][0] in given["error"]
    if isinstance(expected, dict):
        return isinstance(given, dict) and given.keys() == expected.keys() and all(map(same, *in_step(given, expected)))
    if isinstance(expected, list):
        return isinstance(given, list) and len(given) == len(expected) and all(map(same, given, expected))
    if isinstance(expected, float):
        return given == pytest.approx(expected, rel=2e-3)
    return bool(given == expected)


def in_step(given, expected):
    return [given[name] for name in expected], [expected[name] for name in expected]


def test_every_call_is_recorded_once():
    assert len(set(CALLS)) == len(CALLS)
    assert list(RECORDED) == CALLS
    assert set(CALLS) >= DIFFERENT


@pytest.mark.parametrize("call", [call for call in CALLS if call not in DIFFERENT])
def test_the_answer_is_version_4s(names, call):
    assert same(answer(call, names), RECORDED[call]), answer(call, names)


@pytest.mark.parametrize("call", EXPLAINED[WORKS])
def test_what_failed_works(names, call):
    assert "error" in RECORDED[call]
    assert "error" not in answer(call, names)


@pytest.mark.parametrize("call", EXPLAINED[LENGTH])
def test_lengths_hold(names, call):
    """The beginning is version 4's; beams end otherwise where they have less room."""
    ours, theirs = answer(call, names), RECORDED[call]
    for one, other in zip(ours, theirs, strict=True):
        (text,), (longer,) = one.values(), other.values()
        assert 0 < len(text) < len(longer)
        assert text[:4] == longer[:4] or "MARIAN" in call


@pytest.mark.parametrize("call", [call for call in EXPLAINED[WINDOWS] if "batch_size" in call])
def test_windows_in_batches_are_answered_as_one_by_one(names, call):
    assert same(answer(call, names), answer(call.replace(", batch_size=2", ""), names))


def test_the_explained_rest(names):
    (stops,), (lists,), (beams,) = list(EXPLAINED.values())[3:]
    assert answer(stops, names)[0]["generated_text"].endswith("z")
    assert [len(texts) for texts in answer(lists, names)] == [2]
    assert answer(lists, names)[0][0] == RECORDED[lists][0][0]
    assert len(answer(beams, names)[0]["summary_text"]) > 0
