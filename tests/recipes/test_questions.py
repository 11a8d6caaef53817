"""What question answering is trained on."""

import random

import pytest

from assets.recipes.questions.case import fill
from assets.recipes.questions.fact import facts_of, parse
from assets.recipes.questions.glosses import make_gloss_case
from assets.recipes.questions.papers import make_paper
from assets.recipes.questions.passages import make_passage
from assets.recipes.questions.unanswered import leave_unanswered
from assets.recipes.wordnet import folder, lines, synsets


def test_values_stand_where_the_spans_say():
    text, spans = fill("{name} is {a:job} in {city}.", {"name": "Ada", "job": "engineer", "city": "Cork"})
    assert text == "Ada is an engineer in Cork."
    assert {slot: text[start:end] for slot, (start, end) in spans.items()} == {
        "name": "Ada",
        "job": "engineer",
        "city": "Cork",
    }


def test_a_fact_with_an_unknown_slot_is_refused():
    with pytest.raises(ValueError, match="colour"):
        parse("name=person\n- {name} is {colour}.")


@pytest.mark.parametrize("name", ["lives", "deeds", "journeys", "nature"])
def test_every_sentence_answers_a_question(name):
    for fact in facts_of(name):
        asked = {slot for slot, _ in fact.questions}
        assert all(asked & {slot for slot in fact.slots if f"{slot}}}" in sentence} for sentence in fact.sentences)


@pytest.mark.parametrize("make", [lambda rng: make_passage(rng, ["It rained.", "Nobody came."]), make_paper])
def test_the_answer_stands_in_the_text(make):
    for seed in range(300):
        case = make(random.Random(seed))
        assert case.answer
        assert case.answer == case.answer.strip()
        assert "{" not in case.question + case.text


def test_a_text_that_is_to_have_no_answer_has_none():
    found = []
    for seed in range(200):
        rng = random.Random(seed)
        case, other = make_passage(rng, []), make_paper(rng)
        lost = leave_unanswered(rng, case, other)
        if lost is not None:
            assert case.answer.lower() not in lost.text.lower()
            assert (lost.question, lost.start, lost.end) == (case.question, 0, 0)
            assert lost.text
            found.append(lost.text == other.text)
    assert len(found) > 60
    assert set(found) == {True, False}


@pytest.mark.skipif(not folder().is_dir(), reason="wordnet-base is not installed")
def test_definitions_become_questions():
    case = make_gloss_case(random.Random(1))
    assert case.answer in case.text
    assert case.question.endswith("?")


def test_wordnet_may_lie_elsewhere(tmp_path, monkeypatch):
    monkeypatch.setenv("WORDNET", str(tmp_path))
    with pytest.raises(FileNotFoundError, match="wordnet-base"):
        lines("data.noun")
    noun = '00001740 18 n 02 Ada_Lovelace 0 Ada 0 000 | the first programmer; "Ada wrote it"  \n'
    for part in ("noun", "verb", "adj", "adv"):
        (tmp_path / f"data.{part}").write_text("  1 The licence.\n" + (noun if part == "noun" else ""))
    (ada,) = synsets()
    assert (ada.kind, ada.words, ada.definition) == ("person", ("Ada Lovelace", "Ada"), "the first programmer")
    assert ada.examples == ("Ada wrote it",)
