"""The application with its tasks repeated until there are forty: what start-up costs when the list is long."""

import gc

gc.disable()  # as app.py does when it is the program

import dataclasses
import itertools

import app
from tabs import TABS

FORTY = 40


def stretched() -> tuple:
    """Return the tabs with copies of their tasks, forty in all."""
    missing = max(0, FORTY - sum(len(tab.tasks) for tab in TABS))
    pairs = itertools.islice(itertools.cycle((tab.id, task) for tab in TABS for task in tab.tasks), missing)
    copies = [(tab, dataclasses.replace(task, id=f"{task.id}-{number}")) for number, (tab, task) in enumerate(pairs)]
    return tuple(
        dataclasses.replace(tab, tasks=(*tab.tasks, *(task for name, task in copies if name == tab.id))) for tab in TABS
    )


if __name__ == "__main__":
    app.TABS = stretched()
    app.main()
