"""A small vision tower (ViT, Dosovitskiy et al. 2021) that knows the scenes: captions, answers and boxes start from it.

It learns densely: every patch of 16 x 16 pixels says which kind of thing lies there, where that thing's box ends
and whether the middle of the box lies in the patch; together they say what the ground is. That teaches a
transformer within minutes what a caption alone, one sentence for 64 patches, would need days for.
The tower of the captions in assets is the one that all start from: `load_tower` takes it from there.
"""

import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import load_file
from torch import Tensor, nn
from transformers import BlipVisionConfig
from transformers.models.blip.modeling_blip import BlipVisionModel

from assets.recipes.muon import PICTURES, descend_by_muon
from assets.recipes.scene_pictures import GRID, GROUND_NAMES, PATCH, SIZE, Pictures, Truth, as_pixels
from assets.recipes.scenes import KINDS
from models.errors import ModelLoadError
from models.starters.starter import ASSETS

WIDTH = 144
TOWER_FILE = ASSETS / "image-to-text" / "model.safetensors"
SEED = 11
MATRIX_RATE, OTHER_RATE = 0.012, 2e-3
LUMA_FILTERS, CHROMA_FILTERS = 72, 36


@dataclass(frozen=True, slots=True)
class TowerSizes:
    """How much is made and learned."""

    scenes: int = 7000
    new_scenes: int = 300
    steps: int = 900
    window_steps: int = 600
    window_batch: int = 64
    picture_batch: int = 32


def vision_config() -> BlipVisionConfig:
    """Return the tower's shape: 64 patches and a class token, 144 wide, 4 layers, 0.96 million weights."""
    return BlipVisionConfig(
        hidden_size=WIDTH,
        intermediate_size=3 * WIDTH,
        num_hidden_layers=4,
        num_attention_heads=6,
        image_size=SIZE,
        patch_size=PATCH,
        initializer_range=0.02,
    )


class DenseHeads(nn.Module):  # type: ignore[misc]
    """What each patch says, from hidden states of shape (batch, 1 + patches, width)."""

    def __init__(self) -> None:
        super().__init__()
        self.kind = nn.Linear(WIDTH, len(KINDS) + 1)
        self.centre = nn.Linear(WIDTH, 1)
        self.box = nn.Linear(WIDTH, 4)
        self.ground = nn.Linear(WIDTH, len(GROUND_NAMES))

    def loss(self, states: Tensor, truth: Truth) -> Tensor:
        """Return the weighted sum of the four losses."""
        patches = states[:, 1:]
        on_thing = truth.kind < len(KINDS)
        kinds = nn.functional.cross_entropy(self.kind(patches).transpose(1, 2), truth.kind, reduction="none")
        kind_loss = kinds[on_thing].mean() + 0.5 * kinds[~on_thing].mean()
        centres = nn.functional.binary_cross_entropy_with_logits(
            self.centre(patches)[..., 0], truth.centre, reduction="sum"
        ) / truth.centre.sum().clamp(min=1)
        boxes = (self.box(patches) - truth.box)[on_thing].abs().sum(-1).mean()
        grounds = nn.functional.cross_entropy(self.ground(patches.mean(1)), truth.ground)
        return kind_loss + 0.5 * centres + 0.5 * boxes + 0.2 * grounds

    def found(self, states: Tensor) -> list[list[int]]:
        """Return the kinds of the things whose centres are seen, in each picture."""
        patches = states[:, 1:]
        kinds = self.kind(patches)[..., :-1].argmax(-1)
        seen = self.centre(patches)[..., 0] > 0
        return [sorted(one[there].tolist()) for one, there in zip(kinds, seen, strict=True)]


class Course:
    """What a tower learns: its pictures, and the heads that say what each patch shows.

    For the first steps it sees windows of 5 x 5 patches around things, which costs less than half of a picture and
    shows more of what is to be learned; then whole pictures.
    """

    def __init__(self, sizes: TowerSizes) -> None:
        torch.manual_seed(SEED)
        self.sizes = sizes
        self.rng = np.random.default_rng(SEED)
        self.pictures = Pictures.make(self.rng, sizes.scenes)
        self.tower, self.heads = BlipVisionModel(vision_config()), DenseHeads()
        start_with_cosines(self.tower, self.pictures.images[:400])
        start_with_places(self.tower)

    def run(self) -> None:
        """Take all steps."""
        descend_by_muon(
            nn.ModuleList([self.tower, self.heads]),
            lambda step: self.window_loss() if step < self.sizes.window_steps else self.picture_loss(),
            self.sizes.steps,
            matrix_rate=MATRIX_RATE,
            other_rate=OTHER_RATE,
            recipe=PICTURES,
        )

    def picture_loss(self) -> Tensor:
        """Return the loss on a batch of whole pictures."""
        pixels, truth = self.pictures.batch(self.rng, self.sizes.picture_batch)
        return self.heads.loss(self.tower(pixels).last_hidden_state, truth)

    def window_loss(self) -> Tensor:
        """Return the loss on a batch of windows."""
        pixels, truth = self.pictures.batch(self.rng, self.sizes.window_batch)
        window = windows(self.rng, truth)
        seen = self.tower.encoder(inputs_embeds=embed_patches(self.tower, pixels, window)).last_hidden_state
        return self.heads.loss(self.tower.post_layernorm(seen), truth.of(window))


def embed_patches(tower: BlipVisionModel, pixels: Tensor, chosen: Tensor) -> Tensor:
    """Return the embeddings of the class token and of the patches of those numbers, (batch, 1 + n, width)."""
    parts = tower.embeddings
    tiles = pixels.unfold(2, PATCH, PATCH).unfold(3, PATCH, PATCH).permute(0, 2, 3, 1, 4, 5).flatten(3).flatten(1, 2)
    tiles = tiles.gather(1, chosen[..., None].expand(-1, -1, tiles.shape[-1]))
    embedded = nn.functional.linear(tiles, parts.patch_embedding.weight.flatten(1), parts.patch_embedding.bias)
    first = (parts.class_embedding + parts.position_embedding[:, :1]).expand(len(pixels), 1, -1)
    return torch.cat([first, embedded + parts.position_embedding[0, 1:][chosen]], dim=1)


def windows(rng: np.random.Generator, truth: Truth) -> Tensor:
    """Return the numbers of 5 x 5 neighbouring patches of each picture, one of its things about in the middle."""
    chance = truth.centre.numpy() + 1e-3 * rng.random(truth.centre.shape)
    middle = (chance * rng.random(chance.shape)).argmax(1)
    top, left = (np.stack([middle // GRID, middle % GRID]) - 2 + rng.integers(-1, 2, size=(2, len(middle)))).clip(
        0, GRID - 5
    )
    steps = np.arange(5)
    rows, columns = top[:, None] + steps, left[:, None] + steps
    return torch.from_numpy((rows[:, :, None] * GRID + columns[:, None, :]).reshape(len(middle), 25))


def pretrain(sizes: TowerSizes) -> BlipVisionModel:
    """Return a tower trained on new scenes; about six minutes on one core."""
    course = Course(sizes)
    course.run()
    sys.stderr.write(f"F1 of things in new scenes: {things_f1(course.tower, course.heads, sizes.new_scenes):.3f}\n")
    return course.tower


def start_with_cosines(tower: BlipVisionModel, images: NDArray[np.uint8]) -> None:
    """Let the patch embedding begin as the lowest cosine waves of brightness and of two colour contrasts.

    Scaled to about the same variance for each, which a random start needs thousands of steps to find.
    """
    colours = [((1, 1, 1), LUMA_FILTERS), ((1, 0, -1), CHROMA_FILTERS), ((1, -2, 1), CHROMA_FILTERS)]
    waves = np.stack([wave * np.array(mix)[:, None, None] for mix, count in colours for wave in cosine_waves(count)])
    embedding = tower.embeddings.patch_embedding
    with torch.no_grad():
        embedding.weight.copy_(torch.from_numpy(waves))
        embedding.bias.zero_()
        outputs = embedding(as_pixels(images)).transpose(0, 1).flatten(1)
        embedding.weight.div_(outputs.std(1)[:, None, None, None] * 2)
        embedding.bias.copy_(-outputs.mean(1) / outputs.std(1) / 2)


def cosine_waves(count: int) -> list[NDArray[np.float64]]:
    """Return the two-dimensional cosine transform's first `count` basis pictures of a patch, slow waves first."""
    orders = sorted(((u, v) for u in range(PATCH) for v in range(PATCH)), key=lambda uv: (uv[0] ** 2 + uv[1] ** 2, uv))
    places = (np.arange(PATCH) + 0.5) * np.pi / PATCH
    return [np.outer(np.cos(u * places), np.cos(v * places)) for u, v in orders[:count]]


def start_with_places(tower: BlipVisionModel) -> None:
    """Let the position embedding begin as sines of a patch's row and column."""
    scales = 2.0 ** np.linspace(0, 2.5, WIDTH // 4)
    places = np.arange(GRID)[:, None] / GRID * np.pi * scales / 2
    waves = np.concatenate([np.sin(places), np.cos(places)], axis=1)
    rows, columns = np.repeat(waves, GRID, axis=0), np.tile(waves, (GRID, 1))
    grid = torch.from_numpy(np.concatenate([rows, columns], axis=1)).float() * 0.3
    with torch.no_grad():
        tower.embeddings.position_embedding.copy_(torch.cat([torch.zeros(1, WIDTH), grid])[None])


@torch.no_grad()  # type: ignore[untyped-decorator]
def things_f1(tower: BlipVisionModel, heads: DenseHeads, scenes: int) -> float:
    """Return the F1 score of the kinds found in new scenes, repeats counted."""
    pictures = Pictures.make(np.random.default_rng(SEED + 1), scenes)
    hits = wanted = given = 0
    for start in range(0, scenes, 50):
        states = tower(as_pixels(pictures.images[start : start + 50])).last_hidden_state
        for found, kinds in zip(heads.found(states), pictures.kinds[start : start + 50], strict=True):
            there = [kind for kind in kinds.tolist() if kind >= 0]
            hits += sum(min(found.count(kind), there.count(kind)) for kind in set(there))
            wanted, given = wanted + len(there), given + len(found)
    return 2 * hits / max(wanted + given, 1)


def load_tower(file: Path = TOWER_FILE) -> BlipVisionModel:
    """Return the tower that the captioning starter in assets holds.

    Raises:
        ModelLoadError: that starter has not been trained.
    """
    if not file.is_file():
        raise ModelLoadError("Train the captions first: python -m assets.recipes.train image-to-text")
    prefix = "vision_model."
    weights = {name.removeprefix(prefix): one for name, one in load_file(file).items() if name.startswith(prefix)}
    tower = BlipVisionModel(vision_config())
    tower.load_state_dict({name: one.float() for name, one in weights.items()})
    return tower.eval()
