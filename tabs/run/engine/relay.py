"""A call that is answered in another process: what goes there and what comes back, by value, as pickles.

Both ends are processes of one owner, of the same tree; nothing here reads what a stranger wrote.
"""

import io
import pickle
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from models.key import ModelKey

FOLDER: ContextVar[Path | None] = ContextVar("folder", default=None)
"""Where files that came along with a call are written; None where none may come."""


@dataclass(frozen=True)
class Call:
    """What an engine is asked for elsewhere.

    Attributes:
        kind: which of its methods.
        task: the task's id; "" for "load".
        key: which pipeline.
        inputs, parameters: as the task's `call` takes them; to look inside, {"text": ...}.
        visitor: whose call it is: visitors have their turns one after the other.
        token: of the visitor's own login at the Hub, "" for none.
        request: the id under which the log tells of it.
    """

    kind: Literal["answer", "inside", "load"]
    task: str
    key: ModelKey
    inputs: dict[str, Any] = field(default_factory=dict)
    parameters: dict[str, Any] = field(default_factory=dict)
    visitor: str = ""
    token: str = field(default="", repr=False)
    request: str = ""


@dataclass(frozen=True)
class Told:
    """What an answered call says beside the answer: see the attributes of Job."""

    value: Any
    note: str = ""
    tokens: int = 0


class ByValue(pickle.Pickler):
    """Pickles tensors of a GPU as what they are on the CPU: nobody else sees that GPU."""

    def reducer_override(self, value: Any) -> Any:
        """Say how a value is pickled."""
        if getattr(getattr(value, "device", None), "type", "cpu") != "cpu" and hasattr(value, "detach"):
            return value.detach().cpu().__reduce_ex__(pickle.HIGHEST_PROTOCOL)
        return NotImplemented


class WithFiles(ByValue):
    """Pickles a path of this machine as its file."""

    def reducer_override(self, value: Any) -> Any:
        """Say how a value is pickled."""
        if isinstance(value, Path) and value.is_file():
            return write_file, (value.suffix, value.read_bytes())
        return super().reducer_override(value)


def write_file(ending: str, content: bytes) -> Path:
    """Return a file that came along, stored for as long as the call lasts."""
    folder = FOLDER.get()
    if folder is None:
        raise RuntimeError("A file came where there is no room for one")
    with tempfile.NamedTemporaryFile(suffix=ending, dir=folder, delete=False) as file:
        file.write(content)
    return Path(file.name)


def pack(kind: str, value: Any) -> bytes:
    """Return a message for the process that asked."""
    return dump(ByValue, (kind, value))


def pack_call(call: Call) -> bytes:
    """Return a call with the files its inputs name, for a process that may be on another machine."""
    return dump(WithFiles, call)


def dump(kind: type[pickle.Pickler], value: Any) -> bytes:
    """Return a pickle."""
    stream = io.BytesIO()
    kind(stream, pickle.HIGHEST_PROTOCOL).dump(value)
    return stream.getvalue()


@contextmanager
def unpacked(packed: bytes) -> Iterator[Call]:
    """Give back a call; its files are there inside the block."""
    folder = Path(tempfile.mkdtemp(prefix="playground-call-"))
    try:
        yield load(packed, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def load(packed: bytes, folder: Path) -> Call:
    """Return a call, its files stored in a folder."""
    before = FOLDER.set(folder)
    try:
        call: Call = pickle.loads(packed)  # noqa: S301 - a process of the same owner wrote it
        return call
    finally:
        FOLDER.reset(before)


def unpack(packed: bytes) -> tuple[str, Any]:
    """Return a message's kind and value."""
    kind, value = pickle.loads(packed)  # noqa: S301 - a process of the same owner wrote it
    return kind, value
