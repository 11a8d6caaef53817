"""Log lines without the names of folders: what people call them is nobody else's business."""

import json
import logging
import os
import re
import traceback
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tabs.run.compute import RUNS
from tabs.run.job import REQUEST

ROOT = Path(__file__).resolve().parents[3]
QUOTED = r"""(?<=')(?:/[^'\n/]+/|[A-Za-z]:\\)[^'\n]+(?=')|(?<=")(?:/[^"\n/]+/|[A-Za-z]:\\)[^"\n]+(?=")"""
BARE = r"""(?<![\w/:.\\-])(?:/[^\s/'"<>:|,;()]+){2,}/?|\b[A-Za-z]:\\[^\s'"<>:|,;()]+"""
PATH = re.compile(f"{QUOTED}|{BARE}")
"""Absolute paths; where spaces are part of one, only quotation marks tell."""


TOLD = ("task", "model", "outcome")
"""What a finished run tells of itself beside its seconds, see tabs.run.compute.RUNS."""


def write_log() -> None:
    """Write warnings and errors to standard error; with PLAYGROUND_LOG=json also a line for each run, all as JSON.

    Raises:
        SystemExit: PLAYGROUND_LOG is something else.
    """
    form = os.environ.get("PLAYGROUND_LOG", "")
    if form not in ("", "text", "json"):
        raise SystemExit(f"PLAYGROUND_LOG is {form!r}. Set it to text or json, or leave it out.")
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    keep_folders_out()
    if form == "json":
        for handler in logging.getLogger().handlers:
            handler.setFormatter(JsonLines())
        RUNS.setLevel(logging.INFO)


class JsonLines(logging.Formatter):
    """Writes a record as one line of JSON, for programs that collect logs."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line: when, how grave, from where, which request, and of a run how it went."""
        told = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "request": REQUEST.get(),
            "message": record.getMessage(),
        }
        told |= {name: vars(record)[name] for name in TOLD if name in vars(record)}
        if "seconds" in vars(record):
            told["ms"] = round(vars(record)["seconds"] * 1000)
        if record.exc_info and record.exc_info[0]:
            told["error"] = record.exc_text or self.formatException(record.exc_info)
        return json.dumps({name: value for name, value in told.items() if value != ""}, ensure_ascii=False)


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
