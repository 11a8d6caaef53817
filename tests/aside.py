"""A command that runs beside the tests, because it takes minutes and one of the cores."""

import os
import subprocess
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent


class Aside:
    """Starts a command in the project's folder."""

    def __init__(self, *words: str) -> None:
        self._folder = tempfile.TemporaryDirectory()
        self._files = [Path(self._folder.name, name) for name in ("out", "err")]
        environment = {**os.environ, "OMP_NUM_THREADS": "1"}
        with self._files[0].open("wb") as out, self._files[1].open("wb") as err:
            self._process = subprocess.Popen(words, cwd=ROOT, stdout=out, stderr=err, env=environment)

    def result(self, timeout_s: float) -> tuple[int, str, str]:
        """Wait for the end; return the exit code, what was printed, and what was complained of."""
        code = self._process.wait(timeout_s)
        printed, complaints = (file.read_text(encoding="utf-8") for file in self._files)
        return code, printed, complaints

    def end(self) -> None:
        """Stop it if it still runs, and leave nothing behind."""
        self._process.kill()
        self._process.wait()
        self._folder.cleanup()
