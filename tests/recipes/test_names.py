import random

from assets.recipes.names.gazetteer import gazetteer, is_held_out
from assets.recipes.names.sentence import Sentence, Span, filled, labels
from assets.recipes.names.templates import TEMPLATES, WORDS

NUMBERS = {label: number for number, label in enumerate(("O", "B-PER", "I-PER", "B-LOC", "I-LOC"))}


def test_every_template_can_be_filled_and_its_names_lie_where_the_spans_say():
    rng, names = random.Random(1), gazetteer(held_out=False)
    for template in TEMPLATES:
        sentence = filled(template, rng, names, WORDS)
        assert "{" not in sentence.text
        for span in sentence.spans:
            name = sentence.text[span.start : span.end]
            assert name == name.strip()
            assert not name.startswith("the ")
            assert span.kind in {"PER", "LOC", "ORG", "MISC"}


def test_names_for_measuring_are_not_those_for_training():
    training, measuring = gazetteer(held_out=False), gazetteer(held_out=True)
    for kind in ("first", "last", "cities", "large_cities"):
        assert not any(map(is_held_out, getattr(training, kind)))
        assert all(map(is_held_out, getattr(measuring, kind)))


def test_sentences_side_by_side_keep_their_names():
    both = Sentence("Ask Ada.", (Span(4, 7, "PER"),)).followed_by(Sentence("In Rome!", (Span(3, 7, "LOC"),)))
    assert [both.text[span.start : span.end] for span in both.spans] == ["Ada", "Rome"]


def test_the_first_piece_of_a_name_begins_it_and_the_others_continue_it():
    pieces = [(0, 0), (0, 3), (4, 7), (7, 9), (10, 12), (0, 0)]  # [CLS] Ask Ada ##bel in [SEP]
    spans = (Span(4, 9, "PER"),)
    assert labels(pieces, spans, NUMBERS, -100) == [-100, 0, 1, 2, 0, -100]


def test_names_of_unknown_kind_count_neither_way():
    assert labels([(0, 4), (5, 7)], (Span(0, 4, "?"),), NUMBERS, -100) == [-100, 0]
