"""The loop in which small models learn from scratch."""

import sys
from collections.abc import Callable
from typing import Any

import torch

WARM_UP = 0.06
"""The part of the steps in which the learning rate rises."""


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
    model.train()
    average = 0.0
    for step in range(steps):
        loss = loss_of_step(step)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        average += (float(loss.detach()) - average) / min(step + 1, 50)
        if step % 50 == 0 or step == steps - 1:
            sys.stderr.write(f"step {step} of {steps}: loss {average:.3f}\n")
    model.eval()
