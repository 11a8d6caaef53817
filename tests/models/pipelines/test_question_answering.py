"""Question answering as Transformers 4 did it."""

import json
from pathlib import Path

import numpy as np
import pytest
import torch

from models.errors import BadInput
from models.pipelines.question_answering import QuestionAnsweringPipeline, best_spans
from tests.models.pipelines.question_cases import BEES, CASES, LONG, write_model

RECORDED = json.loads((Path(__file__).parent / "question_answering_v4.json").read_text())


@pytest.fixture(scope="module")
def pipe(tmp_path_factory):
    from transformers import AutoModelForQuestionAnswering, AutoTokenizer

    folder = tmp_path_factory.mktemp("model")
    write_model(folder)
    model = AutoModelForQuestionAnswering.from_pretrained(folder)
    return QuestionAnsweringPipeline(model=model, tokenizer=AutoTokenizer.from_pretrained(folder), device="cpu")


@pytest.fixture
def pointed(pipe, monkeypatch):
    """Return a function that makes the model point at a word's tokens wherever it sees them."""

    def point(word, strength=20.0):
        ids = pipe.tokenizer(word, add_special_tokens=False)["input_ids"]

        def forward(input_ids, **_):
            logits = torch.zeros(2, *input_ids.shape)
            row = input_ids[0].tolist()
            for index in range(len(row) - len(ids) + 1):
                if row[index : index + len(ids)] == ids:
                    logits[0, 0, index] = logits[1, 0, index + len(ids) - 1] = strength
            return {"start_logits": logits[0], "end_logits": logits[1]}

        monkeypatch.setattr(pipe.model, "forward", forward)

    return point


def as_list(answers):
    return answers if isinstance(answers, list) else [answers]


@pytest.mark.parametrize(("case", "recorded"), list(zip(CASES, RECORDED, strict=True)))
def test_the_answers_are_those_of_transformers_4(pipe, case, recorded):
    answers = pipe(**case)
    assert type(answers) is type(recorded)
    likely = [one for one in as_list(recorded) if one["score"] > 0]
    assert len(as_list(answers)) == len(likely)
    for answer, expected in zip(as_list(answers), likely, strict=True):
        assert list(answer) == list(expected) == ["score", "start", "end", "answer"]
        assert answer == {**expected, "score": pytest.approx(expected["score"], rel=1e-3)}
        assert case["context"][answer["start"] : answer["end"]] == answer["answer"]


def test_the_score_in_overlapping_windows_is_a_probability(pipe):
    for answer in pipe(question="where is it?", context=LONG, top_k=5, doc_stride=64, max_seq_len=96):
        assert 0 < answer["score"] <= 1


def test_an_answer_is_found_wherever_it_stands(pipe, pointed):
    pointed("lion")
    for before in (0, 50, 500, 3000):
        context = "the dog " * (before // 8) + "then a lion came. " + "a cat " * 200
        answer = pipe(question="who came?", context=context)
        assert (answer["answer"], answer["start"]) == ("lion", context.index("lion"))
        assert answer["score"] > 0.9


def test_a_text_without_an_answer(pipe, pointed):
    pointed("[CLS]")
    context = "the dog likes the cat"
    assert pipe(question="who came?", context=context)["answer"] != ""
    answer = pipe(question="who came?", context=context, handle_impossible_answer=True)
    assert (answer["start"], answer["end"], answer["answer"]) == (0, 0, "")
    assert answer["score"] > 0.9


def test_one_window_with_an_answer_is_enough(pipe, pointed):
    pointed("lion")
    context = "the dog " * 100 + "a lion came. " + "a cat " * 100
    assert pipe(question="who?", context=context, handle_impossible_answer=True)["answer"] == "lion"


def test_spans_equal_a_search_of_all():
    rng = np.random.default_rng(0)
    start, end = rng.random(12), rng.random(12)
    all_spans = {(i, j): start[i] * end[j] for i in range(12) for j in range(i, min(12, i + 4))}
    expected = sorted(all_spans, key=lambda span: -all_spans[span])[:9]
    assert [span[:2] for span in best_spans(start, end, 9, 4)] == expected


def test_several_questions(pipe):
    one = pipe(question="How many?", context=BEES)
    assert pipe(question=["How many?", "How many?"], context=BEES) == [one, one]
    assert pipe({"question": "How many?", "context": BEES}) == one


def test_a_question_that_leaves_no_room(pipe):
    with pytest.raises(BadInput, match="too long"):
        pipe(question="what " * 125, context="the cat")


@pytest.mark.parametrize("wrong", [{"top_k": 0}, {"max_answer_len": 0}])
def test_numbers_below_one(pipe, wrong):
    with pytest.raises(ValueError, match="at least 1"):
        pipe(question="who?", context="the cat", **wrong)


def test_an_unknown_parameter(pipe):
    with pytest.warns(UserWarning, match="no parameter temperature"):
        answer = pipe(question="who?", context="the cat", temperature=1)
    assert answer == pipe(question="who?", context="the cat")


def test_signs_alone(pipe):
    assert as_list(pipe(question="?", context="."))
