"""The application with its tasks repeated until there are forty: what start-up costs when the list is long."""

import gc

gc.disable()  # as app.py does when it is the program

import dataclasses
import itertools

import app
from tabs import TABS
from tabs.task import Tab

FORTY = 40


def stretched(count: int = FORTY) -> tuple[Tab, ...]:
    """Return the tabs with so many tasks: the first ones, with copies of them where there are not enough."""
    pairs = [(tab.id, task) for tab in TABS for task in tab.tasks][:count]
    copies = itertools.islice(itertools.cycle(pairs), count - len(pairs))
    pairs += [(tab, dataclasses.replace(task, id=f"{task.id}-{number}")) for number, (tab, task) in enumerate(copies)]
    return tuple(
        dataclasses.replace(tab, tasks=tuple(task for name, task in pairs if name == tab.id))
        for tab in TABS
        if any(name == tab.id for name, _ in pairs)
    )


if __name__ == "__main__":
    app.TABS = stretched()
    app.main()
