"""A tiny VideoMAE that tells what an emoji does in a clip.

Tong et al., "VideoMAE" (2022, arXiv:2203.12602), the architecture; trained with labels from the start.
"""

from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn.functional import cross_entropy
from transformers import VideoMAEConfig, VideoMAEForVideoClassification, VideoMAEImageProcessorPil

from models.starters.scenes.clips import ACTIONS, make_clip
from models.starters.training.orthogonal import Orthogonal, descend

SIZE, FRAMES = 64, 8
CLIPS = 3000
BATCH = 24
STEPS = 1100
RATE, ADAM_RATE = 0.01, 2e-3
SHIFT = 5
"""A clip is moved by up to so many pixels whenever it is used: things meet the patches' edges differently."""

SEED = 30
LABELS = list(ACTIONS)
MIRRORED = {"moves left": "moves right", "moves right": "moves left"}
BACKWARDS = {
    **MIRRORED,
    "moves up": "moves down",
    "moves down": "moves up",
    "comes nearer": "goes away",
    "goes away": "comes nearer",
    "appears": "disappears",
    "disappears": "appears",
}
"""What an action becomes when the pictures are mirrored, or shown from the last to the first; others stay."""

PROCESSOR = {
    "size": {"height": SIZE, "width": SIZE},
    "do_center_crop": False,
    "image_mean": [0.5] * 3,
    "image_std": [0.5] * 3,
}

CARD = """\
---
license: apache-2.0
library_name: transformers
pipeline_tag: video-classification
---

# emoji-clips-videomae

A tiny VideoMAE ({parameters:.1f} million parameters) that names what a thing does in a short clip: {labels}.

- **Trained on** {clips:,} generated clips of eight pictures, 64 x 64 pixels: one of 32 emoji before a painted ground
  (`models/starters/scenes/clips.py`), moved, mirrored and shown backwards by chance, by
  `python -m models.starters.train video-classification`.
- **Held-out score**: {score:.0%} of {held_out} new clips named right (chance: 9%). With the clips saved as video
  files, through the application: `python -m tests.meaning video-classification`.
- **Cannot** tell anything about people, sports or a camera that moves: it knows these eleven motions of one thing.
"""
HELD_OUT = 400


def train(folder: Path) -> None:
    """Train the model and write it with an image processor and its card into the folder."""
    torch.manual_seed(SEED)
    rng = np.random.default_rng(SEED)
    clips, actions = drawn(rng, CLIPS)
    model = VideoMAEForVideoClassification(config()).train()
    optimizer = Orthogonal(model.named_parameters(), RATE, ADAM_RATE)
    descend(optimizer, lambda: loss_of(model, *batch(rng, clips, actions)), STEPS)
    score = accuracy(model.eval(), *drawn(np.random.default_rng(SEED + 1), HELD_OUT))
    parameters = sum(one.numel() for one in model.parameters()) / 1e6
    model.half().save_pretrained(folder)
    VideoMAEImageProcessorPil(**PROCESSOR).save_pretrained(folder)
    card = CARD.format(labels=", ".join(LABELS), parameters=parameters, clips=CLIPS, score=score, held_out=HELD_OUT)
    (folder / "README.md").write_text(card, encoding="utf-8")


def config() -> VideoMAEConfig:
    """Return the model's measures."""
    return VideoMAEConfig(
        image_size=SIZE,
        num_frames=FRAMES,
        patch_size=16,
        tubelet_size=2,
        hidden_size=128,
        num_hidden_layers=4,
        num_attention_heads=4,
        intermediate_size=256,
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
        id2label=dict(enumerate(LABELS)),
        label2id={label: number for number, label in enumerate(LABELS)},
    )


def drawn(rng: np.random.Generator, count: int) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """Return clips, uint8 (count, frames, height, width, 3), and the places of their actions in LABELS."""
    clips = np.empty((count, FRAMES, SIZE, SIZE, 3), dtype=np.uint8)
    actions = np.empty(count, dtype=np.int64)
    for number in range(count):
        clip = make_clip(rng, SIZE, FRAMES)
        clips[number] = np.stack([np.asarray(frame) for frame in clip.frames])
        actions[number] = LABELS.index(clip.action)
    return clips, actions


def batch(
    rng: np.random.Generator, clips: NDArray[np.uint8], actions: NDArray[np.int64]
) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """Return some of the clips, moved a little, and by chance mirrored, backwards, or both."""
    chosen = rng.integers(len(clips), size=BATCH)
    clips, actions = clips[chosen], actions[chosen]
    down, right = rng.integers(-SHIFT, SHIFT + 1, size=2)
    edges = ((0, 0), (0, 0), (SHIFT, SHIFT), (SHIFT, SHIFT), (0, 0))
    clips = np.pad(clips, edges, mode="edge")[:, :, SHIFT + down :, SHIFT + right :][:, :, :SIZE, :SIZE]
    if rng.random() < 0.5:
        clips, actions = clips[:, :, :, ::-1], renamed(actions, MIRRORED)
    if rng.random() < 0.5:
        clips, actions = clips[:, ::-1], renamed(actions, BACKWARDS)
    return clips, actions


def renamed(actions: NDArray[np.int64], names: dict[str, str]) -> NDArray[np.int64]:
    """Return actions, places in LABELS, under other names."""
    return np.array([LABELS.index(names.get(label, label)) for label in LABELS])[actions]


def loss_of(
    model: VideoMAEForVideoClassification, clips: NDArray[np.uint8], actions: NDArray[np.int64]
) -> torch.Tensor:
    """Return the cross-entropy of the actions."""
    return cross_entropy(model(pixel_values=as_pixels(clips)).logits, torch.from_numpy(actions), label_smoothing=0.02)


@torch.no_grad()  # type: ignore[untyped-decorator]
def accuracy(model: VideoMAEForVideoClassification, clips: NDArray[np.uint8], actions: NDArray[np.int64]) -> float:
    """Return the share of clips whose action is told right."""
    told = [model(pixel_values=as_pixels(part)).logits.argmax(-1).numpy() for part in np.array_split(clips, 8)]
    return float((np.concatenate(told) == actions).mean())


def as_pixels(clips: NDArray[np.uint8]) -> torch.Tensor:
    """Return clips as the model takes them: float32, clips x frames x 3 x height x width, from -1 to 1."""
    return torch.from_numpy(clips.copy()).permute(0, 1, 4, 2, 3).float() / 127.5 - 1
