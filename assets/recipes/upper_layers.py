"""Training the upper layers of a MiniLM whose lower ones stay as they are and run only once."""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import torch

from assets.recipes.descent import take_steps
from assets.recipes.length_batches import IGNORED, of_like_length, pad
from assets.recipes.lora import run_layers

WARM_UP = 0.1
"""The share of the steps in which the learning rate rises; it falls along a cosine after that."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Texts of about the same length, padded to the longest.

    Attributes:
        hidden: what the lower layers make of them, float16 of shape (texts, tokens, width).
        mask: 1 for tokens, 0 for padding, of shape (texts, tokens).
        target: what is to be learned; for each text, or for each token with IGNORED for padding.
    """

    hidden: torch.Tensor
    mask: torch.Tensor
    target: torch.Tensor


def cache_batches(
    model: Any, frozen_layers: int, ids: Sequence[Sequence[int]], targets: Sequence[Any], *, tokens: int
) -> list[Batch]:
    """Sort tokenized texts by length, cut them into batches of about that many tokens, run the lower layers on them.

    Args:
        model: as `lora.adapted` returns it.
        frozen_layers: how many layers no LoRA changes.
        ids: of each text, with [CLS] and [SEP].
        targets: one number for each text, or a list of numbers as long as the text's ids.
        tokens: in a batch, padding included.
    """
    model.eval()
    bert = model.get_base_model().bert
    batches = []
    order = sorted(range(len(ids)), key=lambda row: len(ids[row]), reverse=True)
    for rows in of_like_length(order, lambda row: len(ids[row]), tokens):
        input_ids = pad([ids[row] for row in rows], 0)
        mask = pad([[1] * len(ids[row]) for row in rows], 0)
        with torch.no_grad():
            embedded = bert.embeddings(input_ids=input_ids)
            hidden = run_layers(bert.encoder.layer[:frozen_layers], embedded, mask).half()
        batches.append(Batch(hidden, mask, _target([targets[row] for row in rows])))
    return batches


def _target(targets: list[Any]) -> torch.Tensor:
    return pad(targets, IGNORED) if isinstance(targets[0], list) else torch.tensor(targets)


def fit(
    model: Any,
    batches: Sequence[Batch],
    loss_of: Callable[[Batch], torch.Tensor],
    *,
    passes: int,
    peak_rate: float,
) -> None:
    """Train what `lora.adapted` left trainable, with AdamW; the order of the batches is new in each pass.

    Args:
        model: as `lora.adapted` returns it.
        batches: from `cache_batches`.
        loss_of: runs the upper layers and the head on a batch.
        passes: how often each batch is seen.
        peak_rate: the highest learning rate.
    """
    trained = [weight for weight in model.parameters() if weight.requires_grad]
    optimizer = torch.optim.AdamW(trained, lr=peak_rate, weight_decay=0.01)
    steps = passes * len(batches)
    rate = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _share_of_peak(step / steps))
    upcoming = _shuffle(batches, passes)
    take_steps(model, lambda _: loss_of(next(upcoming)), steps, [(optimizer, rate)], trained)


def _shuffle(batches: Sequence[Batch], passes: int) -> Iterator[Batch]:
    for _ in range(passes):
        for place in torch.randperm(len(batches)).tolist():
            yield batches[place]


def _share_of_peak(progress: float) -> float:
    if progress < WARM_UP:
        return max(progress, 1e-3) / WARM_UP
    return 0.5 + 0.5 * math.cos(math.pi * (progress - WARM_UP) / (1 - WARM_UP))
