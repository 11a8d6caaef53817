"""What another server's refusals mean for whoever asked."""

import json
import logging
from typing import Any

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

log = logging.getLogger(__name__)


def explain(error: Exception, where: str, model: str) -> AppError:
    """Return the error of a call to another server as a sentence.

    Args:
        error: what the client raised.
        where: the server's name.
        model: the model's name.
    """
    status = getattr(getattr(error, "response", None), "status_code", 0)
    if status in (400, 413, 422):
        return BadInput("engine.refused_there", host=where, words=read_words(error))
    if status in BY_STATUS:
        return NotServed(BY_STATUS[status], host=where, model=model)
    if isinstance(error, ValueError | StopIteration | KeyError):  # the client found nobody who serves the model
        log.info("Not served elsewhere", exc_info=error)
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
