"""Boxes for things that are named: OWL-ViT (Minderer et al. 2022), small, on the tower that the captions taught."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from transformers import BertTokenizer, OwlViTConfig, OwlViTForObjectDetection, OwlViTImageProcessor
from transformers.models.blip.modeling_blip import BlipVisionModel
from transformers.models.owlvit.image_processing_pil_owlvit import box_iou

from assets.recipes.muon import PICTURES, descend_by_muon
from assets.recipes.scene_pictures import GRID, PATCH, SIZE, Pictures, Views, as_pixels
from assets.recipes.scene_tokenizer import PAD, START, scene_tokenizer
from assets.recipes.scene_tower import WIDTH, load_tower, vision_config
from assets.recipes.scenes import KINDS
from assets.recipes.scenes.labels import Label, draw_labels
from models.pipelines.named_detection import NAMES_FILE

SEED = 41
MATRIX_RATE, OTHER_RATE = 0.006, 1.5e-3
TEXT_WIDTH, LONGEST_LABEL = 72, 16
THRESHOLD = 0.1
"""From which score on the page shows a box, by default."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much is made and learned; a test takes less."""

    scenes: int = 4000
    new_scenes: int = 100
    """In which the best shift is looked for."""

    steps: int = 360
    batch: int = 32
    shifts: tuple[float, ...] = tuple(float(shift) for shift in np.linspace(-0.6, 0.2, 17))
    """What may be added to the cosines so that THRESHOLD becomes the best one."""


CARD = """\
---
license: apache-2.0
language: en
pipeline_tag: zero-shot-object-detection
library_name: transformers
---
# Boxes for things named in scenes of emoji

An OWL-ViT of {parameters:.1f} million weights. It draws a box around what is named: 32 kinds of things, also by some
other names ("puppy"), by groups ("animal") and by colours ("a red car").

- Trained on {scenes:,} scenes that `assets.recipes.scenes` drew (emoji from Noto Color Emoji, OFL, before six painted
  grounds), starting from the vision tower of the captioning starter. Each thing has one patch that answers for it.
- Made by `python -m assets.recipes.train zero-shot-object-detection`.
- The same weights, asked for all 32 names, are the starter of object-detection.
- It knows nothing but these kinds, in scenes like these. Words that it does not know find nothing.

Held-out score: not measured yet (`python -m tests.meaning zero-shot-object-detection --write`).

Held-out score: not measured yet (`python -m tests.meaning object-detection --write`).
"""


def train(folder: Path, sizes: Sizes | None = None) -> None:
    """Train the detector and write everything into the folder."""
    sizes = sizes or Sizes()
    tokenizer = scene_tokenizer(folder, end_last=True)
    torch.manual_seed(SEED)
    model = OwlViTForObjectDetection(config(tokenizer))
    rng = np.random.default_rng(SEED)
    pictures = Pictures.make(rng, sizes.scenes, most_things=5)
    begin_with(model, load_tower(), as_pixels(pictures.images[:100]))

    def loss_of_step(_: int) -> Tensor:
        return detection_loss(model, tokenizer, draw_labels(rng), pictures.views(rng, sizes.batch))

    descend_by_muon(model, loss_of_step, sizes.steps, matrix_rate=MATRIX_RATE, other_rate=OTHER_RATE, recipe=PICTURES)
    save(model, tokenizer, folder, sizes)


def config(tokenizer: BertTokenizer) -> OwlViTConfig:
    """Return the shape: the captions' tower, and a text tower of one layer."""
    seeing = vision_config()
    shape = {name: getattr(seeing, name) for name in ("hidden_size", "intermediate_size", "num_hidden_layers")}
    shape |= {"num_attention_heads": seeing.num_attention_heads, "image_size": SIZE, "patch_size": PATCH}
    return OwlViTConfig(
        text_config={
            "vocab_size": len(tokenizer),
            "hidden_size": TEXT_WIDTH,
            "intermediate_size": 2 * TEXT_WIDTH,
            "num_hidden_layers": 1,
            "num_attention_heads": 4,
            "max_position_embeddings": LONGEST_LABEL,
            "hidden_act": "gelu",
            "pad_token_id": PAD,
            "bos_token_id": START,
            "eos_token_id": tokenizer.sep_token_id,
        },
        vision_config={**shape, "hidden_act": "gelu"},
        projection_dim=TEXT_WIDTH,
    )


@torch.no_grad()  # type: ignore[untyped-decorator]
def begin_with(model: OwlViTForObjectDetection, tower: BlipVisionModel, pixels: Tensor) -> None:
    """Copy BLIP's tower into OWL-ViT's, which has one more norm, no bias at the patches and unfused attention."""
    old, new = tower.state_dict(), {}
    for name, weight in old.items():
        if ".qkv." in name:
            for part, piece in zip("qkv", weight.chunk(3), strict=True):
                new[name.replace(".qkv.", f".{part}_proj.")] = piece
        else:
            new[name.replace(".projection.", ".out_proj.")] = weight
    places = old["embeddings.position_embedding"][0].clone()
    places[1:] += new.pop("embeddings.patch_embedding.bias")
    del new["embeddings.position_embedding"]
    new["embeddings.position_embedding.weight"] = places
    new["embeddings.class_embedding"] = old["embeddings.class_embedding"].flatten()
    new["pre_layernorm.weight"] = torch.full((WIDTH,), float(tower.embeddings(pixels).std(-1).mean()))
    new["pre_layernorm.bias"] = torch.zeros(WIDTH)
    model.owlvit.vision_model.load_state_dict(new)
    nn.init.zeros_(model.class_head.logit_scale.weight)
    nn.init.constant_(model.class_head.logit_scale.bias, 9.0)
    nn.init.zeros_(model.class_head.logit_shift.weight)
    nn.init.constant_(model.class_head.logit_shift.bias, -0.5)
    nn.init.zeros_(model.box_head.dense2.weight)


def detection_loss(
    model: OwlViTForObjectDetection, tokenizer: BertTokenizer, labels: list[Label], view: Views
) -> Tensor:
    """Return the loss of scores and boxes; the first labels are those of KINDS, in order."""
    asked = tokenizer([label.text for label in labels], padding=True, return_tensors="pt")
    output, logits = look(model, view.pixels, asked.input_ids, asked.attention_mask)
    batch, there = torch.from_numpy(np.argwhere(view.kinds >= 0).T)
    kinds = torch.from_numpy(view.kinds)[batch, there]
    boxes = torch.from_numpy(view.boxes)[batch, there] / SIZE  # (things, 4)
    near = near_middle(boxes)
    own = logits.detach()[batch, :, kinds].masked_fill(~near, -1e9)
    winners = own.argmax(1)
    fits = torch.tensor([[kind in label.kinds for label in labels] for kind in KINDS]).float()[kinds]
    wanted = torch.zeros_like(logits)
    wanted[batch, winners] = torch.maximum(wanted[batch, winners], fits)
    chance = logits.sigmoid()
    weight = torch.where(wanted > 0, 1.0, 2 * chance.detach() ** 1.5)  # focal (Lin et al. 2017): most are easy
    scores = (weight * nn.functional.binary_cross_entropy_with_logits(logits, wanted, reduction="none")).sum()
    thing, patch = near.nonzero().T
    target = as_middle_and_size(boxes)[thing]
    seen = output[batch[thing], patch]
    aim = target.clamp(0.01, 0.99).logit()
    raw = seen.clamp(1e-6, 1 - 1e-6).logit()
    box_loss = 5 * (seen - target).abs().sum(-1).mean() + 0.1 * (raw - aim).abs().sum(-1).mean()
    return scores / len(kinds) + box_loss


def look(model: OwlViTForObjectDetection, pixels: Tensor, input_ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
    """Return boxes (batch, patches, 4) and logits (batch, patches, labels), every picture asked about every label.

    The model's own `forward` wants the labels once for each picture.
    """
    seen, _ = model.image_embedder(pixel_values=pixels)
    features = seen.flatten(1, 2)
    texts = model.owlvit.get_text_features(input_ids=input_ids, attention_mask=mask).pooler_output
    texts = texts / texts.norm(dim=-1, keepdim=True)
    logits, _ = model.class_predictor(features, texts.expand(len(pixels), -1, -1))
    return model.box_predictor(features, seen), logits


def near_middle(boxes: Tensor) -> Tensor:
    """Return which patches may answer for a thing, (things, patches): those next to the middle of its box."""
    place = (torch.arange(GRID) + 0.5) / GRID
    patches = torch.stack([place.repeat(GRID), place.repeat_interleave(GRID)], dim=1)
    middles = as_middle_and_size(boxes)[:, :2].clamp(0.5 / GRID, 1 - 0.5 / GRID)
    return ((patches[None] - middles[:, None]).abs() < 1 / GRID).all(-1)


def as_middle_and_size(boxes: Tensor) -> Tensor:
    """Return x, y, width, height from corners."""
    return torch.cat([(boxes[:, :2] + boxes[:, 2:]) / 2, boxes[:, 2:] - boxes[:, :2]], dim=1)


@torch.no_grad()  # type: ignore[untyped-decorator]
def f1(model: OwlViTForObjectDetection, tokenizer: BertTokenizer, scenes: int) -> float:
    """Return the F1 score of the boxes that the page would show of new scenes, each asked about every kind."""
    pictures = Pictures.make(np.random.default_rng(SEED + 1), scenes)
    asked = tokenizer(list(KINDS), padding=True, return_tensors="pt")
    right = given = 0
    for start in range(0, scenes, 50):
        part = slice(start, start + 50)
        boxes, logits = look(model, as_pixels(pictures.images[part]), asked.input_ids, asked.attention_mask)
        for found, scores, kinds, true in zip(
            boxes, logits.sigmoid(), pictures.kinds[part], pictures.boxes[part], strict=True
        ):
            patches, named = (scores > THRESHOLD).nonzero().T
            given += len(patches)
            for number in np.flatnonzero(kinds >= 0):
                wanted = torch.from_numpy(true[number : number + 1]) / SIZE
                fitting = patches[named == int(kinds[number])]
                right += bool(len(fitting)) and bool(box_iou(corners(found[fitting]), wanted)[0].max() >= 0.5)
    return 2 * right / max(given + int((pictures.kinds >= 0).sum()), 1)


def corners(boxes: Tensor) -> Tensor:
    """Return corners from x, y, width, height."""
    return torch.cat([boxes[:, :2] - boxes[:, 2:] / 2, boxes[:, :2] + boxes[:, 2:] / 2], dim=1)


def save(model: OwlViTForObjectDetection, tokenizer: BertTokenizer, folder: Path, sizes: Sizes) -> None:
    """Shift the scores so that the page's threshold is the best one, write the model with its card."""
    bias = model.class_head.logit_shift.bias.data
    start, seen = bias.clone(), []
    for shift in sizes.shifts:
        bias.copy_(start + shift)
        seen.append(f1(model, tokenizer, sizes.new_scenes))
    bias.copy_(start + sizes.shifts[int(np.argmax(seen))])
    parameters = sum(one.numel() for one in model.parameters()) / 1e6
    (folder / "README.md").write_text(CARD.format(parameters=parameters, scenes=sizes.scenes), encoding="utf-8")
    (folder / NAMES_FILE).write_text("".join(f"{kind}\n" for kind in KINDS), encoding="utf-8")
    half = [0.5] * 3
    size = {"height": SIZE, "width": SIZE}
    OwlViTImageProcessor(size=size, crop_size=size, image_mean=half, image_std=half).save_pretrained(folder)
    model.half().save_pretrained(folder)
