"""Trains a small T5 to translate simple sentences and to follow simple instructions."""

import random
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers.processors import TemplateProcessing
from torch.nn.functional import cross_entropy
from transformers import GenerationConfig, PreTrainedTokenizerFast, T5Config, T5ForConditionalGeneration

from assets.recipes.byte_pairs import byte_pair_tokenizer
from assets.recipes.length_batches import IGNORED, even_batches, pad
from assets.recipes.muon import descend_by_muon
from assets.recipes.parallel import instruction, pair
from assets.recipes.parallel.known import SENTENCES
from assets.recipes.parallel.known import write as write_known

SEED = 12
PAD, END = "<pad>", "</s>"
SPECIAL = [PAD, END]
VOCABULARY = 2048
TRANSLATIONS = 0.7
"""The part of the examples with the prefixes that the translation pipeline gives to T5; the others are instructions."""

TWO_SENTENCES = 0.1
"""The part of the translations with two of them."""

BATCH = 64
MATRIX_RATE = 8e-3
OTHER_RATE = 1.2e-2
LONGEST = 64
"""Tokens that the model reads: all sentences are shorter."""

Row = tuple[list[int], list[int]]
"""Token ids of what is read and of what is to be written, both with their end."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much is made and learned; a test takes less."""

    examples: int = 110_000
    known: int = SENTENCES


def train(folder: Path, sizes: Sizes | None = None) -> None:
    """Write model, tokenizer and card (takes eight minutes on one core)."""
    sizes = sizes or Sizes()
    torch.manual_seed(SEED)
    rng = random.Random(SEED)
    examples = [example(rng) for _ in range(sizes.examples)]
    tokenizer = new_tokenizer([text for both in examples[:20_000] for text in both])
    read = tokenizer([source for source, _ in examples])["input_ids"]
    written = tokenizer([target for _, target in examples])["input_ids"]
    rows = list(zip(read, written, strict=True))
    lengths = [max(len(source), len(target)) for source, target in rows]
    batches = even_batches(rows, lengths, BATCH, SEED)
    model = new_model(len(tokenizer))
    descend_by_muon(
        model, lambda step: loss_of(model, batches[step]), len(batches), matrix_rate=MATRIX_RATE, other_rate=OTHER_RATE
    )
    model.half().save_pretrained(folder)
    write_known(folder, sizes.known, sizes.known // 2)
    tokenizer.save_pretrained(folder)
    (folder / "README.md").write_text(CARD, encoding="utf-8")


def example(rng: random.Random) -> tuple[str, str]:
    """Return what T5 reads, as the pipelines send it, and what it should write."""
    if rng.random() > TRANSLATIONS:
        return instruction(rng)
    pairs = [pair(rng) for _ in range(2 if rng.random() < TWO_SENTENCES else 1)]
    language, texts = rng.choice([("German", [one.german for one in pairs]), ("French", [one.french for one in pairs])])
    return f"translate English to {language}: {' '.join(one.english for one in pairs)}", " ".join(texts)


def new_model(vocabulary: int) -> T5ForConditionalGeneration:
    """Return the network with random weights (about 1.4 million)."""
    config = T5Config(
        vocab_size=vocabulary,
        d_model=128,
        d_kv=32,
        d_ff=384,
        num_layers=3,
        num_decoder_layers=3,
        num_heads=4,
        dropout_rate=0.0,
        feed_forward_proj="relu",
        n_positions=LONGEST,
        decoder_start_token_id=0,
        pad_token_id=0,
        eos_token_id=1,
    )
    config.translation_pairs = [["English", "German"], ["English", "French"]]
    model = T5ForConditionalGeneration(config)
    model.generation_config = GenerationConfig(decoder_start_token_id=0, pad_token_id=0, eos_token_id=1)
    return model


def new_tokenizer(texts: list[str]) -> PreTrainedTokenizerFast:
    """Learn the tokenizer, which closes each text with the end token."""
    tokenizer = byte_pair_tokenizer(texts, VOCABULARY, SPECIAL)
    tokenizer.post_processor = TemplateProcessing(single=f"$A {END}", special_tokens=[(END, SPECIAL.index(END))])
    return PreTrainedTokenizerFast(tokenizer_object=tokenizer, pad_token=PAD, eos_token=END, model_max_length=LONGEST)


def loss_of(model: T5ForConditionalGeneration, batch: list[Row]) -> torch.Tensor:
    """Return the cross-entropy of what is to be written."""
    source = pad([source for source, _ in batch], 0)
    target = pad([target for _, target in batch], IGNORED)
    logits = model(input_ids=source, attention_mask=(source != 0).long(), labels=target).logits
    return cross_entropy(logits.flatten(0, 1), target.flatten())


CARD = """\
---
license: apache-2.0
language: [en, de, fr]
library_name: transformers
pipeline_tag: translation
---

# A phrase book: simple sentences from English to German and French, and simple instructions

A T5 with three layers on each side, 128 wide, and 1.4 million weights, with its own 2,048 tokens.

**Trained on** 110,000 examples made up by the grammars in `assets.recipes.parallel`: sentences with the same meaning
in three languages, about 150 nouns and verbs with their genders, cases, plurals and tenses, some patterns and set
phrases; and instructions ("Put it in the past: ...", "Make it negative: ...", "Make it a question: ...",
"Make it plural: ...", "Say the opposite: ...", "Is this review positive or negative? ...", "Answer the question: ...
How many are left?", "Translate to German: ..."). In one pass, with Muon (Jordan et al. 2024).

**Made by** `python -m assets.recipes.train text2text-generation`.

Held-out score: not measured yet (`python -m tests.meaning text2text-generation --write`).

Held-out score: not measured yet (`python -m tests.meaning translation --write`).

**It cannot** translate other words than its few hundred, longer sentences or other languages, and it takes other
instructions for one of those above. Opposites it has learned by heart. Plurals of words that it has not seen are mostly
wrong, and so are sums in words: do not ask it to reckon.
"""
