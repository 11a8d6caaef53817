"""Commands that run beside the tests, one after the other, because they take minutes and one of the cores."""

import os
import subprocess
import tempfile
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True)
class Result:
    """How a command ended: its exit code, what it printed, and what it complained of."""

    code: int
    printed: str
    complaints: str


class Aside:
    """Starts the first command in the project's folder.

    Args:
        commands: the words of each, by a name.
    """

    def __init__(self, commands: Mapping[str, Sequence[str]]) -> None:
        self._commands = commands
        self._results: dict[str, Result] = {}
        self._changed = threading.Condition()
        self._process: subprocess.Popen[bytes] | None = None
        self._ended = False
        self._thread = threading.Thread(target=self._run, name="aside", daemon=True)
        self._thread.start()

    def result(self, name: str, timeout_s: float = 1200.0) -> Result:
        """Wait for the end of a command."""
        with self._changed:
            assert self._changed.wait_for(lambda: name in self._results, timeout_s), f"{name} took too long"
            return self._results[name]

    def end(self) -> None:
        """Stop what still runs."""
        with self._changed:
            self._ended = True
            if self._process is not None:
                self._process.kill()
        self._thread.join()

    def _run(self) -> None:
        for name, words in self._commands.items():
            with tempfile.TemporaryDirectory() as folder:
                out, err = Path(folder, "out"), Path(folder, "err")
                with self._changed:
                    if self._ended:
                        return
                    with out.open("wb") as printed, err.open("wb") as complaints:
                        self._process = subprocess.Popen(
                            words,
                            cwd=ROOT,
                            stdout=printed,
                            stderr=complaints,
                            env={**os.environ, "OMP_NUM_THREADS": "1"},
                        )
                code = self._process.wait()
                with self._changed:
                    self._results[name] = Result(code, out.read_text("utf-8"), err.read_text("utf-8"))
                    self._changed.notify_all()
