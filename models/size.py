"""How much memory a model takes: estimated from its files before loading, measured after."""

import json
import struct
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from models.errors import ModelRefused

HEADER_LIMIT_BYTES = 5_000_000
"""Of a safetensors file: some 40,000 tensors. The format allows a hundred million, which take minutes to read."""

DTYPE_BYTES = {
    "F64": 8,
    "F32": 4,
    "F16": 2,
    "BF16": 2,
    "I64": 8,
    "I32": 4,
    "I16": 2,
    "I8": 1,
    "U8": 1,
    "BOOL": 1,
}
FLOATS = {"F64", "F32", "F16", "BF16"}


def folder_bytes(folder: Path, float_bytes: Callable[[str], float]) -> int:
    """Estimate the bytes of a checkpoint folder's weights once loaded.

    Args:
        folder: holds *.safetensors, or *.bin where pickles are allowed.
        float_bytes: what one number takes once loaded, by the format it is stored in ("F32", "F16", "BF16", ...).
    """
    tensors = [shape for file in folder.rglob("*.safetensors") for shape in tensor_sizes(file)]
    if tensors:
        return round(sum(count * (float_bytes(dtype) if dtype in FLOATS else size) for count, size, dtype in tensors))
    return sum(file.stat().st_size for file in folder.rglob("*.bin"))


def tensor_sizes(file: Path) -> Iterator[tuple[int, int, str]]:
    """Yield (number of elements, bytes of one, dtype) for each tensor, from the safetensors header alone.

    Raises:
        ModelRefused: the header is too long, or the file is not what it says.
    """
    size_bytes = file.stat().st_size
    with file.open("rb") as stream:
        word = stream.read(8)
        length: int = struct.unpack("<Q", word)[0] if len(word) == 8 else size_bytes
        if HEADER_LIMIT_BYTES < length <= size_bytes:
            raise ModelRefused(
                "models.file_file_model_begins_with_list",
                file=file.name,
                length=length / 1000000.0,
                header_limit_bytes=HEADER_LIMIT_BYTES // 1000000,
            )
        content = stream.read(length) if 8 + length <= size_bytes else b""
    try:
        header = json.loads(content)
        header.pop("__metadata__", None)
        tensors = [
            (int(one["data_offsets"][0]), int(one["data_offsets"][1]), str(one["dtype"])) for one in header.values()
        ]
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError) as error:
        raise cut_off(file) from error
    for start, end, dtype in tensors:
        if not 0 <= start <= end <= size_bytes - 8 - length:
            raise cut_off(file)
        size = DTYPE_BYTES.get(dtype, 1)
        yield (end - start) // size, size, dtype


def is_cut_off(file: Path) -> bool:
    """Tell whether a safetensors file is shorter than its own header says; False where it has none that can be read."""
    size_bytes = file.stat().st_size
    with file.open("rb") as stream:
        word = stream.read(8)
        length: int = struct.unpack("<Q", word)[0] if len(word) == 8 else 0
        content = stream.read(length) if 0 < length <= HEADER_LIMIT_BYTES else b""
    try:
        header = json.loads(content)
        ends = [int(one["data_offsets"][1]) for name, one in header.items() if name != "__metadata__"]
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError):
        return False
    return max(ends, default=0) > size_bytes - 8 - length


def cut_off(file: Path) -> ModelRefused:
    """Say that weights are not whole."""
    return ModelRefused("models.file_file_model_damaged_or_cut", file=file.name)


def modules_of(pipe: Any) -> list[Any]:
    """Return the torch modules a pipeline holds: its `models`, its `model`, or itself."""
    if hasattr(pipe, "models"):
        return list(pipe.models)
    return [getattr(pipe, "model", pipe)]


def measure(pipe: Any) -> int:
    """Return the bytes of all parameters and buffers, shared ones counted once."""
    tensors = {
        tensor.data_ptr(): tensor.numel() * tensor.element_size()
        for module in modules_of(pipe)
        for tensor in [*module.parameters(), *module.buffers()]
    }
    return sum(tensors.values())


def counted_bytes(numbers: Mapping[str, int], float_bytes: Callable[[str], float]) -> int:
    """Estimate the bytes of weights once loaded, from how many numbers of each format they hold; 0 where untold."""
    sizes = (
        count * (float_bytes(name) if name in FLOATS else DTYPE_BYTES.get(name, 1)) for name, count in numbers.items()
    )
    return round(sum(sizes))
