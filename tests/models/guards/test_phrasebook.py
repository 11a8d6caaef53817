import random

import numpy as np
import pytest

from assets.recipes.parallel import instruction, pair
from assets.recipes.parallel.known import known_pairs as learn
from models.errors import BadInput
from models.guards.phrasebook import FILE, is_known, known_pairs, refuse_unknown
from models.starters.starter import ASSETS
from models.words.sentences import cut_sentences
from tests.meaning.held_out import rows
from tests.meaning.labelled import CASES
from tests.meaning.sentences import PAIRS
from tests.truth.automatic_speech_recognition import SENTENCES

FOLDER = ASSETS / "text2text-generation"
COUNT = 400
PASSES_FROM = 0.87
OWN = [
    *SENTENCES,
    *(sentence for pair in PAIRS for sentence in pair),
    *(text for _, pairs in CASES for text, _ in pairs),
    *(text for _, text in rows("rated")),
]


def test_sentences_of_the_grammars_pass_that_no_training_had():
    rng, pairs = random.Random(91), known_pairs(FOLDER)
    said = [pair(rng, held_out=True).english for _ in range(COUNT)]
    passed = [all(is_known("translation", one.strip(), pairs) for one in cut_sentences(text)) for text in said]
    told = [is_known("text2text-generation", instruction(rng, held_out=True)[0], pairs) for _ in range(COUNT)]
    assert np.mean(passed) >= PASSES_FROM
    assert np.mean(told) >= PASSES_FROM


def test_sentences_of_peoples_own_hardly_ever_pass():
    pairs = known_pairs(FOLDER)
    assert len(OWN) > 400
    assert np.mean([is_known("translation", text, pairs) for text in OWN]) < 0.02


@pytest.mark.parametrize(
    ("task", "text"),
    [
        ("translation", "My computer doesn't work."),
        ("translation", "The dog sleeps. My computer doesn't work."),
        ("translation", "Hello {name}."),
        ("text2text-generation", "What is the capital of France?"),
        ("text2text-generation", "Write a short poem about the sea."),
    ],
)
def test_what_would_come_out_as_nonsense_is_refused(task, text):
    with pytest.raises(BadInput, match=r"phrasebook|instructions"):
        refuse_unknown(task, {"text": text})


def test_the_pairs_lie_there_as_the_recipe_makes_them():
    few = learn(sentences=300, instructions=300)
    assert np.isin(few, np.load(FOLDER / FILE)).mean() > 0.97
