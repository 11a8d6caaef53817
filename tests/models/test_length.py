"""How much a model reads, from what its config and its tokenizer say."""

from types import SimpleNamespace

import pytest

from models.length import context_limit, limit_tokenizer, token_limit

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
