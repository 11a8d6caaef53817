"""A pipeline's own output as cells of a table: the best answer first, the whole of it as JSON, files by their names."""

import io
import json
from collections.abc import Callable, Mapping
from typing import Any

from tabs.run.wire import MAX_NUMBERS, count_numbers, encode_wav, to_numpy, to_wire

Keep = Callable[[bytes, str], str]
"""Stores the bytes of a file under an ending, ".png", and returns its name."""

Cells = dict[str, Any]
SAID_BEFORE = ("sequence",)
"""Parts of an output that repeat the input."""


def write_cells(raw: Any, keep: Keep) -> Cells:
    """Return an output's cells by column, each a text, a number, a truth value or None."""
    found = name_files(raw, keep)
    if isinstance(found, list) and len(found) == 1:
        found = found[0]
    if isinstance(found, list):
        return write_list(found)
    if isinstance(found, Mapping):
        return write_mapping(found)
    return {"answer": found}


def write_list(items: list[Any]) -> Cells:
    """Return the cells of several answers: those of the best where they have scores, all their names, and all."""
    whole = json.dumps(items, ensure_ascii=False)
    if not items or not all(isinstance(one, Mapping) for one in items):
        return {"answer": whole}
    if all("score" in one for one in items) and not any(
        "box" in one or "mask" in one or "word" in one for one in items
    ):
        best = {name: value for name, value in items[0].items() if is_plain(value)}
        return {**best, "all": whole}
    names = [str(one.get("word") or one.get("label") or "") for one in items]
    return {"count": len(items), "found": ", ".join(filter(None, names)), "all": whole}


def write_mapping(found: Mapping[str, Any]) -> Cells:
    """Return the cells of one answer: its parts, of labels with scores the best."""
    labels, scores = found.get("labels"), found.get("scores")
    if isinstance(labels, list) and isinstance(scores, list) and labels and len(labels) == len(scores):
        best = {"label": labels[0], "score": scores[0]}
        return {**best, "all": json.dumps(dict(zip(map(str, labels), scores, strict=True)), ensure_ascii=False)}
    told = {name: value for name, value in found.items() if name not in SAID_BEFORE}
    return {name: value if is_plain(value) else json.dumps(value, ensure_ascii=False) for name, value in told.items()}


def is_plain(value: Any) -> bool:
    """Tell whether a value stands in a cell as it is."""
    return value is None or isinstance(value, str | int | float | bool)


def name_files(raw: Any, keep: Keep) -> Any:
    """Return an output as JSON values, with the names of kept files in place of pictures, sounds and large arrays."""
    if isinstance(raw, Mapping):
        if "audio" in raw and "sampling_rate" in raw:
            sound = encode_wav(to_numpy(raw["audio"]), int(raw["sampling_rate"]))
            raw = {**raw, "audio": keep(sound, ".wav")}
        return {str(name): name_files(value, keep) for name, value in raw.items()}
    if hasattr(raw, "mode") and hasattr(raw, "size"):
        return keep(encode_png(raw), ".png")
    if hasattr(raw, "shape") and hasattr(raw, "dtype"):
        return name_array(to_numpy(raw), keep)
    if isinstance(raw, list | tuple) and count_numbers(raw) <= MAX_NUMBERS:
        return [name_files(value, keep) for value in raw]
    return to_wire(raw, keep)


def name_array(array: Any, keep: Keep) -> Any:
    """Return a small array as lists, a mask as a picture's name, a large array as a file's name."""
    if array.ndim == 2 and array.dtype == bool and array.size:
        from PIL import Image

        return keep(encode_png(Image.fromarray(array.astype("uint8") * 255)), ".png")
    if array.size <= MAX_NUMBERS:
        return to_wire(array.tolist())
    import numpy as np

    stream = io.BytesIO()
    np.save(stream, array, allow_pickle=False)
    return keep(stream.getvalue(), ".npy")


def encode_png(picture: Any) -> bytes:
    """Return a picture's PNG file."""
    stream = io.BytesIO()
    picture.save(stream, "PNG", compress_level=1)
    return stream.getvalue()
