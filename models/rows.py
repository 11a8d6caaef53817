"""The rows of a batch are divided among the cores: a pass on each of them is done sooner than one pass on all."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import wait
from contextlib import contextmanager
from functools import partial
from typing import Any

from models.cores import computing_threads, count_cores
from models.device import is_zero_gpu

MOST_PARTS = 4
"""Passes at once: their Python takes turns, about a third of a small model's pass."""

Part = tuple[list[int], slice]
"""Rows of a batch, and the columns in which these have tokens; the rest is padding."""


def count_parts(device: str) -> int:
    """Return into how many parts a batch is divided on a device, where nothing else computes.

    On ZeroGPU nothing is: its workers are forked, and a thread is not there after a fork.
    """
    return 1 if device != "cpu" or is_zero_gpu() else min(count_cores(), MOST_PARTS)


@contextmanager
def divided_rows(pipe: Any, cores: int) -> Iterator[None]:
    """Divide the rows of each batch that the pipeline computes in the block; a single row has all cores.

    For models whose rows have nothing to do with each other, and that answer in one pass.
    """
    parts = min(cores, MOST_PARTS)
    if parts < 2 or not hasattr(pipe, "forward"):
        yield
        return
    own = vars(pipe).get("forward")
    pipe.forward = partial(forward_in_parts, pipe.forward, parts, max(1, cores // parts))
    try:
        yield
    finally:
        if own is None:
            del pipe.forward
        else:
            pipe.forward = own


def forward_in_parts(forward: Callable[..., Any], most: int, threads: int, inputs: Any, **settings: Any) -> Any:
    """Return what `forward` makes of a batch, computed in at most so many parts at once, each with so many threads."""
    rows = count_rows(inputs)
    if rows < 2:
        return forward(inputs, **settings)
    parts = cut(inputs, rows, most)
    outputs = compute_at_once([partial(forward, take(inputs, part), **settings) for part in parts], threads)
    return join(inputs, parts, outputs)


def count_rows(inputs: Any) -> int:
    """Return how many rows a batch has that can be divided; 0 where that is not to be seen."""
    if not isinstance(inputs, Mapping):
        return 0
    values = [value for value in inputs.values() if not is_of_all(value)]
    counts = {len(value) if is_rows(value) else 0 for value in values}
    return counts.pop() if len(counts) == 1 else 0


def is_of_all(value: Any) -> bool:
    """Tell whether a value is a setting of the whole batch, such as what sentence-transformers calls its modality."""
    return value is None or isinstance(value, str | int | float)


def mask_of(inputs: Mapping[str, Any]) -> Any:
    """Return the mask (rows, tokens) that tells tokens from padding; None where there is none."""
    mask = inputs.get("attention_mask")
    return mask if getattr(mask, "ndim", 0) == 2 else None


def is_rows(value: Any) -> bool:
    """Tell whether a value has a row for each item: a tensor, or what the collation of a batch makes of all else."""
    return isinstance(value, list) or getattr(value, "ndim", 0) > 0


def cut(inputs: Mapping[str, Any], rows: int, most: int) -> list[Part]:
    """Divide rows, by their lengths, into at most so many parts of which the largest is as small as can be."""
    mask = mask_of(inputs)
    if mask is None:
        sizes, columns = [1] * rows, [slice(None)] * rows
    else:
        first, last = mask.argmax(dim=1).tolist(), (mask.shape[1] - mask.flip(1).argmax(dim=1)).tolist()
        sizes = [end - start for start, end in zip(first, last, strict=True)]
        columns = [slice(start, end) for start, end in zip(first, last, strict=True)]
    order = sorted(range(rows), key=sizes.__getitem__)
    low, high = 1, rows * sizes[order[-1]]
    while low < high:
        middle = (low + high) // 2
        if len(fill(order, sizes, middle)) <= most:
            high = middle
        else:
            low = middle + 1
    return [(part, span([columns[row] for row in part])) for part in fill(order, sizes, low)]


def fill(order: Sequence[int], sizes: Sequence[int], most: int) -> list[list[int]]:
    """Return the rows, which are ordered by size, in parts whose rows times the largest size are at most that."""
    parts: list[list[int]] = [[]]
    for row in order:
        if parts[-1] and (len(parts[-1]) + 1) * sizes[row] > most:
            parts.append([])
        parts[-1].append(row)
    return parts


def span(columns: Sequence[slice]) -> slice:
    """Return the columns from the first to the last of all."""
    if columns[0] == slice(None):
        return columns[0]
    return slice(min(one.start for one in columns), max(one.stop for one in columns))


def take(inputs: Mapping[str, Any], part: Part) -> dict[str, Any]:
    """Return the inputs of some rows, without the columns in which all of them are padded."""
    chosen, columns = part
    mask = mask_of(inputs)
    taken: dict[str, Any] = {}
    for name, value in inputs.items():
        if is_of_all(value):
            taken[name] = value
        elif isinstance(value, list):
            taken[name] = [value[row] for row in chosen]
        elif mask is not None and value.ndim > 1 and value.shape[1] == mask.shape[1]:
            taken[name] = value[chosen][:, columns]
        else:
            taken[name] = value[chosen]
    return taken


def compute_at_once(calls: Sequence[Callable[[], Any]], threads: int) -> list[Any]:
    """Return the results of all calls, one of which is made in this thread; all have ended when one fails."""
    import torch

    before = torch.get_num_threads()
    others = [computing_threads.submit(partial(compute_with, threads, call)) for call in calls[1:]]
    try:
        first = compute_with(threads, calls[0])
    finally:
        wait(others)
        torch.set_num_threads(before)
    return [first, *(one.result() for one in others)]


def compute_with(threads: int, call: Callable[[], Any]) -> Any:
    """Make a call with so many of torch's threads."""
    import torch

    torch.set_num_threads(threads)
    with torch.inference_mode():
        return call()


def join(inputs: Mapping[str, Any], parts: Sequence[Part], outputs: Sequence[Any]) -> Any:
    """Return the outputs of the parts as that of the whole batch; what was handed through is as it was."""
    mask = mask_of(inputs)
    width = 0 if mask is None else mask.shape[1]
    if not isinstance(outputs[0], Mapping):
        return join_values(outputs, parts, width)
    joined = {
        name: inputs[name] if name in inputs else join_values([one[name] for one in outputs], parts, width)
        for name in outputs[0]
    }
    return type(outputs[0])(**joined)


def join_values(values: Sequence[Any], parts: Sequence[Part], width: int) -> Any:
    """Return one value for all rows, in their order; None for what no pipeline reads.

    That is what has no rows, such as a cache of past tokens, and squares of tokens, such as attention. What differs in
    its columns from part to part has a column for each token: it gets those back that were padding.
    """
    import torch

    order = [row for rows, _ in parts for row in rows]
    places = sorted(range(len(order)), key=order.__getitem__)
    if all(isinstance(one, list) for one in values):
        rows = [row for value in values for row in value]
        return [rows[place] for place in places]
    if all(isinstance(one, tuple) for one in values):
        layers = tuple(join_values(each, parts, width) for each in zip(*values, strict=True))
        return None if any(layer is None for layer in layers) else layers
    if not all(isinstance(one, torch.Tensor) and one.ndim for one in values):
        return None
    if len({one.shape[2:] for one in values}) > 1:
        return None
    if values[0].ndim > 1 and len({one.shape[1] for one in values}) > 1:
        values = [widen(one, columns, width) for one, (_, columns) in zip(values, parts, strict=True)]
    return torch.cat(list(values))[places]


def widen(value: Any, columns: slice, width: int) -> Any:
    """Return a value (rows, columns, ...) with zeros where its rows were padding."""
    whole = value.new_zeros((value.shape[0], width, *value.shape[2:]))
    whole[:, columns] = value
    return whole
