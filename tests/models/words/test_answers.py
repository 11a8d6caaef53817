"""Answers in rows, and questions that share no word with their text."""

import pytest

from models.words.answers import NONE_LIKELY, is_of_rows, make_unlikely, rank_in_rows, shares_no_word
from tests.meaning.passages import CASES
from tests.meaning.unanswered import UNANSWERED

HOURS = "Mon: 9-17\nTue: 9-17\nSat: 10-14\nSun: closed"


def answer(context, text, score):
    start = context.index(text)
    return {"score": score, "start": start, "end": start + len(text), "answer": text}


@pytest.mark.parametrize(
    "text",
    [
        HOURS,
        "a\tb\nc\td",
        "Name  Ada\nCity  Paris",
        "a | b\nc | d",
        "Opening hours\nMon–Fri 09:30–17:45\nSat 10–14",
    ],
)
def test_lists_of_rows(text):
    assert is_of_rows(text)


@pytest.mark.parametrize(
    "text", ["", "One: line", "Dear Tom,\nwe met: fine.\nregards", "The shop is open\nfrom Monday to\nFriday.", "a\nb"]
)
def test_texts_that_are_no_rows(text):
    assert not is_of_rows(text)


def test_an_answer_stands_in_one_row_and_in_the_one_that_is_asked_about():
    over_rows = answer(HOURS, "9-17\nTue: 9-17\nSat: 10-14\nSun", 0.2)
    found = [over_rows, answer(HOURS, "9-17", 0.1), answer(HOURS, "10-14", 0.03), answer(HOURS, "closed", 0.02)]
    ranked = rank_in_rows("When does it close on Saturday?", HOURS, found)
    assert [one["answer"] for one in ranked] == ["10-14", "9-17", "closed"]
    assert sum(one["score"] for one in ranked) == pytest.approx(0.15)
    assert rank_in_rows("Is it closed on Sundays?", HOURS, found)[0]["answer"] == "closed"


def test_where_every_answer_goes_over_rows_the_first_row_is_taken():
    (one,) = rank_in_rows("When?", HOURS, [answer(HOURS, "9-17\nTue", 0.2)])
    assert (one["answer"], HOURS[one["start"] : one["end"]]) == ("9-17", "9-17")


def test_passages_share_words_with_their_own_questions_and_hardly_with_others():
    """What NONE_LIKELY rests on."""
    texts = {text for _, text, _ in CASES}
    others = [(question, text) for question, own, _ in CASES for text in texts if text != own]
    assert sum(shares_no_word(*one) for one in others) >= 0.92 * len(others)
    assert sum(shares_no_word(question, text) for question, text, _ in CASES) <= 1
    assert sum(shares_no_word(*one) for one in UNANSWERED) <= 3


@pytest.mark.parametrize(
    ("question", "context"),
    [
        ("Wo wohnt sie?", "She lives in Paris with the cat."),
        ("What is it?", "She lives in the house."),
        ("誰ですか", "彼は太郎です"),
        ("When was he married?", "He will marry in May."),
        ("Who is the tallest?", "The tall one is Ada."),
    ],
)
def test_other_languages_and_other_forms_are_not_judged(question, context):
    assert not shares_no_word(question, context)


def test_no_answer_comes_first_where_no_word_is_shared():
    context = "It rained yesterday."
    none, other = make_unlikely([answer(context, "rained", 0.8), {"score": 0.1, "start": 0, "end": 0, "answer": ""}])
    assert (none["answer"], none["score"]) == ("", NONE_LIKELY)
    assert other["score"] == pytest.approx(0.8 * (1 - NONE_LIKELY))
