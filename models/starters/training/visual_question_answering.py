"""Answers about scenes: BLIP (Li et al. 2022), small, on the tower that the captions taught."""

import logging
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from transformers import BertTokenizer, BlipConfig, BlipForQuestionAnswering

from models.starters.scenes.questions import MATTERS, Question, ask
from models.starters.scenes.sight import Sight
from models.starters.training.image_to_text import MOST_THINGS, save_processor, text_config
from models.starters.training.orthogonal import Orthogonal, descend
from models.starters.training.scene_memory import remember, sight
from models.starters.training.scene_pictures import Pictures, as_pixels
from models.starters.training.scene_tokenizer import LONGEST, UNKNOWN, scene_tokenizer
from models.starters.training.scene_tower import WIDTH, load_tower, vision_config

log = logging.getLogger(__name__)

SEED = 31
SCENES, VIEWS = 3000, 10_000
STEPS, BATCH = 500, 128
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
- On {held_out} questions about {held_out_scenes} new scenes, as many about each matter, {accuracy:.0%} of the answers
  are right; always giving the commonest answer to its matter would be right for {commonest:.0%}.
  By matter: {by_matter}.
- It knows nothing but these kinds, grounds and wordings. Colours it mostly knows by heart: all cars here are red.
  Left and right it has not learned, and whether something is there it knows little better than by chance.
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

    def next_loss() -> Tensor:
        states, sights = memory.batch(rng, BATCH)
        return answer_loss(model, tokenizer, rng, states, [ask(rng, one) for one in sights])

    halves = [*model.text_encoder.named_parameters("encoder"), *model.text_decoder.named_parameters("decoder")]
    descend(Orthogonal(halves, rate=0.01), next_loss, STEPS)


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
    """Measure the model on new scenes and write it with its card."""
    right, commonest, scenes, each = held_out_scores(model.eval(), tokenizer)
    save_processor(tokenizer, folder)
    card = CARD.format(
        parameters=sum(one.numel() for one in model.parameters()) / 1e6,
        scenes=SCENES,
        held_out=scenes * len(MATTERS),
        held_out_scenes=scenes,
        accuracy=sum(right.values()) / len(right) / each,
        commonest=sum(commonest.values()) / len(commonest) / each,
        by_matter=", ".join(f"{matter} {right[matter] / each:.0%}" for matter in MATTERS),
    )
    (folder / "README.md").write_text(card, encoding="utf-8")
    model.half().save_pretrained(folder)


@torch.no_grad()  # type: ignore[untyped-decorator]
def held_out_scores(
    model: BlipForQuestionAnswering, tokenizer: BertTokenizer, scenes: int = 150
) -> tuple[Counter[str], Counter[str], int, int]:
    """Return, by matter, the right answers and how often the commonest is right; how many scenes, how many of each."""
    rng = np.random.default_rng(SEED + 1)
    pictures = Pictures.make(rng, scenes)
    sights: list[Sight] = [sight(*one) for one in zip(pictures.kinds, pictures.boxes, pictures.grounds, strict=True)]
    right, wanted = Counter[str](), defaultdict[str, Counter[str]](Counter)
    for matter in MATTERS:
        for number, one in enumerate(sights):
            question = ask(rng, one, matter)
            asked = tokenizer(question.text, return_tensors="pt")
            tokens = model.generate(
                input_ids=asked.input_ids,
                attention_mask=asked.attention_mask,
                pixel_values=as_pixels(pictures.images[number : number + 1]),
                max_new_tokens=16,
            )
            right[matter] += tokenizer.decode(tokens[0], skip_special_tokens=True) == question.answer
            wanted[matter][question.answer] += 1
    commonest = Counter({matter: answers.most_common(1)[0][1] for matter, answers in wanted.items()})
    log.info("Answers: right %s, commonest %s, of %d each", dict(right), dict(commonest), scenes)
    return right, commonest, scenes, scenes
