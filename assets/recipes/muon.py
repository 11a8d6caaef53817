"""Learning much from little: Muon for the matrices, AdamW for the rest.

Jordan et al., "Muon: An optimizer for hidden layers in neural networks" (2024), in float32: torch's own computes in
bfloat16, which processors without it are very slow at.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import cos, pi
from typing import Any

import torch

from assets.recipes.descent import take_steps

LEAST = 0.02
"""Of the highest rate, at the last step."""

MOMENTUM = 0.95
NEWTON_SCHULZ = (3.4445, -4.7750, 2.0315)
NEWTON_SCHULZ_STEPS = 5


@dataclass(frozen=True, slots=True)
class Recipe:
    """How Muon is used.

    Attributes:
        is_hidden: tells by name and shape whether a parameter is one of the matrices between input and output.
        scale: what a matrix of so many rows and columns moves by, in rates.
        part_of_rate: of the highest rates, at a step of so many, from 0 on.
        weight_decay: of all parameters.
        split_thirds: whether matrices three times as high as wide are three, for queries, keys and values.
        clips_matrices: whether the gradients that are clipped are all, not only those of the rest.
    """

    is_hidden: Callable[[str, torch.nn.Parameter], bool]
    scale: Callable[[int, int], float]
    part_of_rate: Callable[[int, int], float]
    weight_decay: float
    split_thirds: bool
    clips_matrices: bool


def is_no_table(name: str, parameter: torch.nn.Parameter) -> bool:
    """Whether it is a matrix whose rows are not looked up, as in embeddings, T5's position biases, the output."""
    tables = ("embed", "shared", "relative_attention_bias", "lm_head")
    return parameter.ndim == 2 and not any(word in name for word in tables)


def is_wide(name: str, parameter: torch.nn.Parameter) -> bool:
    """Whether it is a matrix of more than 8 rows and columns, and no embedding."""
    return parameter.ndim == 2 and "embed" not in name and min(parameter.shape) > 8


def rise_and_fall(step: int, steps: int) -> float:
    """Return a part that rises for a twenty-fifth of the steps, then falls along a cosine."""
    rise = 0.04
    if step < rise * steps:
        return (step + 1) / (rise * steps + 1)
    return LEAST + (1 - LEAST) * (1 + cos(pi * (step / steps - rise) / (1 - rise))) / 2


def rising_fall(step: int, steps: int) -> float:
    """Return a part that falls along a cosine, held down for the first twentieth of the steps."""
    done = (step + 1) / steps
    return min(1.0, 20 * done) * (LEAST + (1 - LEAST) * (1 + cos(pi * done)) / 2)


WORDS = Recipe(
    is_hidden=is_no_table,
    scale=lambda rows, columns: 0.2 * max(rows, columns) ** 0.5,  # elements as large as AdamW's would be
    part_of_rate=rise_and_fall,
    weight_decay=0.0,
    split_thirds=False,
    clips_matrices=True,
)
"""For language models."""

PICTURES = Recipe(
    is_hidden=is_wide,
    scale=lambda rows, columns: max(1.0, rows / columns) ** 0.5,
    part_of_rate=rising_fall,
    weight_decay=0.02,
    split_thirds=True,
    clips_matrices=False,
)
"""For models that see."""


def descend_by_muon(
    model: Any,
    loss_of_step: Callable[[int], torch.Tensor],
    steps: int,
    *,
    matrix_rate: float,
    other_rate: float,
    recipe: Recipe = WORDS,
) -> None:
    """Train all parameters.

    Args:
        model: the module; left in evaluation mode.
        loss_of_step: returns the loss of the n-th batch, n from 0.
        steps: how many batches.
        matrix_rate: the highest rate of the hidden matrices.
        other_rate: the highest rate of embeddings, norms and biases.
        recipe: how.
    """
    named = [(name, one) for name, one in model.named_parameters() if one.requires_grad]
    matrices = [one for name, one in named if recipe.is_hidden(name, one)]
    others = [one for name, one in named if not recipe.is_hidden(name, one)]
    optimizers = (
        Muon(matrices, matrix_rate, recipe),
        torch.optim.AdamW(others, lr=other_rate, betas=(0.9, 0.98), weight_decay=recipe.weight_decay),
    )
    schedules = [
        torch.optim.lr_scheduler.LambdaLR(one, lambda step: recipe.part_of_rate(step, steps)) for one in optimizers
    ]
    clipped = [*matrices, *others] if recipe.clips_matrices else others
    take_steps(model, loss_of_step, steps, list(zip(optimizers, schedules, strict=True)), clipped)


class Muon(torch.optim.Optimizer):  # type: ignore[misc]
    """Steps in which all directions of a matrix count about the same."""

    def __init__(self, matrices: Iterable[torch.nn.Parameter], rate: float, recipe: Recipe) -> None:
        super().__init__(matrices, {"lr": rate})
        self.recipe = recipe

    @torch.no_grad()  # type: ignore[untyped-decorator]
    def step(self, closure: Any = None) -> None:
        """Take one step; matrices of one shape are computed together, those without a gradient stay."""
        for group in self.param_groups:
            by_shape: dict[torch.Size, list[torch.nn.Parameter]] = {}
            for matrix in group["params"]:
                if matrix.grad is not None:
                    by_shape.setdefault(matrix.shape, []).append(matrix)
            for matrices in by_shape.values():
                self.change(matrices, group["lr"])

    def change(self, matrices: list[torch.nn.Parameter], rate: float) -> None:
        """Take the step of matrices of one shape."""
        rows, columns = matrices[0].shape
        if self.recipe.split_thirds and rows == 3 * columns:
            rows = columns
        momenta = torch.stack([self.momentum(matrix) for matrix in matrices])
        updates = orthogonal(momenta.view(-1, rows, columns)).reshape(momenta.shape)
        for matrix, update in zip(matrices, updates, strict=True):
            matrix.mul_(1 - rate * self.recipe.weight_decay)
            matrix.sub_(update, alpha=rate * self.recipe.scale(rows, columns))

    def momentum(self, matrix: torch.nn.Parameter) -> torch.Tensor:
        """Return the gradient with Nesterov's momentum."""
        past = self.state[matrix].setdefault("past", torch.zeros_like(matrix))
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
