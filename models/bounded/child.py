"""The other side of `call_bounded`: reads calls from its standard input, until that ends or nothing comes for long."""

import importlib
import os
import queue
import sys
import threading
from typing import Any, BinaryIO

from models.bounded import limits, wire
from models.errors import AppError

IDLE_S = 120.0
"""Then the child goes, and its memory with it."""

MOST_CALLS = 200
KEPT_BYTES = 700_000_000
"""A child that holds more after a call, by a leak or an import, is not asked again."""

REQUEST_LIMIT_BYTES = 64_000_000


def main() -> None:
    """Answer calls one after another."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # libraries that print do not garble the answers
    limits.settle_in()
    calls: queue.Queue[Any] = queue.Queue()
    threading.Thread(target=listen, args=(sys.stdin.buffer, calls), daemon=True).start()
    asked: set[str] = set()
    for number in range(1, MOST_CALLS + 1):
        try:
            call = calls.get(timeout=IDLE_S)
        except queue.Empty:
            return
        answer = answered(call)
        half_imported = "failed" in answer and call["function"] not in asked
        asked.add(call["function"])
        too_large = "memory" in answer or limits.resident_bytes() > KEPT_BYTES
        spent = half_imported or too_large or number == MOST_CALLS
        wire.write(answers, {**answer, "spent": spent})
        if spent:
            return
        del call, answer


def listen(stream: BinaryIO, calls: "queue.Queue[Any]") -> None:
    """Pass calls on; when the server has gone, end this process whatever it is doing."""
    try:
        while True:
            calls.put(wire.read(stream, REQUEST_LIMIT_BYTES))
    except BaseException:
        os._exit(0)


def answered(call: dict[str, Any]) -> dict[str, Any]:
    """Return {"result"}, or {"refused"}, {"failed"}, {"memory"} for what was raised."""
    try:
        limits.unbound()
        module, _, name = call["function"].rpartition(".")
        function = getattr(importlib.import_module(module), name)  # what is imported does not count
        limits.bound(call["address_bytes"], call["cpu_s"])
        return {"result": function(*call["arguments"])}
    except AppError as error:
        return {"refused": [type(error).__name__, error.key, error.values]}
    except MemoryError:
        return {"memory": True}
    except Exception as error:
        return {"failed": f"{type(error).__name__}: {error}"[:300]}


if __name__ == "__main__":
    main()
