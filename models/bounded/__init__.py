"""Calls whose work nobody vouches for, made in a child process that is limited and can be ended.

Decoders of foreign formats cannot be interrupted, and some files make them run for ever or take all memory there is.
A child decodes one file at a time, within limits on address space, processor time and wall time; it writes no large
files, dumps no core and knows nothing of the server's environment. A warm child is asked again and again (an answer
takes a millisecond; a start a third of a second) and replaced when it was ended, died or grew. Children end with the
server.

On macOS the address space is not limited, on Windows neither that nor processor time: there wall time alone holds.
"""

import atexit
import contextlib
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any, TypeGuard

from models import errors
from models.bounded import wire
from models.errors import AppError, ReadersBusy, received

ROOT = Path(__file__).parents[2]
AT_ONCE = max(2, min(4, os.cpu_count() or 2))
WAIT_S = 60.0
"""For one of AT_ONCE places."""

PASSED_ON = ("PATH", "PYTHONPATH", "LANG", "SYSTEMROOT", "TMPDIR", "HOME")
"""Of the environment: tokens and the like stay here."""

OWN = {"OMP_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2", "MALLOC_TRIM_THRESHOLD_": "1000000", "HF_HUB_OFFLINE": "1"}


class OutOfBounds(Exception):
    """The call was ended: it passed one of its limits."""


class TookTooLong(OutOfBounds):
    """It passed its processor or wall time."""


class TookTooMuch(OutOfBounds):
    """It passed its memory, or its process died, as most libraries do without memory."""


class Failed(Exception):
    """The call raised something that is no AppError; the message is for the log."""


def call_bounded(
    function: str, *arguments: Any, address_bytes: int = 1_500_000_000, cpu_s: float = 20.0, wall_s: float = 60.0
) -> Any:
    """Call a top-level function by its dotted name in a child process, and return what it returns.

    Args:
        function: such as "models.decode.pdf.draw"; its module should import little.
        arguments: of JSON's kinds, or bytes, at any depth; so is what comes back, its bytes as bytearrays.
        address_bytes: what it may map beyond what its child has.
        cpu_s: processor time of all its threads.
        wall_s: from the call to the answer, the child's start included.

    Raises:
        OutOfBounds: it was ended at one of its limits.
        AppError: what it raised.
        Failed: it raised anything else.
        ReadersBusy: all children were at work for WAIT_S.
    """
    if not _places.acquire(timeout=WAIT_S):
        raise ReadersBusy(WAIT_S)
    try:
        call = {"function": function, "arguments": arguments, "address_bytes": address_bytes, "cpu_s": cpu_s}
        while True:
            child = _take(function)
            answer = child.ask(call, address_bytes, wall_s)
            if answer is not None:
                return _opened(answer)
    finally:
        _places.release()


def end_children() -> None:
    """End the children that wait for work."""
    while True:
        with _lock:
            if not _idle:
                return
            child = _idle.pop()
        child.end()


class Child:
    """One child process; used by one thread at a time."""

    def __init__(self) -> None:
        environment = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
        self.knows: set[str] = set()
        self._used = False
        self._process = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", "models.bounded.child"],
            cwd=ROOT,
            env={**environment, **OWN},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    @property
    def is_alive(self) -> bool:
        """Whether the process has not ended."""
        return self._process.poll() is None

    def ask(self, call: dict[str, Any], most_bytes: int, wall_s: float) -> Any:
        """Return the answer to a call; None from a child that had gone for want of work before it came.

        Raises:
            OutOfBounds: the child was ended, or died.
        """
        assert self._process.stdin and self._process.stdout  # noqa: S101
        late = threading.Event()

        def end() -> None:
            late.set()
            self._process.kill()

        timer = threading.Timer(wall_s, end)
        timer.daemon = True
        timer.start()
        try:
            wire.write(self._process.stdin, call)  # type: ignore[arg-type]
            answer = wire.read(self._process.stdout, most_bytes)  # type: ignore[arg-type]
        except (OSError, EOFError, wire.BadAnswer) as error:
            timer.cancel()
            code = self.end()
            if self._used and code == 0 and not isinstance(error, wire.BadAnswer):
                return None
            raise TookTooLong if late.is_set() or code == _OUT_OF_TIME else TookTooMuch from error
        except BaseException:
            self.end()
            raise
        finally:
            timer.cancel()
        self._used = True
        self.knows.add(call["function"])
        if answer.get("spent") or late.is_set():
            self.end()
        else:
            with _lock:
                _idle.append(self)
        return answer

    def end(self) -> int:
        """End the process and return its exit code: its own where it had ended by itself."""
        assert self._process.stdin and self._process.stdout  # noqa: S101
        for stream in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):
                stream.close()
        try:
            return self._process.wait(timeout=0.2)
        except subprocess.TimeoutExpired:
            self._process.kill()
            return self._process.wait()


def _take(function: str) -> Child:
    """Return a waiting child, one that has imported the function where there is one, or a new one."""
    while True:
        with _lock:
            if not _idle:
                break
            child = next((one for one in _idle if function in one.knows), _idle[-1])
            _idle.remove(child)
        if child.is_alive:
            return child
        child.end()
    return Child()


def takes_a_message(kind: Any) -> TypeGuard[type[AppError]]:
    """Tell whether something is a class of errors for users whose words come from whoever raises it."""
    if not (isinstance(kind, type) and issubclass(kind, AppError)):
        return False
    return not any("__init__" in vars(one) for one in kind.__mro__ if issubclass(one, AppError) and one is not AppError)


def _opened(answer: dict[str, Any]) -> Any:
    if "result" in answer:
        return answer["result"]
    if "refused" in answer:
        name, key, values = answer["refused"]
        kind = getattr(errors, str(name), None)
        raise received(kind if takes_a_message(kind) else AppError, key, values)
    if "memory" in answer:
        raise TookTooMuch
    raise Failed(str(answer.get("failed")))


_OUT_OF_TIME = -24
"""Ended by SIGXCPU."""

_places = threading.BoundedSemaphore(AT_ONCE)
_lock = threading.Lock()
_idle: list[Child] = []
atexit.register(end_children)
