"""The models whose files are on this machine, for the Models page."""

import html

from tabs.here import Files, list_files
from tabs.run.report import format_megabytes
from tabs.task import Tab
from tabs.words import say

SOURCES = {"starter": "page.starter_word", "hub": "page.from_the_hub"}


def draw_files_table(tabs: tuple[Tab, ...]) -> str:
    """Return the models on this machine as HTML: they answer without the Hub."""
    titles = {task.id: task.title for tab in tabs for task in tab.tasks}
    files = list_files(tabs)
    rows = "".join(draw_row(one, titles) for one in files)
    told = say(
        "page.these_models_answer_without_hugging_face",
        count=len(files),
        sum=format_megabytes(sum(one.bytes for one in files)),
    )
    phrase = say("page.models_on_this_machine")
    sentence = say("page.show_them")
    return (
        f"<h2>{say('page.on_this_machine')}</h2><p>{told}"
        f"</p><details><summary>{sentence}</summary>"
        f"<div class='scroll' tabindex='0' role='region' aria-label='{phrase}'>"
        f"<table><tr><th>{say('page.model')}</th><th>{say('page.tasks')}"
        f"</th><th>{say('page.on_disk')}</th></tr>{rows}</table></div></details>"
    )


def draw_row(one: Files, titles: dict[str, str]) -> str:
    """Return one model as a table row."""
    tasks = "; ".join(say(titles.get(task, task)) for task in one.tasks)
    cells = (f"{one.model} ({say(SOURCES[one.source])})", tasks, format_megabytes(one.bytes))
    return "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in cells) + "</tr>"
