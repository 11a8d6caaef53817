"""Log lines without the names of folders: what people call them is nobody else's business."""

import logging
import re
import traceback
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
QUOTED = r"""(?<=')(?:/[^'\n/]+/|[A-Za-z]:\\)[^'\n]+(?=')|(?<=")(?:/[^"\n/]+/|[A-Za-z]:\\)[^"\n]+(?=")"""
BARE = r"""(?<![\w/:.\\-])(?:/[^\s/'"<>:|,;()]+){2,}/?|\b[A-Za-z]:\\[^\s'"<>:|,;()]+"""
PATH = re.compile(f"{QUOTED}|{BARE}")
"""Absolute paths; where spaces are part of one, only quotation marks tell."""


def write_log() -> None:
    """Write warnings and errors to standard error."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    keep_folders_out()


def without_folders(text: str) -> str:
    """Return the text with each absolute path cut down to its last name; our own and packages' files stay findable."""
    return PATH.sub(lambda found: shortened(found[0]), text)


def shortened(path: str) -> str:
    """Return a path as the log may show it."""
    inside = path.replace("\\", "/").rstrip("/")
    for mark in (f"{ROOT.as_posix()}/", "/site-packages/"):
        if mark in inside:
            return inside.split(mark, 1)[1]
    return f"…/{inside.rsplit('/', 1)[-1]}"


def keep_folders_out() -> None:
    """Let every log record of the process, whoever writes it, be without folders."""
    make = logging.getLogRecordFactory()

    def make_short(*args: Any, **kwargs: Any) -> logging.LogRecord:
        record = make(*args, **kwargs)
        if record.name != "uvicorn.access":  # its formatter takes the arguments apart
            record.msg, record.args = without_folders(record.getMessage()), ()
        if record.exc_info and record.exc_info[0]:
            record.exc_text = without_folders("".join(traceback.format_exception(*record.exc_info)).rstrip())
        return record

    logging.setLogRecordFactory(make_short)
