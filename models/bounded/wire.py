"""How a call and its answer travel through a pipe: JSON, with bytes beside it. Nothing in it can run code."""

import json
import struct
from typing import Any, BinaryIO

LENGTH = struct.Struct("<Q")
HEADER_LIMIT_BYTES = 64_000_000
MARK = "\0bytes"


class BadAnswer(Exception):
    """What arrived is not what `write` writes, or larger than allowed."""


def write(stream: BinaryIO, value: Any) -> None:
    """Write a value of JSON's kinds in which bytes, or what has a buffer, may stand anywhere."""
    blobs: list[memoryview] = []

    def aside(blob: Any) -> dict[str, int]:
        blobs.append(memoryview(blob).cast("B"))
        return {MARK: len(blobs) - 1}

    body = json.dumps(value, default=aside)
    header = json.dumps({"blobs": [len(blob) for blob in blobs], "body": body}).encode()
    stream.write(LENGTH.pack(len(header)))
    stream.write(header)
    for blob in blobs:
        stream.write(blob)
    stream.flush()


def read(stream: BinaryIO, most_bytes: int) -> Any:
    """Read a value; bytes come back as bytearrays, so that arrays over them can be written to.

    Raises:
        EOFError: the other side has gone.
        BadAnswer: it is malformed, or its bytes are more than `most_bytes`.
    """
    (length,) = LENGTH.unpack(_exactly(stream, LENGTH.size))
    if length > HEADER_LIMIT_BYTES:
        raise BadAnswer
    try:
        header = json.loads(_exactly(stream, length))
        sizes = [int(size) for size in header["blobs"]]
        if min(sizes, default=0) < 0 or sum(sizes) > most_bytes:
            raise BadAnswer
        blobs = [_exactly(stream, size) for size in sizes]
        return json.loads(header["body"], object_hook=lambda found: blobs[found[MARK]] if MARK in found else found)
    except (ValueError, KeyError, TypeError, IndexError, RecursionError) as error:
        raise BadAnswer from error


def _exactly(stream: BinaryIO, count: int) -> bytearray:
    buffer = bytearray(count)
    view, done = memoryview(buffer), 0
    while done < count:
        got = stream.readinto(view[done:])  # type: ignore[attr-defined]
        if not got:
            raise EOFError
        done += got
    return buffer
