"""The pipeline's own output as JSON that a person can read."""

import math
from collections.abc import Mapping
from typing import Any

SHORT = 16
"""Lists of numbers up to this length are shown whole."""


def summarise(raw: Any) -> Any:
    """Return raw as JSON values: arrays and long lists of numbers by their shape, pictures by their size."""
    if raw is None or isinstance(raw, bool | int | str):
        return raw
    if isinstance(raw, float):
        return raw if math.isfinite(raw) else None
    if isinstance(raw, Mapping):
        return {str(key): summarise(value) for key, value in raw.items()}
    if hasattr(raw, "shape") and hasattr(raw, "dtype"):
        return summarise(raw.item()) if raw.shape == () else describe_array(raw.shape, raw.dtype)
    if hasattr(raw, "mode") and hasattr(raw, "size"):
        return {"image": raw.mode, "width": raw.size[0], "height": raw.size[1]}
    if isinstance(raw, list | tuple):
        shape = shape_of_numbers(raw)
        if shape and math.prod(shape) > SHORT:
            return describe_array(shape, "float")
        return [summarise(value) for value in raw]
    return str(raw)


def describe_array(shape: Any, dtype: Any) -> dict[str, Any]:
    """Return an array's stand-in."""
    return {"array": [int(length) for length in shape], "dtype": str(dtype).removeprefix("torch.")}


def shape_of_numbers(values: Any) -> tuple[int, ...]:
    """Return the shape of nested lists of numbers, judged by their first items; () for anything else."""
    if isinstance(values, bool | str) or values is None:
        return ()
    if isinstance(values, list | tuple):
        inner = shape_of_numbers(values[0]) if values else ()
        scalar = bool(values) and isinstance(values[0], int | float) and not isinstance(values[0], bool)
        return (len(values), *inner) if inner or scalar else ()
    return ()
