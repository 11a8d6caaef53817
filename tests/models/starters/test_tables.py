"""The tables that table question answering is trained on."""

import random

import pandas
import pytest
from transformers import AutoTokenizer

from models.starters.minilm_tables import write_tokenizer
from models.starters.training.lora import packaged_tokenizer
from models.starters.training.tables.encode import encode_table
from models.starters.training.tables.make import TableCase, make_table_case
from models.starters.training.tables.sheet import plural

CASE = TableCase(
    header=("Name", "Stars"),
    rows=(("Ada", "1,200"), ("Bo", "30"), ("Cy", "300")),
    numbers=(None, (1200.0, 30.0, 300.0)),
    question="How many people have more than 30 stars?",
    cells=frozenset({(0, 0), (2, 0)}),
    aggregator="COUNT",
)


def test_tables_are_encoded_as_tapas_tokenizer_does_it(tmp_path):
    write_tokenizer(tmp_path)
    frame = pandas.DataFrame(list(CASE.rows), columns=list(CASE.header), dtype=object)
    theirs = AutoTokenizer.from_pretrained(tmp_path)(frame, CASE.question)
    ours = encode_table(CASE, packaged_tokenizer())
    assert ours.ids == theirs["input_ids"]
    assert ours.types == [tuple(types) for types in theirs["token_type_ids"]]


def test_the_answering_cells_are_labelled():
    tokenizer = packaged_tokenizer()
    encoded = encode_table(CASE, tokenizer, random.Random(0))
    marked = [token for token, label in zip(encoded.ids, encoded.labels, strict=True) if label]
    assert tokenizer.decode(marked) == "ada cy"


def test_cases_are_sound():
    for seed in range(200):
        case = make_table_case(random.Random(seed))
        assert case.cells
        assert "{" not in case.question
        assert all(len(row) == len(case.header) for row in case.rows)
        assert case.aggregator in ("NONE", "COUNT") or len(case.cells) > 1


@pytest.mark.parametrize(
    ("word", "many"), [("city", "cities"), ("person", "people"), ("dish", "dishes"), ("day", "days")]
)
def test_plurals(word, many):
    assert plural(word) == many
