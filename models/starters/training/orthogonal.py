"""An optimizer for small transformers that have only minutes: Muon (Jordan 2024) for matrices, AdamW for the rest."""

import logging
import math
from collections.abc import Callable, Iterable

import torch
from torch import Tensor, nn

log = logging.getLogger(__name__)

WEIGHT_DECAY = 0.02
MOMENTUM = 0.95


class Orthogonal:
    """Steps in which every direction of a weight matrix counts the same.

    torch.optim.Muon does this in bfloat16, which is slow without hardware for it; this is float32.
    Fused query, key and value matrices are treated as three.
    """

    def __init__(self, named: Iterable[tuple[str, nn.Parameter]], rate: float, adam_rate: float = 2e-3) -> None:
        named = [(name, one) for name, one in named if one.requires_grad]
        self.matrices = [one for name, one in named if one.ndim == 2 and "embed" not in name and min(one.shape) > 8]
        inside = {id(one) for one in self.matrices}
        self.rest = [one for _, one in named if id(one) not in inside]
        self.rate, self.adam_rate = rate, adam_rate
        self.momenta = [torch.zeros_like(one) for one in self.matrices]
        self.adam = torch.optim.AdamW(self.rest, lr=adam_rate, betas=(0.9, 0.98), weight_decay=WEIGHT_DECAY)

    @torch.no_grad()  # type: ignore[untyped-decorator]
    def step(self, scale: float) -> None:
        """Take a step of `scale` times the rates, and clear the gradients."""
        for group in self.adam.param_groups:
            group["lr"] = self.adam_rate * scale
        nn.utils.clip_grad_norm_(self.rest, 1.0)
        self.adam.step()
        self.adam.zero_grad()
        for matrix, momentum in zip(self.matrices, self.momenta, strict=True):
            if matrix.grad is None:
                continue
            momentum.mul_(MOMENTUM).add_(matrix.grad)
            update = torch.cat([orthogonal(part) for part in parts(matrix.grad + MOMENTUM * momentum)])
            matrix.mul_(1 - self.rate * scale * WEIGHT_DECAY).sub_(update, alpha=self.rate * scale)
            matrix.grad = None


def one_cycle(step: int, steps: int) -> float:
    """Return the scale of step number `step`, from 1: it rises for a twentieth of the steps, then falls as a cosine."""
    rise, fall = min(1.0, 20 * step / steps), (1 + math.cos(math.pi * step / steps)) / 2
    return rise * (0.02 + 0.98 * fall)


def descend(optimizer: Orthogonal, next_loss: Callable[[], Tensor], steps: int) -> None:
    """Take all steps of one cycle."""
    for step in range(1, steps + 1):
        loss = next_loss()
        loss.backward()
        optimizer.step(one_cycle(step, steps))
        if step % 50 == 0:
            log.info("Step %d of %d: loss %.3f", step, steps, loss.item())


def parts(matrix: Tensor) -> tuple[Tensor, ...]:
    """Split a fused query, key and value matrix."""
    rows, columns = matrix.shape
    return matrix.chunk(3) if rows == 3 * columns else (matrix,)


def orthogonal(matrix: Tensor) -> Tensor:
    """Return about the nearest matrix whose singular values are all alike, by Newton-Schulz steps."""
    tall = matrix.shape[0] > matrix.shape[1]
    x = matrix.T if tall else matrix
    x = x / (x.norm() + 1e-7)
    for _ in range(5):
        square = x @ x.T
        x = 3.4445 * x + (-4.7750 * square + 2.0315 * square @ square) @ x
    return (x.T if tall else x) * max(1.0, matrix.shape[0] / matrix.shape[1]) ** 0.5
