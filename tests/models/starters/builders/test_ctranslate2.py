import struct
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest

from models.errors import ModelLoadError
from models.starters.builders.ctranslate2 import read_variables

FLOAT16, INT8 = 4, 1


def text(value: bytes) -> bytes:
    return struct.pack("<H", len(value) + 1) + value + b"\0"


def variable(name: bytes, dims: list[int], dtype: int, data: bytes, size: int | None = None) -> bytes:
    shape = struct.pack(f"<B{len(dims)}I", len(dims), *dims)
    return text(name) + shape + struct.pack("<BI", dtype, len(data) if size is None else size) + data


def model(
    *variables: bytes,
    count: int | None = None,
    aliases: tuple[tuple[bytes, bytes], ...] = (),
    version: int = 6,
) -> bytes:
    head = struct.pack("<I", version) + text(b"ToySpec") + struct.pack("<I", 3)
    body = struct.pack("<I", len(variables) if count is None else count) + b"".join(variables)
    tail = struct.pack("<I", len(aliases)) + b"".join(text(alias) + text(name) for alias, name in aliases)
    return head + body + tail


WEIGHT = variable(b"weight", [2, 3], FLOAT16, np.arange(6, dtype="<f2").tobytes())
SCALAR = variable(b"heads", [], INT8, b"\x06")
GOOD = model(WEIGHT, SCALAR, aliases=((b"tied", b"weight"),))


def read(tmp_path: Path, content: bytes):
    path = tmp_path / "model.bin"
    path.write_bytes(content)
    return read_variables(path)


def test_reads_variables_and_aliases(tmp_path):
    variables = read(tmp_path, GOOD)
    assert set(variables) == {"weight", "heads", "tied"}
    assert variables["weight"].tolist() == [[0, 1, 2], [3, 4, 5]]
    assert variables["weight"].dtype == np.float16
    assert variables["tied"] is variables["weight"]
    assert variables["heads"].shape == ()
    assert variables["heads"] == 6


def test_refuses_every_shortened_file(tmp_path):
    for length in range(len(GOOD)):
        with pytest.raises(ModelLoadError, match=r"cut short|empty"):
            read(tmp_path, GOOD[:length])


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (model(SCALAR, version=5), "version 5"),
        (GOOD + b"\0", "goes on"),
        (model(SCALAR, SCALAR), "twice"),
        (model(SCALAR, aliases=((b"heads", b"heads"),)), "twice"),
        (model(SCALAR, aliases=((b"tied", b"absent"),)), "alias"),
        (model(SCALAR, count=2**32 - 1), "cut short|should"),
        (model(variable(b"w", [2**32 - 1] * 8, INT8, b"\0")), "shape"),
        (model(variable(b"w", [0, 2**32 - 1, 2**32 - 1], INT8, b"")), "shape"),
        (model(variable(b"w", [4], FLOAT16, b"\0" * 4)), "shape"),
        (model(variable(b"w", [2**32 - 1], INT8, b"\0", size=2**32 - 1)), "cut short"),
        (model(variable(b"w", [1] * 255, INT8, b"\0")), "255 dimensions"),
        (model(variable(b"w", [1], 0, b"\0" * 4)), "type 0"),
        (model(variable(b"w", [1], 200, b"\0" * 4)), "type 200"),
        (model(variable(b"\xff\xfe", [1], INT8, b"\0")), "not text"),
        (model(SCALAR).replace(b"heads\0", b"headsX"), "should"),
    ],
)
def test_refuses_hostile_files(tmp_path, content, reason):
    with pytest.raises(ModelLoadError, match=reason):
        read(tmp_path, content)


def test_survives_any_single_changed_byte(tmp_path):
    for position in range(len(GOOD)):
        for value in (0, 1, 127, 255):
            changed = bytearray(GOOD)
            changed[position] = value
            with suppress(ModelLoadError):
                read(tmp_path, bytes(changed))
