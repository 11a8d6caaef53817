"""The wire form of a pipeline's own output: JSON values that a program can use, the same at every door.

Numbers, texts, lists and dicts stay as they are, with None for a number that JSON does not have. Arrays become nested
lists, pictures and masks PNG files, sound a WAV file, as base64. What would take more than MAX_NUMBERS numbers or
MAX_INLINE_BYTES becomes a file of its own, {"file", "media_type", "shape" or "size"}: `keep` says where.
"""

import base64
import io
import math
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

MAX_NUMBERS = 10_000
MAX_INLINE_BYTES = 250_000

Keep = Callable[[bytes, str], Any]
"""Stores the bytes of a file under an ending, ".npy", and returns what stands for it: an address, or the bytes."""


def keep_inline(content: bytes, ending: str) -> str:
    """Return a file as base64, whatever its size."""
    return base64.b64encode(content).decode("ascii")


def to_wire(raw: Any, keep: Keep = keep_inline) -> Any:
    """Return the wire form of a pipeline's output."""
    if raw is None or isinstance(raw, bool | int | str):
        return raw
    if isinstance(raw, float):
        return raw if math.isfinite(raw) else None
    if isinstance(raw, Mapping):
        return mapping_to_wire(raw, keep)
    if hasattr(raw, "shape") and hasattr(raw, "dtype"):
        return array_to_wire(to_numpy(raw), keep)
    if hasattr(raw, "mode") and hasattr(raw, "size"):
        return picture_to_wire(raw, keep)
    if isinstance(raw, list | tuple):
        return list_to_wire(raw, keep)
    return str(raw)


def mapping_to_wire(raw: Mapping[Any, Any], keep: Keep) -> dict[str, Any]:
    """Return a dict's wire form; "audio" beside "sampling_rate" is sound."""
    if "audio" in raw and "sampling_rate" in raw:
        sound = encode_wav(to_numpy(raw["audio"]), int(raw["sampling_rate"]))
        raw = {**raw, "audio": file_to_wire(sound, ".wav", "audio/wav", keep, {})}
    return {str(name): to_wire(value, keep) for name, value in raw.items()}


def to_numpy(array: Any) -> np.ndarray:
    """Return a tensor of any device and number format, or an array, as array."""
    if hasattr(array, "detach"):
        array = array.detach().cpu()
        array = array.float() if array.is_floating_point() else array
    return np.asarray(array)


def array_to_wire(array: np.ndarray, keep: Keep) -> Any:
    """Return an array as nested lists, a mask as a PNG, a large array as a .npy file."""
    if array.ndim == 0:
        return to_wire(array.item(), keep)
    if array.dtype == bool and array.ndim == 2 and array.size:
        from PIL import Image

        return picture_to_wire(Image.fromarray(array.astype(np.uint8) * 255), keep)
    if array.size > MAX_NUMBERS:
        return keep_array(array, keep)
    return to_wire(array.tolist(), keep)


def keep_array(array: np.ndarray, keep: Keep) -> dict[str, Any]:
    """Return what stands for a large array."""
    stream = io.BytesIO()
    np.save(stream, array, allow_pickle=False)
    stored = keep(stream.getvalue(), ".npy")
    return {"file": stored, "media_type": "application/x-npy", "shape": list(array.shape), "dtype": str(array.dtype)}


def picture_to_wire(picture: Any, keep: Keep) -> Any:
    """Return a picture's PNG."""
    stream = io.BytesIO()
    picture.save(stream, "PNG", compress_level=1)
    return file_to_wire(stream.getvalue(), ".png", "image/png", keep, {"size": list(picture.size)})


def file_to_wire(content: bytes, ending: str, media_type: str, keep: Keep, more: dict[str, Any]) -> Any:
    """Return a small file as base64, a large one as a file of its own."""
    if len(content) <= MAX_INLINE_BYTES:
        return keep_inline(content, ending)
    return {"file": keep(content, ending), "media_type": media_type, **more}


def encode_wav(samples: np.ndarray, rate: int) -> bytes:
    """Return float samples within -1..1, (n,) or (1, n), as a WAV file of 16 bits."""
    import soundfile

    stream = io.BytesIO()
    mono = np.nan_to_num(np.asarray(samples, np.float32).reshape(-1), posinf=0.0, neginf=0.0)
    soundfile.write(stream, mono.clip(-1, 1), rate, format="WAV", subtype="PCM_16")
    return stream.getvalue()


def list_to_wire(raw: list[Any] | tuple[Any, ...], keep: Keep) -> Any:
    """Return a list's wire form; nested lists of very many numbers are an array."""
    if count_numbers(raw) > MAX_NUMBERS:
        try:
            return keep_array(np.asarray(raw, dtype=np.float32), keep)
        except ValueError:  # ragged
            pass
    return [to_wire(value, keep) for value in raw]


def count_numbers(raw: Any) -> int:
    """Return about how many numbers nested lists hold, judged by the first of each; 0 for anything else."""
    if isinstance(raw, bool | str) or raw is None:
        return 0
    if isinstance(raw, list | tuple):
        return len(raw) * count_numbers(raw[0]) if raw else 0
    return int(isinstance(raw, int | float))
