import time

import pytest
import torch

from models.errors import BadInput
from models.pipelines.extractive_summary import (
    READ_TOKENS,
    ExtractiveSummaryPipeline,
    centrality,
    join,
    load_extractive_summary,
    pick,
)
from models.starters.builders import minilm
from models.words.sentences import split_listed, split_sentences
from tabs.text.summarization import BEES


@pytest.fixture(scope="module")
def pipe(tmp_path_factory) -> ExtractiveSummaryPipeline:
    folder = tmp_path_factory.mktemp("minilm")
    minilm.prepare(folder)
    return load_extractive_summary(folder)


def summary(pipe, text=BEES, **options):
    return pipe(text, **options)[0]["summary_text"]


def test_picks_sentences_in_their_order(pipe):
    sentences = split_sentences(BEES)
    places = [sentences.index(sentence) for sentence in split_sentences(summary(pipe))]
    assert places == sorted(places)
    assert 2 <= len(places) < len(sentences)


@pytest.mark.parametrize("max_length", [5, 12, 40, 100])
def test_is_never_longer_than_the_longest(pipe, max_length):
    assert 0 < pipe.input_length(summary(pipe, max_length=max_length, min_length=0)) <= max_length


def test_is_as_long_as_the_shortest(pipe):
    assert pipe.input_length(summary(pipe, max_length=200, min_length=90)) >= 90
    assert split_sentences(summary(pipe, max_length=400, min_length=400)) == split_sentences(BEES)


def test_says_nothing_twice(pipe):
    text = "The cat sleeps on the sofa. " * 3 + "On the sofa the cat is sleeping. Dogs bark at the postman."
    assert summary(pipe, text, max_length=20, min_length=15).count("sofa") == 1


def test_one_sentence_is_its_own_summary(pipe):
    assert summary(pipe, "Hello there.") == "Hello there."


def test_settings_of_writing_models_change_nothing(pipe):
    assert summary(pipe, num_beams=4, do_sample=False, truncation=True, streamer=None) == summary(pipe)


def test_reads_so_much_and_no_more(pipe):
    text = "The cow eats grass on the hill. " * (READ_TOKENS // 4)
    kept = pipe.preprocess(text)
    assert READ_TOKENS - 20 < sum(kept["lengths"]) <= READ_TOKENS


def test_a_sentence_of_many_words_is_cut_where_it_was_before_in_a_moment(pipe):
    words = ["one", "two", "three", "four", "five", "six", "seven"] * 1_500
    started = time.perf_counter()
    cut = pipe.cut(" ".join(words), 20)
    assert time.perf_counter() - started < 5
    kept = len(cut.split()) - 1
    assert pipe.input_length(cut) <= 20 < pipe.input_length(" ".join(words[: kept + 1]) + " …")
    assert pipe.cut("incomprehensibilities", 2) == "incomprehensibilities …"


def test_many_sentences_are_told_apart_in_a_moment():
    started = time.perf_counter()
    assert len(split_sentences("He left. " * 5_500)) == 5_500
    assert time.perf_counter() - started < 2


@pytest.mark.parametrize("marks", ["-", "*", "•", "1."])
def test_a_list_stays_a_list(pipe, marks):
    things = ["two kilograms of apples", "a bottle of olive oil", "new shoes for Ada", "tickets for the train to Rome"]
    text = "To do before the journey:\n" + "\n".join(f"{marks} {thing}" for thing in things)
    lines = summary(pipe, text, max_length=25, min_length=15).splitlines()
    assert 2 <= len(lines) < len(things) + 1
    assert set(lines) < {"To do before the journey:", *(f"{marks} {thing}" for thing in things)}


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("A b. C d.\n\nE f.", "A b. C d. E f."),
        ("Buy:\n- fruit. Red one.\n- milk\n\nThat is all. Bye.", "Buy:\n- fruit. Red one.\n- milk\nThat is all. Bye."),
        ("1. one\n2. two", "1. one\n2. two"),
    ],
)  # fmt: skip
def test_lists_are_joined_as_lists(text, joined):
    assert join(split_listed(text)) == joined


@pytest.mark.parametrize(("text", "message"), [("...", "no word"), (7, "reads text")])
def test_refuses_what_it_cannot_use(pipe, text, message):
    with pytest.raises(BadInput, match=message):
        pipe(text)


SIMILARITY = torch.tensor([[1.0, 0.9, 0.5, 0.0], [0.9, 1.0, 0.6, 0.0], [0.5, 0.6, 1.0, 0.1], [0.0, 0.0, 0.1, 1.0]])


def test_centrality_is_the_fixed_point_of_the_votes():
    shares = centrality(SIMILARITY)
    assert float(shares.sum()) == pytest.approx(1, abs=1e-5)
    assert shares.argsort(descending=True).tolist() == [1, 0, 2, 3]


def test_pick_passes_over_what_was_said_and_what_does_not_fit():
    assert pick(SIMILARITY, [10, 10, 10, 10], wanted=20, limit=30) == [1, 2]
    assert pick(SIMILARITY, [10, 10, 10, 10], wanted=40, limit=40) == [1, 2, 3]
    assert pick(SIMILARITY, [10, 50, 10, 10], wanted=20, limit=30) == [0, 2]
    assert pick(SIMILARITY, [50, 50, 50, 50], wanted=20, limit=30) == []
