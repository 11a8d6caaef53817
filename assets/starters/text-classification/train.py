"""Trains MiniLM to tell positive from negative on sentences that people rated."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch.nn.functional import cross_entropy, scaled_dot_product_attention
from transformers import BertForSequenceClassification

from assets.recipes.lora import LIGHT, adapt, base_config, load_packaged_tokenizer, run_layers, save_delta
from assets.recipes.rated_sentences import read_rated_sentences, read_rated_words
from assets.recipes.upper_layers import Batch, cache_batches, fit

SEED = 7
LABELS = ("NEGATIVE", "POSITIVE")
FROZEN_LAYERS = 3
MAX_TOKENS = 40
PASSES = 2
PEAK_RATE = 1e-3
STEEPNESS = 1.5
"""Of the curve from ratings to the share of POSITIVE: it makes 0.82 of a rating of 1, and 0.95 of 2."""

TONELESS = 0.5
"""Editorials have thousands of sentences rated below this, which teach little."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much is made and learned; a test takes less."""

    batch_tokens: int = 768
    every: int = 1
    """Of so many sentences one is learned from."""


def train(folder: Path, sizes: Sizes | None = None) -> None:
    """Write the adapter and its card (takes eight minutes on one core)."""
    sizes = sizes or Sizes()
    torch.manual_seed(SEED)
    labels = dict(enumerate(LABELS))
    config = base_config(
        BertForSequenceClassification.__name__,
        id2label=labels,
        label2id={name: index for index, name in labels.items()},
    )
    model = adapt(
        BertForSequenceClassification,
        config,
        layers=range(FROZEN_LAYERS, 6),
        heads=["pooler", "classifier"],
        modules=LIGHT,
    )
    texts, ratings = zip(*training_data()[:: sizes.every], strict=True)
    ids = load_packaged_tokenizer()(list(texts), truncation=True, max_length=MAX_TOKENS)["input_ids"]
    batches = cache_batches(model, FROZEN_LAYERS, ids, ratings, tokens=sizes.batch_tokens)
    whole = model.get_base_model()

    def loss_of(batch: Batch) -> torch.Tensor:
        *middle, last = whole.bert.encoder.layer[FROZEN_LAYERS:]
        first = first_token(last, run_layers(middle, batch.hidden.float(), batch.mask), batch.mask)
        logits = whole.classifier(whole.dropout(whole.bert.pooler(first)))
        positive = torch.sigmoid(STEEPNESS * batch.target.float())
        return cross_entropy(logits, torch.stack([1 - positive, positive], dim=-1))

    fit(model, batches, loss_of, passes=PASSES, peak_rate=PEAK_RATE)
    save_delta(model, folder)
    (folder / "README.md").write_text(CARD, encoding="utf-8")


def first_token(layer: Any, hidden: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """Return what a BERT layer makes of [CLS], of shape (texts, 1, width), without the work for the other tokens."""
    attention = layer.attention.self
    query, key, value = (
        project(states).unflatten(-1, (-1, attention.attention_head_size)).transpose(1, 2)
        for project, states in ((attention.query, hidden[:, :1]), (attention.key, hidden), (attention.value, hidden))
    )
    seen = scaled_dot_product_attention(query, key, value, attn_mask=mask[:, None, None, :].bool())
    return layer.feed_forward_chunk(layer.attention.output(seen.transpose(1, 2).flatten(2), hidden[:, :1]))


def training_data() -> list[tuple[str, float]]:
    """Return (text, rating from -4 to 4) for all that is not held out."""
    sentences = read_rated_sentences()
    held_out = {sentence.text for sentence in sentences if sentence.held_out}
    kept = [
        (sentence.text, sentence.rating)
        for sentence in sentences
        if sentence.text not in held_out
        and (sentence.source != "nytEditorialSnippets" or abs(sentence.rating) >= TONELESS)
    ]
    return kept + read_rated_words()


CARD = """\
---
license: apache-2.0
language: en
library_name: transformers
pipeline_tag: text-classification
base_model: sentence-transformers/all-MiniLM-L6-v2
tags: [lora]
---

# MiniLM that tells positive from negative

A LoRA adapter in the layout of peft: rank 16 on the upper three layers of all-MiniLM-L6-v2, with a new pooler and
classifier. `models.starters.builders.minilm_delta` merges it into the packaged weights at first use.

**Trained on** 20,400 tweets, film and product reviews and editorials, each rated from -4 to 4 by twenty people, and
the 7,500 words of a rated lexicon: C. J. Hutto and Eric Gilbert, "VADER" (ICWSM 2014), from the source distribution
of vaderSentiment 3.3.2 (MIT licence, Copyright (c) 2016 C.J. Hutto). A rating becomes a share of POSITIVE, so that a
sentence without a tone is taught as half and half.

**Made by** `python -m assets.recipes.train text-classification`, which downloads that source distribution from
the package index, or reads it from `$VADER_SDIST`.

One review, editorial or tweet of twenty was held out.

Held-out score: not measured yet (`python -m tests.meaning text-classification --write`).

**It cannot** read other languages or see irony, and it judges the first half of "it started badly, but..." too
strongly. A plain statement gets a label too: the score then lies near a half.
"""
