"""Answers about scenes: BLIP (Li et al. 2022), small, on the tower that the captions taught."""

from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from transformers import BertTokenizer, BlipConfig, BlipForQuestionAnswering

from models.starters.scenes.questions import Question, ask
from models.starters.training.image_to_text import MOST_THINGS, save_processor, text_config
from models.starters.training.muon import PICTURES, descend_by_muon
from models.starters.training.scene_memory import remember
from models.starters.training.scene_pictures import Pictures
from models.starters.training.scene_tokenizer import LONGEST, UNKNOWN, scene_tokenizer
from models.starters.training.scene_tower import WIDTH, load_tower, vision_config

SEED = 31
SCENES, VIEWS = 3000, 10_000
STEPS, BATCH = 500, 128
MATRIX_RATE, OTHER_RATE = 0.01, 2e-3
UNHEARD = 0.02
"""The part of the words that it does not hear in training, so that strange ones do no harm later."""

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

- Trained on questions about {scenes:,} scenes, both from `models.starters.scenes` (32 kinds of emoji from Noto Color
  Emoji, OFL, before six painted grounds; `questions.py` has the wordings), on what the vision tower of the captioning
  starter sees.
- Made by `python -m models.starters.train visual-question-answering`.
- It knows nothing but these kinds, grounds and wordings. Colours it mostly knows by heart: all cars here are red.
  Left and right it has not learned, and whether something is there it knows little better than by chance.

Held-out score: not measured yet (`python -m tests.meaning visual-question-answering --write`).
"""


def train(folder: Path) -> None:
    """Train the question encoder and the answer decoder and write everything into the folder."""
    tokenizer = scene_tokenizer(folder)
    torch.manual_seed(SEED)
    texts, pictures = text_config(len(tokenizer), LONGEST), vision_config().to_dict()
    model = BlipForQuestionAnswering(BlipConfig(text_config=texts, vision_config=pictures, projection_dim=WIDTH))
    model.vision_model.load_state_dict(load_tower().state_dict())
    teach(model, tokenizer)
    save(model, tokenizer, folder)


def teach(model: BlipForQuestionAnswering, tokenizer: BertTokenizer) -> None:
    """Train both text halves on what the tower sees."""
    rng = np.random.default_rng(SEED)
    memory = remember(model.vision_model.eval(), Pictures.make(rng, SCENES, MOST_THINGS), rng, VIEWS)

    def loss_of_step(_: int) -> Tensor:
        states, sights = memory.batch(rng, BATCH)
        return answer_loss(model, tokenizer, rng, states, [ask(rng, one) for one in sights])

    halves = nn.ModuleList([model.text_encoder, model.text_decoder])
    descend_by_muon(halves, loss_of_step, STEPS, matrix_rate=MATRIX_RATE, other_rate=OTHER_RATE, recipe=PICTURES)


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


def save(model: BlipForQuestionAnswering, tokenizer: BertTokenizer, folder: Path) -> None:
    """Write the model with its card."""
    save_processor(tokenizer, folder)
    parameters = sum(one.numel() for one in model.parameters()) / 1e6
    (folder / "README.md").write_text(CARD.format(parameters=parameters, scenes=SCENES), encoding="utf-8")
    model.half().save_pretrained(folder)
