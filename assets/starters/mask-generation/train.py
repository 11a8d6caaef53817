"""A tiny SAM that cuts out what was clicked in a scene: a thing, the ground, or what is behind it.

Kirillov et al., "Segment Anything" (2023, arXiv:2304.02643): of three masks the best one learns, and a head learns
how good each is. Besides, the image encoder is helped by a simpler question that is dropped after training: where are
things, and in which direction lies the middle of the one at this place?
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn.functional import avg_pool2d, binary_cross_entropy_with_logits, pixel_shuffle
from transformers import SamConfig, SamImageProcessorPil, SamModel, SamProcessor

from assets.recipes.muon import PICTURES, descend_by_muon
from assets.recipes.scenes import Scene, make_scene

SIZE, PATCH = 128, 8
GRID, MASK = SIZE // PATCH, SIZE // 2
"""Cells a side of what the encoder sees, and pixels a side of the masks."""

WIDTH = 64
BATCH, CLICKS = 8, 4
MATRIX_RATE, OTHER_RATE = 0.01, 2e-3
SINGLE = 0.15
"""The part of the steps in which SAM's one mask for clear cases learns rather than the three for all others."""

CONTRAST = 3.0
"""Masks learn at so much less contrast than they are given: their edges come out as sharp as SAM's."""

SEED = 50
NEAR, BEHIND = 254, 255
MEAN = STD = [0.5, 0.5, 0.5]


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much is made and learned; a test takes less."""

    scenes: int = 2500
    steps: int = 1800


CARD = """\
---
license: apache-2.0
library_name: transformers
pipeline_tag: mask-generation
---
# Cutting things out of scenes of emoji

A SAM of 0.6 million weights that looks at 128 x 128 pixels and cuts out what was clicked: a thing, the ground, or
what is behind it.

- Trained from nothing on 2,500 scenes that `assets.recipes.scenes` drew: emoji from Noto Color Emoji (OFL) before
  painted grounds.
- Made by `python -m assets.recipes.train mask-generation`.
- It cuts out no parts of things, and nothing in photos. Without a click it is sure of ground and sky alone, and its
  edges are soft: the two limits have to be lowered before it finds things.

Held-out score: not measured yet (`python -m tests.meaning mask-generation --write`).
"""


@dataclass(frozen=True, slots=True)
class Cuts:
    """Scenes in memory: images, uint8 (scenes, SIZE, SIZE, 3), and what each pixel belongs to.

    `owners` is uint8, (scenes, SIZE, SIZE): the number of a thing, NEAR for the ground or BEHIND for what is behind.
    """

    images: NDArray[np.uint8]
    owners: NDArray[np.uint8]

    @classmethod
    def make(cls, rng: np.random.Generator, count: int) -> "Cuts":
        """Make new scenes."""
        scenes = [make_scene(rng, size=SIZE, count=(1, 5)) for _ in range(count)]
        return cls(np.stack([np.asarray(one.image) for one in scenes]), np.stack([owners_of(one) for one in scenes]))


@dataclass(frozen=True, slots=True)
class Clicks:
    """A batch.

    Attributes:
        pixels: (batch, 3, SIZE, SIZE), from -1 to 1.
        points: (batch, CLICKS, 1, 2), x and y in pixels.
        masks: (batch, CLICKS, MASK, MASK), which part of each pixel belongs to what was clicked.
        things: (batch, SIZE, SIZE), bool, where there are things.
        middles: (batch, 2, SIZE, SIZE), from each pixel to the middle of the thing there, in parts of the picture.
    """

    pixels: Tensor
    points: Tensor
    masks: Tensor
    things: Tensor
    middles: Tensor


def train(folder: Path, sizes: Sizes | None = None) -> None:
    """Train the model and write it with its processor and its card into the folder."""
    sizes = sizes or Sizes()
    torch.manual_seed(SEED)
    rng = np.random.default_rng(SEED)
    cuts = Cuts.make(rng, sizes.scenes)
    model, helper = new_model().train(), nn.Conv2d(WIDTH, (MASK // GRID) ** 2 + 2, 1)
    descend_by_muon(
        nn.ModuleList([model, helper]),
        lambda _: loss_of(model, helper, rng, clicks(rng, cuts)),
        sizes.steps,
        matrix_rate=MATRIX_RATE,
        other_rate=OTHER_RATE,
        recipe=PICTURES,
    )
    with torch.no_grad():
        for head in model.mask_decoder.output_hypernetworks_mlps:
            for part in head.proj_out.parameters():
                part.mul_(CONTRAST)
    model.half().save_pretrained(folder)
    SamProcessor(image_processor()).save_pretrained(folder)
    (folder / "README.md").write_text(CARD, encoding="utf-8")


def new_model() -> SamModel:
    """Return a model that has learned nothing; near places have like codes, as in the paper's own code."""
    model = SamModel(config())
    nn.init.normal_(model.shared_image_embedding.positional_embedding)
    model.tie_weights()
    return model


def config() -> SamConfig:
    """Return the model's measures."""
    vision = {
        "hidden_size": 96,
        "num_hidden_layers": 4,
        "num_attention_heads": 4,
        "mlp_dim": 192,
        "output_channels": WIDTH,
        "image_size": SIZE,
        "patch_size": PATCH,
        "window_size": 8,
        "global_attn_indexes": [1, 3],
        "num_pos_feats": WIDTH // 2,
        "use_rel_pos": False,
        "initializer_range": 0.02,
    }
    prompt = {"hidden_size": WIDTH, "image_size": SIZE, "patch_size": PATCH, "mask_input_channels": 4}
    decoder = {
        "hidden_size": WIDTH,
        "num_attention_heads": 4,
        "attention_downsample_rate": 1,
        "mlp_dim": 128,
        "iou_head_hidden_dim": 64,
    }
    return SamConfig(vision_config=vision, prompt_encoder_config=prompt, mask_decoder_config=decoder)


def image_processor() -> SamImageProcessorPil:
    """Return what brings pictures to SIZE."""
    return SamImageProcessorPil(
        size={"longest_edge": SIZE},
        pad_size={"height": SIZE, "width": SIZE},
        mask_size={"longest_edge": MASK},
        mask_pad_size={"height": MASK, "width": MASK},
        image_mean=MEAN,
        image_std=STD,
    )


def owners_of(scene: Scene) -> NDArray[np.uint8]:
    """Return what each pixel of a scene belongs to."""
    owners = np.full((SIZE, SIZE), BEHIND, dtype=np.uint8)
    owners[scene.horizon :] = NEAR
    for number, thing in enumerate(scene.things):
        owners[thing.mask] = number
    return owners


def clicks(rng: np.random.Generator, cuts: Cuts) -> Clicks:
    """Return scenes, mirrored half of the time, and clicks: most on things, the last one beside them."""
    chosen = rng.integers(len(cuts.images), size=BATCH)
    images, owners = cuts.images[chosen], cuts.owners[chosen]
    if rng.random() < 0.5:
        images, owners = images[:, :, ::-1], owners[:, :, ::-1]
    spots = np.array([spots_of(rng, one) for one in owners])
    clicked = owners[np.arange(BATCH)[:, None], spots[..., 1], spots[..., 0]]
    masks = torch.from_numpy(owners[:, None] == clicked[:, :, None, None]).float()
    return Clicks(
        torch.from_numpy(np.ascontiguousarray(images)).permute(0, 3, 1, 2).float() / 127.5 - 1,
        torch.from_numpy(spots[:, :, None]).float(),
        avg_pool2d(masks, SIZE // MASK),
        torch.from_numpy(owners < NEAR),
        torch.from_numpy(np.stack([middles_of(one) for one in owners])),
    )


def spots_of(rng: np.random.Generator, owners: NDArray[np.uint8]) -> NDArray[np.int64]:
    """Return CLICKS places, x and y."""
    things, rest = np.unique(owners[owners < NEAR]), np.unique(owners[owners >= NEAR])
    wanted = [*rng.choice(things, CLICKS - 1), rng.choice(rest)]
    spots = []
    for owner in wanted:
        rows, columns = np.nonzero(owners == owner)
        place = rng.integers(len(rows))
        spots.append((columns[place], rows[place]))
    return np.array(spots)


def middles_of(owners: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Return how far right and how far down from each pixel the middle of its thing lies, in parts of the picture."""
    ways = np.zeros((2, SIZE, SIZE), dtype=np.float32)
    for owner in np.unique(owners[owners < NEAR]):
        rows, columns = np.nonzero(owners == owner)
        ways[0, rows, columns] = (columns.mean() - columns) / SIZE
        ways[1, rows, columns] = (rows.mean() - rows) / SIZE
    return ways


def loss_of(model: SamModel, helper: nn.Conv2d, rng: np.random.Generator, batch: Clicks) -> Tensor:
    """Return the losses of the masks, of their expected quality, and of the helping question."""
    embeddings = model.vision_encoder(batch.pixels).last_hidden_state
    answer = model(image_embeddings=embeddings, input_points=batch.points, multimask_output=bool(rng.random() > SINGLE))
    losses = mask_losses(answer.pred_masks, batch.masks)
    best = losses.min(dim=2).values.mean()
    quality = (answer.iou_scores - overlaps(answer.pred_masks, batch.masks)).square().mean()
    return best + 0.1 * losses.mean() + quality + 0.5 * helping_loss(helper(embeddings), batch)


def mask_losses(logits: Tensor, masks: Tensor) -> Tensor:
    """Return cross-entropy and dice loss of each mask, (batch, clicks, guesses)."""
    wanted = masks[:, :, None].expand_as(logits)
    entropy = binary_cross_entropy_with_logits(logits, wanted, reduction="none").mean(dim=(3, 4))
    given = logits.sigmoid()
    dice = 1 - (2 * (given * wanted).sum((3, 4)) + 1) / (given.sum((3, 4)) + wanted.sum((3, 4)) + 1)
    return 4 * entropy + dice


@torch.no_grad()  # type: ignore[untyped-decorator]
def overlaps(logits: Tensor, masks: Tensor) -> Tensor:
    """Return the intersection over union of each mask with the true one, (batch, clicks, guesses)."""
    given, wanted = logits > 0, masks[:, :, None] > 0.5
    return (given & wanted).sum((3, 4)) / (given | wanted).sum((3, 4)).clamp(min=1)


def helping_loss(answer: Tensor, batch: Clicks) -> Tensor:
    """Return how wrong the encoder is about where things are and where their middles are."""
    there = avg_pool2d(batch.things[:, None].float(), SIZE // MASK)
    found = binary_cross_entropy_with_logits(pixel_shuffle(answer[:, 2:], MASK // GRID), there)
    part = avg_pool2d(batch.things[:, None].float(), PATCH)
    middles = avg_pool2d(batch.middles, PATCH) / part.clamp(min=1e-6)
    distance = (answer[:, :2] - 4 * middles).abs() * part
    return found + distance.sum() / part.sum().clamp(min=1)
