"""The README's tables, made from the code.

    python -m tests.table

writes the tables of tasks and of parameters; `python -m tests.contract --write` writes the table of results. Tests
compare them.
"""

from pathlib import Path

from models import starters
from tabs import TABS
from tabs.task import Parameter, Task

README = Path(__file__).parent.parent / "README.md"


def task_table() -> str:
    """Return the table of tasks in Markdown."""
    lines = ["| kind | what it does | task | default model | works offline |", "|---|---|---|---|---|"]
    lines += [task_row(tab.title, task) for tab in TABS for task in tab.tasks]
    return "\n".join(lines)


def task_row(kind: str, task: Task) -> str:
    """Return one task's line."""
    default = task.models[0]
    offline = starters.starter_named(task.starter).offline if task.starter else "no"
    model = f"[{default.id}](https://huggingface.co/{default.id}) ({default.bytes / 1e6:,.0f} MB)"
    return f"| {kind} | {task.title} | `{task.id}` | {model} | {offline} |"


def parameter_table() -> str:
    """Return the table of parameters in Markdown."""
    lines = ["| task | on the page, over HTTP and in the code | on the page and over HTTP alone |", "|---|---|---|"]
    lines += [parameter_row(task) for tab in TABS for task in tab.tasks if task.parameters]
    return "\n".join(lines)


def parameter_row(task: Task) -> str:
    """Return one task's line; the code that a panel shows names its parameters in braces."""
    in_code = [one for one in task.parameters if f"{{{one.name}}}" in task.code]
    others = [one for one in task.parameters if one not in in_code]
    cells = (", ".join(map(described, some)) for some in (in_code, others))
    return f"| `{task.id}` | {' | '.join(cells)} |"


def described(one: Parameter) -> str:
    """Return a parameter's name with what it may be."""
    bounds = "" if one.minimum is None else f" {one.minimum:g} to {one.maximum:g}"
    return f"`{one.name}`{bounds}"


def between(name: str, text: str) -> str:
    """Return what stands between the markers of that name."""
    _, _, rest = text.partition(f"<!-- {name}:")
    _, _, rest = rest.partition("-->\n")
    return rest.partition(f"\n<!-- /{name} -->")[0]


def write(name: str, table: str) -> None:
    """Put a table between the README's markers of that name."""
    text = README.read_text(encoding="utf-8")
    head, _, rest = text.partition(f"<!-- {name}:")
    words, _, _ = rest.partition("-->\n")
    _, _, tail = rest.partition(f"<!-- /{name} -->")
    README.write_text(f"{head}<!-- {name}:{words}-->\n{table}\n<!-- /{name} -->{tail}", encoding="utf-8")


if __name__ == "__main__":
    write("tasks", task_table())
    write("parameters", parameter_table())
