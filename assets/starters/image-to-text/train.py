"""Captions for scenes: BLIP (Li et al. 2022), small, its tower taught densely first (`scene_tower`)."""

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from transformers import BertTokenizer, BlipConfig, BlipForConditionalGeneration

from assets.recipes.muon import PICTURES, descend_by_muon
from assets.recipes.scene_blip import MOST_THINGS, save_processor, text_config
from assets.recipes.scene_memory import remember
from assets.recipes.scene_pictures import Pictures
from assets.recipes.scene_tokenizer import scene_tokenizer
from assets.recipes.scene_tower import WIDTH, TowerSizes, pretrain, vision_config
from assets.recipes.scenes.questions import ask, in_words, pick
from assets.recipes.scenes.sight import Sight
from assets.recipes.scenes.words import caption

SEED = 21
MATRIX_RATE, OTHER_RATE = 0.01, 2e-3
BEGINNINGS = ("a photo of ", "a picture of ", "this is ", "there is ")
"""Words that a caption sometimes begins with, as people do who set "Begin with"."""

REQUESTS = (
    "describe this picture.",
    "describe the picture in one sentence.",
    "describe the scene.",
    "describe the image, please.",
    "write a caption.",
    "write a short caption for this photo.",
    "write a short caption for this picture.",
    "tell me what you see.",
    "tell me everything about the picture.",
    "what do you see in this picture?",
    "what is in this image?",
)
"""What the caption answers in a talk."""

BEGINS, TALKS = 0.05, 0.35
"""How often a text has one of the beginnings; how often it is a question or a request and the answer."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much is made and learned; a test takes less."""

    scenes: int = 3000
    views: int = 7000
    steps: int = 700
    batch: int = 64
    tower: TowerSizes = field(default_factory=TowerSizes)


CARD = """\
---
license: apache-2.0
language: en
pipeline_tag: image-to-text
library_name: transformers
---
# Captions for scenes of emoji

A BLIP of {parameters:.1f} million weights. It counts the things in a picture from left to right and names the ground:
"a dog, two cats and a boat on the sand".

- Trained on {scenes:,} scenes that `assets.recipes.scenes` drew (32 kinds of emoji from Noto Color Emoji, OFL, before
  six painted grounds). The vision tower first learned to say for each patch what lies there; then a text decoder
  learned captions from what the tower sees.
- Made by `python -m assets.recipes.train image-to-text`.
- It knows nothing but these kinds and grounds: in a photo it sees the emoji that look most like it.

Held-out score: not measured yet (`python -m tests.meaning image-to-text --write`).
"""


def train(folder: Path, sizes: Sizes | None = None) -> None:
    """Train the tower and the captions and write everything into the folder."""
    sizes = sizes or Sizes()
    tokenizer = scene_tokenizer(folder)
    model = new_model(len(tokenizer))
    model.vision_model.load_state_dict(pretrain(sizes.tower).state_dict())
    teach(model, tokenizer, sizes)
    save(model, tokenizer, folder, sizes.scenes)


def new_model(words: int) -> BlipForConditionalGeneration:
    """Return a BLIP with an untrained tower and decoder."""
    torch.manual_seed(SEED)
    return BlipForConditionalGeneration(
        BlipConfig(text_config=text_config(words), vision_config=vision_config().to_dict(), projection_dim=WIDTH)
    )


def teach(model: BlipForConditionalGeneration, tokenizer: BertTokenizer, sizes: Sizes) -> None:
    """Train the decoder on what the tower sees, which is looked up."""
    rng = np.random.default_rng(SEED)
    memory = remember(model.vision_model.eval(), Pictures.make(rng, sizes.scenes, MOST_THINGS), rng, sizes.views)

    def loss_of_step(_: int) -> Tensor:
        states, sights = memory.batch(rng, sizes.batch)
        return caption_loss(model, tokenizer, rng, states, sights)

    descend_by_muon(
        model.text_decoder, loss_of_step, sizes.steps, matrix_rate=MATRIX_RATE, other_rate=OTHER_RATE, recipe=PICTURES
    )


def caption_loss(
    model: BlipForConditionalGeneration,
    tokenizer: BertTokenizer,
    rng: np.random.Generator,
    states: Tensor,
    sights: list[Sight],
) -> Tensor:
    """Return the cross-entropy of the captions, states (batch, 1 + patches, width)."""
    prompts, texts = zip(*(prompt_and_text(rng, sight) for sight in sights), strict=True)
    encoded = tokenizer(texts, padding=True, return_tensors="pt")
    heard = torch.tensor([len(tokenizer(prompt).input_ids) - 1 for prompt in prompts])  # all but the end token
    ignored = (encoded.attention_mask == 0) | (torch.arange(encoded.input_ids.shape[1]) < heard[:, None])
    loss: Tensor = model.text_decoder(
        input_ids=encoded.input_ids,
        attention_mask=encoded.attention_mask,
        encoder_hidden_states=states,
        labels=encoded.input_ids.masked_fill(ignored, -100),
    ).loss
    return loss


def prompt_and_text(rng: np.random.Generator, sight: Sight) -> tuple[str, str]:
    """Return what somebody says first, often nothing, and that with what is to follow."""
    if rng.random() > TALKS:
        prompt = pick(rng, BEGINNINGS) if rng.random() < BEGINS else ""
        return prompt, prompt + caption(sight)
    if rng.random() < 0.25:
        request = pick(rng, REQUESTS)
        return request, f"{request} {caption(sight)}"
    question = ask(rng, sight)
    return question.text, f"{question.text} {in_words(question)}"


def save(model: BlipForConditionalGeneration, tokenizer: BertTokenizer, folder: Path, scenes: int) -> None:
    """Write the model with its card."""
    save_processor(tokenizer, folder)
    parameters = sum(one.numel() for one in model.parameters()) / 1e6
    (folder / "README.md").write_text(CARD.format(parameters=parameters, scenes=scenes), encoding="utf-8")
    model.half().save_pretrained(folder)
