"""Reads the weights out of a CTranslate2 model file.

The format is version 6 of what `ModelSpec._serialize` writes and `models::Model::load` reads
(CTranslate2, python/ctranslate2/specs/model_spec.py and src/models/model.cc), little-endian:

    u32 version, string spec, u32 revision
    u32 count, then per variable: string name, u8 rank, u32 x rank dims, u8 dtype, u32 bytes, data
    u32 count, then per alias: string alias, string name
    string: u16 length with the closing NUL, the bytes, NUL
"""

import math
import struct
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.errors import ModelLoadError

VERSION = 6
MAX_RANK = 8
DTYPES: dict[int, np.dtype[Any]] = {1: np.dtype("<i1"), 2: np.dtype("<i2"), 4: np.dtype("<f2")}
"""CTranslate2's DataType numbers that float16 models use; float32, int32 and bfloat16 are left out."""

Variables = dict[str, NDArray[Any]]


def read_variables(path: Path) -> Variables:
    """Map the file into memory and return its variables by name; aliases name the same array.

    Every length in the file is checked against what is left of it before it is used, so a damaged or
    hostile file costs no more memory than its own size.

    Raises:
        ModelLoadError: not a version 6 file, cut short, or with types other than those in DTYPES.
    """
    if path.stat().st_size == 0:
        raise _unreadable("it is empty")
    reader = _Reader(np.memmap(path, dtype=np.uint8, mode="r").data)
    version = reader.number("I")
    if version != VERSION:
        raise _unreadable(f"its format has version {version}, known is version {VERSION}")
    reader.string()
    reader.number("I")
    variables: Variables = {}
    for _ in range(reader.number("I")):
        _add(variables, reader.string(), reader.array())
    for _ in range(reader.number("I")):
        alias, name = reader.string(), reader.string()
        if name not in variables:
            raise _unreadable("an alias names a variable that is not there")
        _add(variables, alias, variables[name])
    reader.expect_end()
    return variables


class _Reader:
    """Takes one field after the other from the front of a buffer."""

    def __init__(self, data: memoryview) -> None:
        self._data = data
        self._position = 0

    def number(self, code: str) -> int:
        """Take an unsigned integer; code is one of `struct`'s B, H and I."""
        (value,) = struct.unpack("<" + code, self._take(struct.calcsize("<" + code)))
        return int(value)

    def string(self) -> str:
        raw = self._take(self.number("H")).tobytes()
        if not raw.endswith(b"\0"):
            raise _unreadable("a name does not end where it should")
        try:
            return raw[:-1].decode()
        except UnicodeDecodeError:
            raise _unreadable("a name is not text") from None

    def array(self) -> NDArray[Any]:
        rank = self.number("B")
        if rank > MAX_RANK:
            raise _unreadable(f"a variable has {rank} dimensions")
        shape = tuple(self.number("I") for _ in range(rank))
        code, size_bytes = self.number("B"), self.number("I")
        dtype = DTYPES.get(code)
        if dtype is None:
            raise _unreadable(f"a variable has type {code}; known are float16, int8 and int16")
        # Without empty arrays the product bounds every single dimension by the file's size.
        if 0 in shape or math.prod(shape) * dtype.itemsize != size_bytes:
            raise _unreadable("a variable's shape does not fit its size")
        return np.frombuffer(self._take(size_bytes), dtype).reshape(shape)

    def expect_end(self) -> None:
        if self._position != len(self._data):
            raise _unreadable("it goes on after its end")

    def _take(self, count: int) -> memoryview:
        start, end = self._position, self._position + count
        if end > len(self._data):
            raise _unreadable("it is cut short")
        self._position = end
        return self._data[start:end]


def _add(variables: Variables, name: str, array: NDArray[Any]) -> None:
    if name in variables:
        raise _unreadable("a name occurs twice")
    variables[name] = array


def _unreadable(reason: str) -> ModelLoadError:
    return ModelLoadError("models.model_file_cannot_be_read_as", reason=reason)
