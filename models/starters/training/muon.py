"""A loop for small networks that must learn much from little: Muon for the matrices, AdamW for the rest.

Jordan et al., "Muon: An optimizer for hidden layers in neural networks" (2024), in float32: torch's own computes in
bfloat16, which processors without it are very slow at.
"""

import sys
from collections.abc import Callable, Iterable, Iterator
from math import cos, pi
from typing import Any

import torch

WARM_UP = 0.04
"""The part of the steps in which the rates rise."""

LEAST = 0.02
"""Of the highest rate, at the last step."""

MOMENTUM = 0.95
NEWTON_SCHULZ = (3.4445, -4.7750, 2.0315)
NEWTON_SCHULZ_STEPS = 5


class Muon(torch.optim.Optimizer):  # type: ignore[misc]
    """Steps whose matrices are made nearly orthogonal; their elements are as large as AdamW's would be (0.2 x rate)."""

    def __init__(self, matrices: Iterable[torch.nn.Parameter], rate: float) -> None:
        super().__init__(matrices, {"lr": rate})

    def step(self, closure: Any = None) -> None:
        """Take one step; matrices of one shape are computed together."""
        for group in self.param_groups:
            by_shape: dict[torch.Size, list[torch.nn.Parameter]] = {}
            for matrix in group["params"]:
                by_shape.setdefault(matrix.shape, []).append(matrix)
            with torch.no_grad():
                for matrices in by_shape.values():
                    self.change(matrices, group["lr"])

    def change(self, matrices: list[torch.nn.Parameter], rate: float) -> None:
        """Take the step of matrices of one shape."""
        updates = orthogonal(torch.stack([self.momentum(matrix) for matrix in matrices]))
        scale = 0.2 * max(matrices[0].shape) ** 0.5 * rate
        for matrix, update in zip(matrices, updates, strict=True):
            matrix.sub_(update, alpha=scale)

    def momentum(self, matrix: torch.nn.Parameter) -> torch.Tensor:
        """Return the gradient with Nesterov's momentum."""
        state = self.state[matrix]
        past = state.setdefault("past", torch.zeros_like(matrix))
        past.lerp_(matrix.grad, 1 - MOMENTUM)
        return torch.lerp(matrix.grad, past, MOMENTUM)


def orthogonal(matrices: torch.Tensor) -> torch.Tensor:
    """Return what lies near the orthogonal matrices nearest to these, (number, rows, columns)."""
    a, b, c = NEWTON_SCHULZ
    is_tall = matrices.shape[-2] > matrices.shape[-1]
    x = matrices.mT if is_tall else matrices
    x = x / (x.norm(dim=(-2, -1), keepdim=True) + 1e-7)
    for _ in range(NEWTON_SCHULZ_STEPS):
        square = x @ x.mT
        x = a * x + (b * square + c * square @ square) @ x
    return x.mT if is_tall else x


def descend_by_muon(
    model: Any, loss_of_step: Callable[[int], torch.Tensor], steps: int, *, matrix_rate: float, other_rate: float
) -> None:
    """Train all parameters; the rates rise, then fall along a cosine.

    Args:
        model: the module; left in evaluation mode.
        loss_of_step: returns the loss of the n-th batch, n from 0.
        steps: how many batches.
        matrix_rate: the highest rate of the hidden matrices.
        other_rate: the highest rate of embeddings, norms and biases.
    """
    optimizers = [
        Muon(hidden_matrices(model), matrix_rate),
        torch.optim.AdamW(others(model), lr=other_rate, weight_decay=0.0, betas=(0.9, 0.98)),
    ]
    schedules = [torch.optim.lr_scheduler.LambdaLR(one, lambda step: part_of_rate(step, steps)) for one in optimizers]
    model.train()
    average = 0.0
    for step in range(steps):
        loss = loss_of_step(step)
        model.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        for optimizer, schedule in zip(optimizers, schedules, strict=True):
            optimizer.step()
            schedule.step()
        average += (float(loss.detach()) - average) / min(step + 1, 50)
        if step % 50 == 0 or step == steps - 1:
            sys.stderr.write(f"step {step} of {steps}: loss {average:.3f}\n")
    model.eval()


def part_of_rate(step: int, steps: int) -> float:
    """Return the part of the highest rate at a step."""
    if step < WARM_UP * steps:
        return (step + 1) / (WARM_UP * steps + 1)
    done = (step / steps - WARM_UP) / (1 - WARM_UP)
    return LEAST + (1 - LEAST) * (1 + cos(pi * done)) / 2


def hidden_matrices(model: Any) -> Iterator[torch.nn.Parameter]:
    """Yield the matrices between embedding and output."""
    for name, parameter in model.named_parameters():
        if parameter.ndim == 2 and not is_table(name):
            yield parameter


def others(model: Any) -> Iterator[torch.nn.Parameter]:
    """Yield what `hidden_matrices` leaves out."""
    for name, parameter in model.named_parameters():
        if parameter.ndim != 2 or is_table(name):
            yield parameter


def is_table(name: str) -> bool:
    """Whether the rows of a matrix are looked up: embeddings, T5's position biases, the shared output."""
    return any(word in name for word in ("embed", "shared", "relative_attention_bias", "lm_head"))
