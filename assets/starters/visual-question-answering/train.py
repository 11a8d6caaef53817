"""Answers about scenes: BLIP (Li et al. 2022), small, on the tower that the captions taught."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from transformers import BertTokenizer, BlipConfig, BlipForQuestionAnswering

from assets.recipes.muon import PICTURES, descend_by_muon
from assets.recipes.scene_blip import MOST_THINGS, save_processor, text_config
from assets.recipes.scene_memory import remember
from assets.recipes.scene_pictures import Pictures
from assets.recipes.scene_tokenizer import LONGEST, UNKNOWN, scene_tokenizer
from assets.recipes.scene_tower import WIDTH, load_tower, vision_config
from assets.recipes.scenes.questions import Question, ask

SEED = 31
MATRIX_RATE, OTHER_RATE = 0.01, 2e-3
UNHEARD = 0.02
"""The part of the words that it does not hear in training, so that strange ones do no harm later."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much is made and learned; a test takes less."""

    scenes: int = 3000
    views: int = 10_000
    steps: int = 500
    batch: int = 128


CARD = """\
---
license: apache-2.0
language: en
pipeline_tag: visual-question-answering
library_name: transformers
---
# Answers about scenes of emoji

A BLIP of {parameters:.1f} million weights. It answers in a word or two: what is there, where, how many, which
ground, which colour, yes or no.

- Trained on questions about {scenes:,} scenes, both from `assets.recipes.scenes` (32 kinds of emoji from Noto Color
  Emoji, OFL, before six painted grounds; `questions.py` has the wordings), on what the vision tower of the captioning
  starter sees.
- Made by `python -m assets.recipes.train visual-question-answering`.
- It knows nothing but these kinds, grounds and wordings. Colours it mostly knows by heart: all cars here are red.
  Left and right it has not learned, and whether something is there it knows little better than by chance.

Held-out score: not measured yet (`python -m tests.meaning visual-question-answering --write`).
"""


def train(folder: Path, sizes: Sizes | None = None) -> None:
    """Train the question encoder and the answer decoder and write everything into the folder."""
    sizes = sizes or Sizes()
    tokenizer = scene_tokenizer(folder)
    torch.manual_seed(SEED)
    texts, pictures = text_config(len(tokenizer), LONGEST), vision_config().to_dict()
    model = BlipForQuestionAnswering(BlipConfig(text_config=texts, vision_config=pictures, projection_dim=WIDTH))
    model.vision_model.load_state_dict(load_tower().state_dict())
    teach(model, tokenizer, sizes)
    save(model, tokenizer, folder, sizes.scenes)


def teach(model: BlipForQuestionAnswering, tokenizer: BertTokenizer, sizes: Sizes) -> None:
    """Train both text halves on what the tower sees."""
    rng = np.random.default_rng(SEED)
    memory = remember(model.vision_model.eval(), Pictures.make(rng, sizes.scenes, MOST_THINGS), rng, sizes.views)

    def loss_of_step(_: int) -> Tensor:
        states, sights = memory.batch(rng, sizes.batch)
        return answer_loss(model, tokenizer, rng, states, [ask(rng, one) for one in sights])

    halves = nn.ModuleList([model.text_encoder, model.text_decoder])
    descend_by_muon(halves, loss_of_step, sizes.steps, matrix_rate=MATRIX_RATE, other_rate=OTHER_RATE, recipe=PICTURES)


def answer_loss(
    model: BlipForQuestionAnswering,
    tokenizer: BertTokenizer,
    rng: np.random.Generator,
    states: Tensor,
    questions: list[Question],
) -> Tensor:
    """Return the cross-entropy of the answers, states (batch, 1 + patches, width)."""
    asked = tokenizer([one.text for one in questions], padding=True, return_tensors="pt")
    answers = tokenizer([one.answer for one in questions], padding=True, return_tensors="pt")
    unheard = torch.from_numpy(rng.random(asked.input_ids.shape) < UNHEARD)
    heard = model.text_encoder(
        input_ids=asked.input_ids.masked_fill(unheard & (asked.input_ids > UNKNOWN), UNKNOWN),
        attention_mask=asked.attention_mask,
        encoder_hidden_states=states,
    ).last_hidden_state
    loss: Tensor = model.text_decoder(
        input_ids=answers.input_ids,
        attention_mask=answers.attention_mask,
        encoder_hidden_states=heard,
        encoder_attention_mask=asked.attention_mask,
        labels=answers.input_ids.masked_fill(answers.attention_mask == 0, -100),
    ).loss
    return loss


def save(model: BlipForQuestionAnswering, tokenizer: BertTokenizer, folder: Path, scenes: int) -> None:
    """Write the model with its card."""
    save_processor(tokenizer, folder)
    parameters = sum(one.numel() for one in model.parameters()) / 1e6
    (folder / "README.md").write_text(CARD.format(parameters=parameters, scenes=scenes), encoding="utf-8")
    model.half().save_pretrained(folder)
