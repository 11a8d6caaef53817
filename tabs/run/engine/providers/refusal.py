"""What another server's refusals mean for whoever asked."""

import json
import logging
from types import SimpleNamespace
from typing import Any

from PIL import Image, UnidentifiedImageError

from models.errors import AppError, BadInput
from tabs.run.engine.errors import NotServed

BY_STATUS = {
    401: "engine.login_refused",
    402: "engine.no_credit",
    403: "engine.login_refused",
    404: "engine.model_not_served",
    429: "engine.busy_there",
    500: "engine.failed_there",
    502: "engine.busy_there",
    503: "engine.busy_there",
    504: "engine.busy_there",
}
LONGEST = 300

NOT_UNDERSTOOD = (
    json.JSONDecodeError,
    UnicodeDecodeError,
    UnidentifiedImageError,
    Image.DecompressionBombError,
    TypeError,
    AttributeError,
    IndexError,
)
"""What is raised where an answer has another form than the task's."""

log = logging.getLogger(__name__)


class Refused(Exception):
    """A server said no, or what cannot be taken.

    Attributes:
        response: its status, and the beginning of its words.
        is_too_much: whether it sent more than is taken.
    """

    def __init__(self, status: int, words: bytes, *, is_too_much: bool = False) -> None:
        self.response = SimpleNamespace(status_code=status, text=words.decode("utf-8", "replace"))
        self.is_too_much = is_too_much
        super().__init__(f"status {status}")


def explain(error: Exception, where: str, model: str, *, is_one_server: bool) -> AppError:
    """Return the error of a call to another server as a sentence.

    Args:
        error: what the client raised.
        where: the server's name.
        model: the model's name.
        is_one_server: whether it is a server of its own, for which no list of models is asked before.
    """
    status = getattr(getattr(error, "response", None), "status_code", 0)
    if status in (400, 413, 422):
        return BadInput("engine.refused_there", host=where, words=read_words(error))
    if status in BY_STATUS:
        return NotServed(BY_STATUS[status], host=where, model=model)
    if 300 <= status < 400:
        return NotServed("engine.sent_on", host=where)
    if getattr(error, "is_too_much", False):
        return NotServed("engine.too_much", host=where)
    lost = (*NOT_UNDERSTOOD, ValueError, KeyError, StopIteration) if is_one_server else NOT_UNDERSTOOD
    if isinstance(error, lost):
        log.info("Not understood: %s", type(error).__name__)
        return NotServed("engine.not_understood", host=where)
    if isinstance(error, ValueError | StopIteration | KeyError):  # the client found nobody who serves the model
        log.info("Not served elsewhere: %s", type(error).__name__)
        return NotServed("engine.model_not_served", host=where, model=model)
    log.warning("A call elsewhere failed: %s", type(error).__name__)
    return NotServed("engine.not_reached", host=where)


def read_words(error: Any) -> str:
    """Return what a server said of a call that it refused; "" for nothing that can be read."""
    try:
        told = json.loads(error.response.text)
    except (ValueError, AttributeError, RuntimeError):
        return ""
    words = told.get("error") if isinstance(told, dict) else None
    words = words.get("message") if isinstance(words, dict) else words
    return str(words)[:LONGEST] if words else ""
