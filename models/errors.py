"""Everything that can go wrong in words a user can act on.

    AppError                 one plain sentence: what happened, what it means, what to do next
    ├── BadInput             the text, sound, picture or setting cannot be used; a ValueError and a TypeError too
    │   └── MissingPart      a part of the input is not there; a KeyError too
    ├── SourceError          the model's files cannot be had
    │   ├── BadModelName     not a Hub id, not an allowed folder
    │   ├── ModelNotFound    the Hub has no such model or revision
    │   ├── ModelGated       the Hub wants a login or an accepted licence first
    │   ├── ModelRefused     this server's rules, or the kind of files in it, forbid it
    │   ├── HubUnreachable   no network, and the files are not on this machine
    │   └── DownloadFailed   the transfer broke off
    ├── CacheError
    │   ├── ModelTooLarge    larger than the whole memory budget
    │   ├── Busy             waited as long as allowed
    │   │   └── ReadersBusy  ... for a place to read a large file in
    │   ├── QueueFull        too many wait already
    │   ├── OutOfMemory      the memory ran out all the same
    │   └── ModelLoadError   the files are here but no pipeline came out
    └── Stopped              the user asked for it

An AppError names its sentence by a key and carries the values that stand in it; the languages of the sentences are
those of whoever called `speak_with`. What it says reaches users as it is: it holds no path, no token and no traceback.
"""

from collections.abc import Callable
from typing import Any


def write_plainly(key: str, /, **values: Any) -> str:
    """Return the key and the values of a sentence: what is said where nobody brought sentences."""
    return " ".join([key, *(f"{name}={value}" for name, value in values.items())])


class AppError(Exception):
    """Base of every error whose message is written for the user; it survives pickling, whatever it is made of.

    Attributes:
        key: which sentence it is.
        values: what stands in the sentence, by name.
        write: puts a key and values into words, for all errors.
    """

    write: Callable[..., str] = staticmethod(write_plainly)

    def __init__(self, key: str = "", /, **values: Any) -> None:
        self.key, self.values = key, values
        super().__init__(key)

    def __str__(self) -> str:
        """Return the sentence in the language of the current call."""
        return self.write(self.key, **self.values)

    def __reduce__(self) -> tuple[Any, ...]:
        """Rebuild it from its message and attributes: constructors take other arguments."""
        return rebuild, (type(self), self.args, self.__dict__)


def speak_with(say: Callable[..., str]) -> None:
    """Let every error be put into words by `say(key, **values)`."""
    AppError.write = staticmethod(say)


def rebuild(kind: type[AppError], words: tuple[Any, ...], attributes: dict[str, Any]) -> AppError:
    """Return an error as it was before it was pickled."""
    error = kind.__new__(kind, *words)
    error.args = words
    error.__dict__.update(attributes)
    return error


class BadInput(AppError, ValueError, TypeError):
    """An input or a parameter that cannot be used; the message says what would work.

    Programs written for Transformers' own pipelines catch ValueError or TypeError for these.
    """


class MissingPart(BadInput, KeyError):
    """An input of several parts lacks one."""

    __str__ = AppError.__str__  # KeyError would show the message in quotes


class SourceError(AppError):
    """The files of a model cannot be had."""


class BadModelName(SourceError):
    """The text is neither a Hub id nor a folder this server may read."""


class ModelNotFound(SourceError):
    """The Hub knows no such model, or the model has no such revision."""


class ModelGated(SourceError):
    """The Hub asks for a login, or for its licence to be accepted, before it serves the model."""


class ModelRefused(SourceError):
    """The model exists, but its files or this server's rules forbid loading it."""


class HubUnreachable(SourceError):
    """The Hub cannot be reached and the files are not on this machine."""


class DownloadFailed(SourceError):
    """The transfer broke off; what has arrived is kept and the next try goes on from there."""


class CacheError(AppError):
    """The cache cannot hand out a pipeline."""


class ModelTooLarge(CacheError):
    """The model needs more than the whole memory budget.

    Attributes:
        need_bytes: estimated size of the loaded model.
        budget_bytes: what the server may use for all models together.
    """

    def __init__(self, model: str, need_bytes: int, budget_bytes: int) -> None:
        self.model, self.need_bytes, self.budget_bytes = model, need_bytes, budget_bytes
        super().__init__(
            f"{model} needs about {need_bytes / 1e6:,.0f} MB of memory and this server has "
            f"{budget_bytes / 1e6:,.0f} MB for models. Choose a smaller model."
        )


class Busy(CacheError):
    """The wait for a model, or for memory to load it, took longer than allowed.

    Attributes:
        model: what was waited for.
        wait_s: for how long, in seconds.
    """

    def __init__(self, model: str, wait_s: float) -> None:
        self.model, self.wait_s = model, wait_s
        super().__init__(
            f"The server is busy: {model} was not available within {wait_s:,.0f} s. "
            "Try again in a moment, or choose a smaller model."
        )


class ReadersBusy(Busy):
    """The wait for a place to read a large file in took longer than allowed."""

    def __init__(self, wait_s: float) -> None:
        self.model, self.wait_s = "", wait_s
        CacheError.__init__(self, "Many large files are being read just now. Wait a minute and try again.")


class QueueFull(CacheError):
    """Too many calls wait already."""

    def __init__(self) -> None:
        super().__init__("cache.queue_full")


class ModelLoadError(CacheError):
    """The files are here, but no working pipeline could be made of them."""


class OutOfMemory(CacheError):
    """The memory ran out, although everything that nobody used had been dropped."""

    def __init__(self, model: str) -> None:
        self.model = model
        super().__init__(
            f"This server's memory does not suffice for this input with {model}. "
            "Try a shorter or smaller input, a smaller model, or again when fewer models are in use."
        )


class Stopped(AppError):
    """The user pressed Stop or closed the page.

    Attributes:
        waiting_for: the model that was waited for; "" where it was at work.
    """

    def __init__(self, message: str = "", *, waiting_for: str = "") -> None:
        self.waiting_for = waiting_for
        super().__init__(message or f"Stopped while waiting for {waiting_for}. Start it again when you like.")
