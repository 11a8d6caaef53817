"""What the tests of bounded calls have called."""

import ctypes
import os
import time
from typing import Any

from models.errors import BadInput


def echo(value: Any) -> Any:
    return value


def double(blob: bytearray) -> dict[str, Any]:
    return {"twice": [bytes(blob), blob]}


def process_id() -> int:
    return os.getpid()


def spin() -> None:
    while True:
        pass


def sleep() -> None:
    time.sleep(600)


def fill(count: int) -> int:
    return len(bytearray(count))


def crash() -> None:
    ctypes.string_at(0)


def refuse() -> None:
    raise BadInput("No. Try another.")


def fail() -> None:
    raise KeyError("inside")


def chatter() -> int:
    os.write(1, b"noise on the standard output\n" * 50)
    return 1


def environment() -> list[str]:
    return sorted(os.environ)


def write_file(path: str) -> None:
    with open(path, "wb") as file:  # noqa: PTH123
        file.write(b"x" * 2_000_000)
