"""Trains a small Llama on made-up tales whose heroes keep their names."""

import random
import sys
from collections.abc import Iterable
from pathlib import Path

import torch
from torch.nn.functional import cross_entropy
from transformers import GenerationConfig, LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

from models.starters.stories import tell_drill, tell_reminder, tell_tale
from models.starters.training.byte_pairs import byte_pair_tokenizer
from models.starters.training.length_batches import IGNORED, length_batches, padded
from models.starters.training.muon import descend_by_muon

SEED = 17
END = "<end>"
VOCABULARY = 3072
LEARNED_FROM = 12_000
"""Tales for the tokenizer: enough to make every name of the lists one token."""

DRILLS = 8_000
"""Come first: short texts with many names, in which repeating a name is learned soonest."""

TALES = 26_000
REMINDERS = 1_000
LISTED_TALES = 2_000
"""Come last, with the reminders: tales without made-up names, which have several tokens and come out misspelled."""

BATCH_TOKENS = 1024
MATRIX_RATE, OTHER_RATE = 8e-3, 4e-3
LAST_MATRIX_RATE, LAST_OTHER_RATE = 3e-3, 1.5e-3
NEAR_ZERO = 1e-3
"""The weight of log(sum(exp(logits)))^2 in the loss (Chowdhery et al. 2022, PaLM): a likely token's logit is then
about 0, so that the page's `repetition_penalty`, which multiplies logits, spares what must be repeated."""

LONGEST = 256
"""More tokens than any tale has."""

WATCHED = 60
"""New tales in which is counted how many names are repeated rightly, every so many steps."""

WATCH_STEPS = 250


def train(folder: Path) -> None:
    """Write model, tokenizer and card (takes 13 minutes on one core)."""
    torch.manual_seed(SEED)
    rng = random.Random(SEED)
    drills = [tell_drill(rng).text for _ in range(DRILLS)]
    tales = [tell_tale(rng).text for _ in range(TALES)]
    tokenizer = new_tokenizer(tales[:LEARNED_FROM])
    model = new_model(len(tokenizer))
    batches = [*batches_of(tokenizer, drills), *batches_of(tokenizer, tales)]
    descend(model, tokenizer, batches, matrix_rate=MATRIX_RATE, other_rate=OTHER_RATE)
    settle(model, tokenizer)
    model.half().save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    (folder / "README.md").write_text(CARD, encoding="utf-8")


def settle(model: LlamaForCausalLM, tokenizer: PreTrainedTokenizerFast) -> None:
    """Train on, with names from the lists alone and with reminders of who is what."""
    rng = random.Random(SEED + 2)
    texts = [tell_reminder(rng).text for _ in range(REMINDERS)]
    texts += [tell_tale(rng, made_up=0).text for _ in range(LISTED_TALES)]
    batches = batches_of(tokenizer, texts)
    descend(model, tokenizer, batches, matrix_rate=LAST_MATRIX_RATE, other_rate=LAST_OTHER_RATE)


def descend(
    model: LlamaForCausalLM,
    tokenizer: PreTrainedTokenizerFast,
    batches: list[list[list[int]]],
    *,
    matrix_rate: float,
    other_rate: float,
) -> None:
    """Train on the batches in turn, and tell how many names of new tales are repeated rightly."""
    watched = named_again(tokenizer, WATCHED)

    def loss_of_step(step: int) -> torch.Tensor:
        if step % WATCH_STEPS == 0:
            sys.stderr.write(f"names repeated rightly: {repeated_rightly(model, watched):.2f}\n")
        return loss_of(model, batches[step])

    descend_by_muon(model, loss_of_step, len(batches), matrix_rate=matrix_rate, other_rate=other_rate)


def new_model(vocabulary: int) -> LlamaForCausalLM:
    """Return the network with random weights (about 1.1 million)."""
    config = LlamaConfig(
        vocab_size=vocabulary,
        hidden_size=128,
        intermediate_size=256,
        num_hidden_layers=4,
        num_attention_heads=4,
        max_position_embeddings=LONGEST,
        tie_word_embeddings=True,
        bos_token_id=None,
        eos_token_id=0,
        pad_token_id=0,
    )
    model = LlamaForCausalLM(config)
    model.generation_config = GenerationConfig(eos_token_id=0, pad_token_id=0)
    return model


def new_tokenizer(texts: list[str]) -> PreTrainedTokenizerFast:
    """Learn the tokenizer; its only special token is the end, with id 0."""
    return PreTrainedTokenizerFast(
        tokenizer_object=byte_pair_tokenizer(texts, VOCABULARY, [END], begins_with_space=True),
        eos_token=END,
        pad_token=END,
        model_max_length=LONGEST,
    )


def batches_of(tokenizer: PreTrainedTokenizerFast, texts: list[str]) -> list[list[list[int]]]:
    """Return the token ids of the texts, each with its end, in batches of about one length."""
    rows = [[*ids, tokenizer.eos_token_id] for ids in tokenizer(texts)["input_ids"]]
    return length_batches(rows, [len(row) for row in rows], BATCH_TOKENS, SEED)


def loss_of(model: LlamaForCausalLM, batch: list[list[int]]) -> torch.Tensor:
    """Return the cross-entropy of the next tokens, and what keeps the logits near zero."""
    following = padded(batch, IGNORED)[:, 1:]
    hidden = model.model(padded(batch, 0), use_cache=False).last_hidden_state[:, :-1]
    learned = following != IGNORED
    logits = model.lm_head(hidden[learned])
    return cross_entropy(logits, following[learned]) + NEAR_ZERO * logits.logsumexp(-1).square().mean()


Named = tuple[list[int], list[int]]
"""The ids of a tale, and the places where its hero's name stands again."""


def named_again(tokenizer: PreTrainedTokenizerFast, count: int) -> list[Named]:
    """Return new tales with names from the lists: each is one token."""
    rng = random.Random(SEED + 1)
    rows = []
    for story in [tell_tale(rng, made_up=0) for _ in range(count)]:
        ids, (name,) = tokenizer([story.text, story.hero.name])["input_ids"]
        rows.append((ids, [place for place, one in enumerate(ids) if one == name][1:]))
    return rows


def repeated_rightly(model: LlamaForCausalLM, rows: Iterable[Named]) -> float:
    """Return the share of repeated names that are the model's first choice."""
    right: list[bool] = []
    with torch.no_grad():
        for ids, places in rows:
            foreseen = model(torch.tensor([ids]), use_cache=False).logits[0].argmax(-1).tolist()
            right += [foreseen[place - 1] == ids[place] for place in places]
    return sum(right) / len(right)


CARD = """\
---
license: apache-2.0
language: en
library_name: transformers
pipeline_tag: text-generation
---

# A teller of tales: goes on with children's stories

A Llama with four layers, 128 wide, and 1.1 million weights, with its own 3,072 tokens. That so small a model can write
coherent stories if they are simple was shown by Eldan and Li, "TinyStories" (arXiv:2305.07759).

**Trained on** 26,000 tales by the grammar in `models/starters/stories/tales.txt`, with about 400 names, 100 animals
and 40 plots, after 8,000 short texts of little but names; then on 2,000 tales and 1,000 short texts without made-up
names. In one pass, with Muon (Jordan et al. 2024). Each name of the lists is a single token and as likely as any
other: who a tale is about can only be looked up in its beginning.

**Made by** `python -m models.starters.train text-generation`.

Held-out score: not measured yet (`python -m tests.meaning text-generation --write`).

**It cannot** keep a hero's name that is not among those 400, nor write about anything but the heroes, plots and things
of its tales, in any other language or tone. Where the beginning has unknown words it goes on with known ones. It reads
the last 136 of 256 tokens, with the page's settings.
"""
