"""The board of trackio: curves of all runs side by side, kept beside the runs or on a Space of one's own.

trackio is not among the requirements; where it is installed, curves go there by themselves.
"""

import contextlib
import importlib.util
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path

from models.ending import at_end
from models.errors import AppError
from models.kept import kept_folder

TRACKIO = "trackio"
PROJECT = "pipeline-playground"
ELSEWHERE = ("TRACKIO_SPACE_ID", "TRACKIO_SERVER_URL")
"""By which trackio sends curves away from this machine."""

SHOW = "import sys, trackio; trackio.show(sys.argv[1], open_browser=False, server_port=int(sys.argv[2]))"
START_S = 30.0


class NoBoard(AppError):
    """The board cannot be shown."""


def has_trackio() -> bool:
    """Tell whether the package is installed, without importing it."""
    return importlib.util.find_spec(TRACKIO) is not None


def stays_here(report_to: str, environment: Mapping[str, str] = os.environ) -> bool:
    """Tell whether nothing of a run leaves this machine: its curve is kept nowhere else, or by trackio here."""
    sent = any(environment.get(name) for name in ELSEWHERE)
    return report_to == "none" or (report_to == TRACKIO and not sent)


def board_folder() -> Path:
    """Return where trackio keeps curves on this machine."""
    return kept_folder(TRACKIO)


class Board:
    """Shows the board: a process of its own, started when somebody asks for it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._address = ""

    def open(self) -> str:
        """Return the board's address.

        Raises:
            NoBoard: it does not start.
        """
        if space := os.environ.get("TRACKIO_SPACE_ID"):
            return f"https://huggingface.co/spaces/{space}"
        if server := os.environ.get("TRACKIO_SERVER_URL"):
            return server.partition("?")[0]  # what follows may be a token
        with self._lock:
            if self._process is None or self._process.poll() is not None:
                self._start()
            return self._address

    def end(self) -> None:
        """End the process, if there is one."""
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()

    def _start(self) -> None:
        port = free_port()
        self._process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-c", SHOW, PROJECT, str(port)],
            env={**os.environ, "TRACKIO_DIR": str(board_folder()), "HF_HUB_OFFLINE": "1"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        at_end(self.end)
        until = time.monotonic() + START_S
        while not answers(port):
            if self._process.poll() is not None or time.monotonic() > until:
                self.end()
                raise NoBoard("train.no_board")
            time.sleep(0.1)
        self._address = f"http://127.0.0.1:{port}/?project={PROJECT}"


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(port: int) -> bool:
    """Tell whether somebody listens on a port of this machine."""
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False
