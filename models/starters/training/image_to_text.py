"""Captions for scenes: BLIP (Li et al. 2022), small, its tower taught densely first (`scene_tower`)."""

from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from transformers import BertTokenizer, BlipConfig, BlipForConditionalGeneration, BlipImageProcessor, BlipProcessor

from models.starters.scenes.questions import ask, in_words, pick
from models.starters.scenes.sight import Sight
from models.starters.scenes.words import caption
from models.starters.training.muon import PICTURES, descend_by_muon
from models.starters.training.scene_memory import remember
from models.starters.training.scene_pictures import SIZE, Pictures
from models.starters.training.scene_tokenizer import END, PAD, START, scene_tokenizer
from models.starters.training.scene_tower import WIDTH, pretrain, vision_config

SEED = 21
SCENES, VIEWS = 3000, 7000
STEPS, BATCH = 700, 64
MATRIX_RATE, OTHER_RATE = 0.01, 2e-3
POSITIONS = 320
"""Tokens, of which a caption needs a dozen; no setting of the page may ask for more."""

MOST_THINGS = 5
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

- Trained on {scenes:,} scenes that `models.starters.scenes` drew (32 kinds of emoji from Noto Color Emoji, OFL, before
  six painted grounds). The vision tower first learned to say for each patch what lies there; then a text decoder
  learned captions from what the tower sees.
- Made by `python -m models.starters.train image-to-text`.
- It knows nothing but these kinds and grounds: in a photo it sees the emoji that look most like it.

Held-out score: not measured yet (`python -m tests.meaning image-to-text --write`).
"""


def train(folder: Path) -> None:
    """Train the tower and the captions and write everything into the folder."""
    tokenizer = scene_tokenizer(folder)
    model = new_model(len(tokenizer))
    model.vision_model.load_state_dict(pretrain().state_dict())
    teach(model, tokenizer)
    save(model, tokenizer, folder)


def new_model(words: int) -> BlipForConditionalGeneration:
    """Return a BLIP with an untrained tower and decoder."""
    torch.manual_seed(SEED)
    return BlipForConditionalGeneration(
        BlipConfig(text_config=text_config(words), vision_config=vision_config().to_dict(), projection_dim=WIDTH)
    )


def text_config(words: int, positions: int = POSITIONS) -> dict[str, int | float]:
    """Return the shape of BLIP's text half: two layers, as wide as the tower."""
    return {
        "vocab_size": words,
        "hidden_size": WIDTH,
        "intermediate_size": 2 * WIDTH,
        "num_hidden_layers": 2,
        "num_attention_heads": 6,
        "max_position_embeddings": positions,
        "bos_token_id": START,
        "eos_token_id": END,
        "sep_token_id": END,
        "pad_token_id": PAD,
    }


def teach(model: BlipForConditionalGeneration, tokenizer: BertTokenizer) -> None:
    """Train the decoder on what the tower sees, which is looked up."""
    rng = np.random.default_rng(SEED)
    memory = remember(model.vision_model.eval(), Pictures.make(rng, SCENES, MOST_THINGS), rng, VIEWS)

    def loss_of_step(_: int) -> Tensor:
        states, sights = memory.batch(rng, BATCH)
        return caption_loss(model, tokenizer, rng, states, sights)

    descend_by_muon(
        model.text_decoder, loss_of_step, STEPS, matrix_rate=MATRIX_RATE, other_rate=OTHER_RATE, recipe=PICTURES
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


def save(model: BlipForConditionalGeneration, tokenizer: BertTokenizer, folder: Path) -> None:
    """Write the model with its card."""
    save_processor(tokenizer, folder)
    parameters = sum(one.numel() for one in model.parameters()) / 1e6
    (folder / "README.md").write_text(CARD.format(parameters=parameters, scenes=SCENES), encoding="utf-8")
    model.half().save_pretrained(folder)


def save_processor(tokenizer: BertTokenizer, folder: Path) -> None:
    """Write what turns pictures and words into the model's inputs."""
    half = [0.5] * 3
    image_processor = BlipImageProcessor(size={"height": SIZE, "width": SIZE}, image_mean=half, image_std=half)
    BlipProcessor(image_processor, tokenizer).save_pretrained(folder)
