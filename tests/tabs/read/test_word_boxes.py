"""Words of a page with their boxes, as programs send them."""

import json

import pytest

from models.errors import BadInput
from tabs.read.word_boxes import MOST_WORDS, read_word_boxes

BOX = [1, 2, 3, 4]


def test_words_and_their_boxes():
    assert read_word_boxes(json.dumps([["a ", BOX], ["b", [0, 0.4, 999.6, 1000]]])) == [
        ("a", BOX),
        ("b", [0, 0, 1000, 1000]),
    ]
    assert read_word_boxes("") == read_word_boxes(" ") == read_word_boxes("[]") == []


@pytest.mark.parametrize(
    ("sent", "word"),
    [
        ("Total", "no JSON"),
        ("[" * 100_000, "no JSON"),
        ('{"a": 1}', "no list"),
        ("[1]", "Word 1"),
        ('[["a"]]', "Word 1"),
        ('[["a", [1, 2, 3, 4]], ["b", [1, 2, 3]]]', "Word 2"),
        ('[["", [1, 2, 3, 4]]]', "no text"),
        ("[[5, [1, 2, 3, 4]]]", "no text"),
        (json.dumps([["x" * 999, BOX]]), "no text"),
        ('[["a", [1, 2, 3, 1001]]]', "from 0 to 1000"),
        ('[["a", [-1, 2, 3, 4]]]', "from 0 to 1000"),
        ('[["a", [1, 2, NaN, 4]]]', "from 0 to 1000"),
        ('[["a", [1, 2, true, 4]]]', "from 0 to 1000"),
        ('[["a", ["1", 2, 3, 4]]]', "from 0 to 1000"),
        ('[["a", [3, 2, 1, 4]]]', "before it begins"),
        (json.dumps([["a", BOX]] * (MOST_WORDS + 1)), "at most"),
    ],
)
def test_anything_else_is_refused_with_the_form(sent, word):
    with pytest.raises(BadInput, match=word):
        read_word_boxes(sent)
