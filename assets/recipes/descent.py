"""The loop in which models learn."""

import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import torch

WARM_UP = 0.06
"""The part of the steps in which the learning rate rises."""

TOLD_EVERY = 50
"""Steps; the loss that is told is the average over about so many."""


def descend(model: Any, loss_of_step: Callable[[int], torch.Tensor], steps: int, peak_rate: float) -> None:
    """Train all parameters by AdamW, the learning rate rising to its peak and falling to nothing (one cycle).

    Args:
        model: the module; left in evaluation mode.
        loss_of_step: returns the loss of the n-th batch, n from 0.
        steps: how many batches.
        peak_rate: the highest learning rate.
    """
    optimizer = torch.optim.AdamW(model.parameters(), lr=peak_rate, weight_decay=0.02)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, peak_rate, total_steps=steps, pct_start=WARM_UP)
    take_steps(model, loss_of_step, steps, [(optimizer, schedule)], model.parameters())


def take_steps(
    model: Any,
    loss_of_step: Callable[[int], torch.Tensor],
    steps: int,
    optimizers: Sequence[tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.LRScheduler]],
    clipped: Iterable[torch.nn.Parameter],
) -> None:
    """Train a model, and tell on stderr how far it is.

    Args:
        model: the module; left in evaluation mode.
        loss_of_step: returns the loss of the n-th batch, n from 0.
        steps: how many batches.
        optimizers: what changes the parameters, with the schedules of their rates.
        clipped: parameters whose gradients are scaled down to a length of 1, taken together.
    """
    clipped = list(clipped)
    model.train()
    average = 0.0
    for step in range(steps):
        loss = loss_of_step(step)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(clipped, 1.0)
        for optimizer, schedule in optimizers:
            optimizer.step()
            optimizer.zero_grad()
            schedule.step()
        average += (float(loss.detach()) - average) / min(step + 1, TOLD_EVERY)
        if step % TOLD_EVERY == 0 or step == steps - 1:
            sys.stderr.write(f"step {step} of {steps}: loss {average:.3f}\n")
    model.eval()
