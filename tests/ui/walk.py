"""Walk through the panels as a visitor, and keep a picture of each.

    python -m tests.ui.walk FOLDER [--tiny] [task ...]

opens every task on a desktop and on a phone, presses Run, and saves FOLDER/desktop-TASK.png and
FOLDER/phone-TASK.png; with --tiny the default models are tiny random ones, otherwise the starters.
"""

import sys
import tempfile
from pathlib import Path
from typing import Any

from tabs import TABS
from tabs.task import Task
from tests.contract import TASKS, tiny_hub
from tests.serve import serve
from tests.ui.chromium import DESKTOP, PHONE, open_page, start_browser

KIND = {task.id: tab.id for tab in TABS for task in tab.tasks}


def open_task(page: Any, task: Task) -> Any:
    """Click the task's tab and its name; return its panel."""
    page.click(f"#tab-{KIND[task.id]}-button")
    page.click(f"#task-{task.id}-button")
    panel = page.locator(f"#task-{task.id}")
    panel.get_by_role("button", name="Run", exact=True).wait_for()
    return panel


def run_task(panel: Any, timeout_s: float = 90.0) -> str:
    """Press Run, wait for the answer, return the run line."""
    panel.get_by_role("button", name="Run", exact=True).click()
    line = panel.locator(".block.run-line")
    line.locator("b").wait_for(timeout=timeout_s * 1000)
    return str(line.inner_text())


def walk(url: str, tasks: list[Task], folder: Path) -> None:
    """Run every task on a desktop and on a phone and save the pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    with start_browser() as browser:
        for name, size in (("desktop", DESKTOP), ("phone", PHONE)):
            with open_page(browser, size) as page:
                page.goto(url)
                for task in tasks:
                    line = run_task(open_task(page, task))
                    page.wait_for_timeout(600)
                    page.screenshot(path=str(folder / f"{name}-{task.id}.png"), full_page=True)
                    sys.stdout.write(f"{name:8} {task.id:32} {' '.join(line.split())}\n")
                for complaint in page.complaints:
                    sys.stdout.write(f"         complaint: {complaint[:300]}\n")


def main(arguments: list[str]) -> None:
    """Read the command line."""
    folder, names = Path(arguments[0]), [argument for argument in arguments[1:] if not argument.startswith("--")]
    tasks = [task for task in TASKS if not names or task.id in names]
    with tempfile.TemporaryDirectory() as work:
        log = Path(work) / "log.txt"
        if "--tiny" in arguments:
            with (
                tiny_hub([(task, task.models[0]) for task in tasks], Path(work)) as found,
                serve(log=log, **found) as url,
            ):
                walk(url, tasks, folder)
        else:
            with serve(log=log, HF_HUB_OFFLINE="1") as url:
                walk(url, [task for task in tasks if task.starter], folder)


if __name__ == "__main__":
    main(sys.argv[1:])
