"""How much a model reads, from what its config and its tokenizer say."""

from types import SimpleNamespace

import pytest

from models import load
from models.key import ModelKey
from models.length import context_limit, limit_tokenizer, surely_fits, token_count, token_limit

ENDLESS = 10**30
ROBERTA = SimpleNamespace(max_position_embeddings=514)
XLNET = SimpleNamespace(max_position_embeddings=-1)
CLIP = SimpleNamespace(text_config=SimpleNamespace(max_position_embeddings=77))
NOTHING = SimpleNamespace()


@pytest.mark.parametrize(
    ("config", "tokenizer_says", "limit"),
    [(ROBERTA, ENDLESS, 512), (ROBERTA, 128, 128), (XLNET, ENDLESS, None), (CLIP, ENDLESS, 72), (NOTHING, 512, 512)],
)
def test_the_least_limit_counts_and_the_tokenizer_is_told_when_the_pipeline_is_built(config, tokenizer_says, limit):
    tokenizer = SimpleNamespace(model_max_length=tokenizer_says)
    pipe = SimpleNamespace(model=SimpleNamespace(config=config), tokenizer=tokenizer)
    assert token_limit(pipe) == limit
    assert tokenizer.model_max_length == tokenizer_says
    limit_tokenizer(pipe)
    assert tokenizer.model_max_length == (limit or ENDLESS)


@pytest.mark.parametrize(("config", "limit"), [(ROBERTA, 514), (XLNET, 1024), (SimpleNamespace(n_positions=512), 512)])
def test_what_a_model_was_made_for(config, limit):
    assert context_limit(SimpleNamespace(config=config), SimpleNamespace(model_max_length=1024)) == limit


@pytest.mark.parametrize(("task", "model"), [("text-classification", "minilm-tone"), ("fill-mask", "minilm-gaps")])
def test_what_surely_fits_does_fit(task: str, model: str):
    key = ModelKey(task, "starter", model)
    pipe = load.load(key, load.fetch(key, lambda _: None))
    for text in ("", "a" * 504, "!" * 504, "a " * 252, "~ $ Q" * 100, "supercalifragilistic " * 24):
        assert surely_fits(text, 512)
        assert token_count(pipe, text) <= 512


def test_no_other_letters_are_sure_to_fit():
    assert not surely_fits("\ufdfa", 512), "one letter, four words in Arabic"
    assert not surely_fits("a" * 505, 512)
