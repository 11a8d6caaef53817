"""The models whose files are on this machine, for the Models page."""

import html

from tabs.here import Files, list_files
from tabs.run.report import format_megabytes
from tabs.task import Tab

SOURCES = {"starter": "starter", "hub": "from the Hub"}


def draw_files_table(tabs: tuple[Tab, ...]) -> str:
    """Return the models on this machine as HTML: they answer without the Hub."""
    titles = {task.id: task.title for tab in tabs for task in tab.tasks}
    files = list_files(tabs)
    rows = "".join(draw_row(one, titles) for one in files)
    return (
        "<h2>On this machine</h2><p>These models answer without the Hugging Face Hub; any other is downloaded when it "
        f"is first used. {len(files)} models, {format_megabytes(sum(one.bytes for one in files))}.</p>"
        "<details><summary>Show them</summary><div class='scroll' tabindex='0' role='region' "
        "aria-label='Models on this machine'><table><tr><th>Model</th><th>Tasks</th><th>On disk</th></tr>"
        f"{rows}</table></div></details>"
    )


def draw_row(one: Files, titles: dict[str, str]) -> str:
    """Return one model as a table row."""
    tasks = "; ".join(titles.get(task, task) for task in one.tasks)
    cells = (f"{one.model} ({SOURCES[one.source]})", tasks, format_megabytes(one.bytes))
    return "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in cells) + "</tr>"
