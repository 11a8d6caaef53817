"""How long until the page can be used, beside the smallest page Gradio can make.

    python -m tests.bench.startup [runs]

Each round starts the hello page, the application and the application stretched to forty tasks in turn, a new
process each, and measures the seconds until the first HTTP 200 and, where Chromium is installed, from the
opening of the address until the first Run button can be pressed. The table shows medians and the ratio to hello.
"""

import statistics
import sys
import tempfile
import time
from pathlib import Path

from tests.serve import serve
from tests.ui.chromium import CHROMIUM, open_page, start_browser

PROGRAMS = {
    "hello": ("-m", "tests.bench.hello"),
    "app": ("app.py",),
    "app, 40 tasks": ("-m", "tests.bench.forty"),
}


def measure(command: tuple[str, ...], folder: Path) -> tuple[float, float]:
    """Return the seconds to HTTP 200 and to the first usable panel (nan without Chromium)."""
    started = time.monotonic()
    with serve(*command, log=folder / "log.txt", HF_HUB_OFFLINE="1") as url:
        up_s = time.monotonic() - started
        return up_s, time_to_panel(url) if CHROMIUM else float("nan")


def time_to_panel(url: str) -> float:
    """Return the seconds from opening the address until Run is there, in a fresh browser."""
    with start_browser() as browser, open_page(browser) as page:
        opened = time.monotonic()
        page.goto(url, wait_until="commit")
        page.get_by_role("button", name="Run", exact=True).first.click(trial=True)
        return time.monotonic() - opened


def main(runs: int) -> None:
    """Print the table."""
    figures: dict[str, list[tuple[float, float]]] = {name: [] for name in PROGRAMS}
    with tempfile.TemporaryDirectory() as folder:
        measure(PROGRAMS["app"], Path(folder))  # warms the disk cache
        for _ in range(runs):
            for name, command in PROGRAMS.items():
                figures[name].append(measure(command, Path(folder)))
    medians = {
        name: [statistics.median(column) for column in zip(*rows, strict=True)] for name, rows in figures.items()
    }
    print(f"{'':16}{'HTTP 200':>12}{'ratio':>8}{'first panel':>14}{'ratio':>8}   medians of {runs}")
    for name, (up_s, panel_s) in medians.items():
        base_up_s, base_panel_s = medians["hello"]
        print(f"{name:16}{up_s:>10.2f} s{up_s / base_up_s:>8.2f}{panel_s:>12.2f} s{panel_s / base_panel_s:>8.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
