"""The application with bounded memory, as a small server or a Space has it.

    python -m tests.attacks.limited

ATTACK_MEMORY_GB bounds its address space, ATTACK_PID names a file for its process id.
"""

import os
import resource
import runpy
from pathlib import Path

GB = 10**9


def main() -> None:
    """Bound this process and become the application."""
    most_bytes = int(float(os.environ.get("ATTACK_MEMORY_GB", "6")) * GB)
    resource.setrlimit(resource.RLIMIT_AS, (most_bytes, most_bytes))
    Path(os.environ["ATTACK_PID"]).write_text(str(os.getpid()))
    runpy.run_path(str(Path(__file__).parents[2] / "app.py"), run_name="__main__")


if __name__ == "__main__":
    main()
