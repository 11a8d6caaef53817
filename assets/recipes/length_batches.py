"""Batches of sequences of about one length."""

import random
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

import torch

Row = TypeVar("Row")

IGNORED = -100
"""The label of tokens that no loss is taken of, as in Transformers."""

WINDOW = 4096
"""Rows among which those of about one length are put together."""


def length_batches(rows: Sequence[Any], lengths: Sequence[int], tokens: int, seed: int) -> list[list[Any]]:
    """Return the rows in batches of at most so many tokens, padding included; the batches are in random order."""
    order = sorted(range(len(rows)), key=lambda number: lengths[number])
    batches: list[list[Any]] = [[]]
    for number in order:
        if (len(batches[-1]) + 1) * lengths[number] > tokens:
            batches.append([])
        batches[-1].append(rows[number])
    random.Random(seed).shuffle(batches)
    return batches


def even_batches(rows: Sequence[Any], lengths: Sequence[int], size: int, seed: int) -> list[list[Any]]:
    """Return the rows in batches of so many of about one length, so that short ones get as many steps as long ones."""
    shuffled = list(range(len(rows)))
    random.Random(seed).shuffle(shuffled)
    batches = []
    for start in range(0, len(rows), WINDOW):
        window = sorted(shuffled[start : start + WINDOW], key=lambda number: lengths[number])
        batches += [[rows[number] for number in window[at : at + size]] for at in range(0, len(window), size)]
    random.Random(seed).shuffle(batches)
    return batches


def of_like_length(rows: Sequence[Row], length: Callable[[Row], int], tokens: int) -> Iterator[Sequence[Row]]:
    """Cut rows that are in order, the longest first, into batches of about so many tokens, padding included."""
    while rows:
        size = max(1, tokens // length(rows[0]))
        yield rows[:size]
        rows = rows[size:]


def pad(sequences: Sequence[Sequence[int]], filler: int) -> torch.Tensor:
    """Return int64 (rows, longest), filled at the right."""
    longest = max(map(len, sequences))
    return torch.tensor([[*one, *[filler] * (longest - len(one))] for one in sequences])
