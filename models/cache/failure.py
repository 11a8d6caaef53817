"""What a failed load tells its users, and what it must not keep alive."""

import traceback
from pathlib import PurePath
from urllib.parse import urlsplit

from models.errors import AppError, ModelLoadError
from models.key import ModelKey


def display_name(key: ModelKey) -> str:
    """Return the model's name for messages.

    A local folder shows its last part, never its path; a trained model its name, not the digits that open it; an
    Endpoint its server.
    """
    if key.source == "trained":
        return key.model.rpartition("-")[0] or key.model
    if key.source == "endpoint":
        return urlsplit(key.model).netloc
    return PurePath(key.model).name if key.source == "local" else key.model


def fresh_error(cause: Exception, key: ModelKey) -> AppError:
    """Make a new exception of a cause, to be raised in one thread: raising writes into the instance.

    An AppError is copied (same type, message and attributes), without its constructor: subclasses take other
    arguments than the message. Anything else becomes a ModelLoadError that tells nothing of the internals.
    """
    if not isinstance(cause, AppError):
        return ModelLoadError("cache.key_could_not_be_loaded", key=display_name(key))
    fresh = type(cause).__new__(type(cause))
    fresh.args = cause.args
    vars(fresh).update(vars(cause))
    return fresh


def forget_locals(error: BaseException) -> None:
    """Clear the local variables that the traceback of a failed load keeps alive: half a model, often.

    Out of memory is the commonest failure; its traceback would hold the very tensors that were too many for
    as long as any waiter's exception lives. Where it failed is kept.
    """
    seen: set[int] = set()
    link: BaseException | None = error
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        traceback.clear_frames(link.__traceback__)
        link = link.__cause__ or link.__context__
