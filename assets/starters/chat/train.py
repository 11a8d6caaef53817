"""Trains a small Llama on made-up stories and conversations."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import torch
from torch.nn.functional import cross_entropy
from transformers import GenerationConfig, LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

from assets.recipes.byte_pairs import byte_pair_tokenizer
from assets.recipes.length_batches import IGNORED, length_batches, pad
from assets.recipes.muon import descend_by_muon
from assets.recipes.stories import tell
from assets.recipes.talk import Turn, conversation

SEED = 11
END, USER, ANSWER = "<end>", "<user>", "<answer>"
SPECIAL = [END, USER, ANSWER]
TEMPLATE = (
    "{% for message in messages %}"
    "{% if message['role'] == 'user' %}<user>{{ message['content'] | trim }}<answer>"
    "{% elif message['role'] == 'assistant' %}{{ message['content'] | trim }}<end>{% endif %}"
    "{% endfor %}"
)
"""The turns of user and assistant; system messages mean nothing to this model. An answer always comes next."""

VOCABULARY = 2048
BATCH_TOKENS = 2048
MATRIX_RATE = 8e-3
OTHER_RATE = 4e-3
LONGEST = 384
"""More tokens than any story has; of a conversation the page then keeps the last 128."""

Row = tuple[list[int], list[int]]
"""Token ids, and the same with IGNORED where the user speaks."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much is made and learned; a test takes less."""

    stories: int = 6_500
    conversations: int = 22_000


def train(folder: Path, sizes: Sizes | None = None) -> None:
    """Write model, tokenizer and card (takes six minutes on one core)."""
    sizes = sizes or Sizes()
    torch.manual_seed(SEED)
    rng = random.Random(SEED)
    told = [tell(rng).text for _ in range(sizes.stories)]
    talks = [conversation(rng) for _ in range(sizes.conversations)]
    tokenizer = new_tokenizer([*told, *(text for talk in talks for text in said(talk))])
    rows = [*story_rows(tokenizer, told), *talk_rows(tokenizer, talks)]
    batches = length_batches(rows, [len(ids) for ids, _ in rows], BATCH_TOKENS, SEED)
    model = new_model(len(tokenizer))
    descend_by_muon(
        model, lambda step: loss_of(model, batches[step]), len(batches), matrix_rate=MATRIX_RATE, other_rate=OTHER_RATE
    )
    model.half().save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    (folder / "README.md").write_text(CARD, encoding="utf-8")


def new_model(vocabulary: int) -> LlamaForCausalLM:
    """Return the network with random weights (about 1.1 million)."""
    config = LlamaConfig(
        vocab_size=vocabulary,
        hidden_size=128,
        intermediate_size=384,
        num_hidden_layers=4,
        num_attention_heads=4,
        max_position_embeddings=LONGEST,
        tie_word_embeddings=True,
        bos_token_id=None,
        eos_token_id=SPECIAL.index(END),
        pad_token_id=SPECIAL.index(END),
    )
    model = LlamaForCausalLM(config)
    model.generation_config = GenerationConfig(eos_token_id=config.eos_token_id, pad_token_id=config.pad_token_id)
    return model


def new_tokenizer(texts: list[str]) -> PreTrainedTokenizerFast:
    """Learn the tokenizer, with the chat template."""
    return PreTrainedTokenizerFast(
        tokenizer_object=byte_pair_tokenizer(texts, VOCABULARY, SPECIAL),
        eos_token=END,
        pad_token=END,
        extra_special_tokens=[USER, ANSWER],
        chat_template=TEMPLATE,
        model_max_length=LONGEST,
    )


def said(turns: list[Turn]) -> Iterator[str]:
    """Yield what user and model say."""
    for turn in turns:
        yield from (turn.user, turn.answer)


def story_rows(tokenizer: PreTrainedTokenizerFast, texts: list[str]) -> Iterator[Row]:
    """Yield each story with its end."""
    for ids in tokenizer(texts)["input_ids"]:
        yield [*ids, tokenizer.eos_token_id], [*ids, tokenizer.eos_token_id]


def talk_rows(tokenizer: PreTrainedTokenizerFast, talks: list[list[Turn]]) -> Iterator[Row]:
    """Yield each conversation in the form of the chat template; only answers are learned."""
    user, answer = tokenizer.convert_tokens_to_ids([USER, ANSWER])
    for turns in talks:
        encoded = tokenizer([*said(turns)])["input_ids"]
        ids, labels = [], []
        for question, reply in zip(encoded[::2], encoded[1::2], strict=True):
            ids += [user, *question, answer, *reply, tokenizer.eos_token_id]
            labels += [*[IGNORED] * (len(question) + 2), *reply, tokenizer.eos_token_id]
        yield ids, labels


def loss_of(model: LlamaForCausalLM, batch: list[Row]) -> torch.Tensor:
    """Return the cross-entropy of the tokens to be learned; logits are computed for these alone."""
    ids = pad([ids for ids, _ in batch], SPECIAL.index(END))
    following = pad([labels for _, labels in batch], IGNORED)[:, 1:]
    hidden = model.model(ids, use_cache=False).last_hidden_state[:, :-1]
    learned = following != IGNORED
    return cross_entropy(model.lm_head(hidden[learned]), following[learned])


CARD = """\
---
license: apache-2.0
language: en
library_name: transformers
pipeline_tag: text-generation
---

# A storyteller that answers simple questions

A Llama with four layers, 128 wide, and 1.1 million weights, with its own 2,048 tokens and a chat template. That so
small a model can write coherent stories if they are simple was shown by Eldan and Li, "TinyStories"
(arXiv:2305.07759).

**Trained on** 6,500 children's stories and 22,000 conversations, all made up by the grammars in
`assets.recipes.stories` and `assets.recipes.talk`; in one pass, with Muon (Jordan et al. 2024).

**Made by** `python -m assets.recipes.train chat`.

Held-out score: not measured yet (`python -m tests.meaning chat --write`).

**It cannot** remember a name that it was told: it answers with another, and in its stories people change their names
from sentence to sentence, which is why the page does not offer it for stories. Asked about other matters than its few,
it should say that it does not know, but now and then it answers with something wrong. It reads the last 128 tokens of
a conversation.
"""
