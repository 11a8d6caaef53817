"""Every model of the catalogue, on a tiny checkpoint of its architecture, through every layer of the application.

    python -m tests.contract [task ...] [--write]

prints a row for each task and model: loaded, run, rendered, answered over HTTP, and its snippet executed.
"""

import contextlib
import io
import json
import os
import shutil
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import patch

from models.needs import missing_packages
from tabs import TABS
from tabs.kinds import PICTURES, Kind
from tabs.page.snippet import write_python
from tabs.task import ModelChoice, Task
from tests.hub_server import HubServer, use_hub
from tests.serve import serve
from tests.shapes import SHAPES, assert_shape, outline
from tests.table import write
from tests.tiny import MAKERS

STEPS = ("load", "run", "render", "HTTP", "snippet")
TASKS = [task for tab in TABS for task in tab.tasks]


@dataclass
class Row:
    """What one model did: a step's name maps to "" where it worked, else to what went wrong.

    A model that needs packages which are not installed here takes no step; `needs` names them.
    """

    task: str
    model: str
    steps: dict[str, str] = field(default_factory=dict)
    needs: str = ""

    @property
    def passed(self) -> bool:
        """Whether every step was taken and worked."""
        return bool(self.needs) or [step for step in STEPS if self.steps.get(step) == ""] == list(STEPS)

    @property
    def marks(self) -> str:
        """The row's cells in the table."""
        if self.needs:
            return f"needs {self.needs}"
        return " ".join(f"{step} {'yes' if self.steps.get(step) == '' else 'NO ':3}" for step in STEPS)


@contextlib.contextmanager
def bench(folder: Path) -> Iterator[Callable[[Task, ModelChoice], Row]]:
    """Start a Hub and the application; yield the function that takes a model through every step."""
    uploads = folder / "uploads"
    uploads.mkdir()
    with (
        patch.dict(os.environ, GRADIO_TEMP_DIR=str(uploads)),
        HubServer() as hub,
        use_hub(hub, folder / "cache"),
        quiet_server(folder, environment(hub, folder)) as client,
    ):

        def check(task: Task, model: ModelChoice) -> Row:
            if not missing_packages(model.needs):
                add_tiny(hub, model, folder / "tiny" / model.id)
            return check_model(task, model, client, folder)

        yield check


def environment(hub: HubServer, folder: Path) -> dict[str, str]:
    """Return the environment in which an application finds that Hub."""
    return {"HF_ENDPOINT": hub.url, "HF_HOME": str(folder / "server"), "HF_HUB_CACHE": str(folder / "server")}


@contextlib.contextmanager
def tiny_hub(pairs: list[tuple[Task, ModelChoice]], folder: Path) -> Iterator[dict[str, str]]:
    """Serve tiny stand-ins of the models; yield the environment in which an application finds them."""
    with HubServer() as hub:
        for model in (model for _, model in pairs if not missing_packages(model.needs)):
            add_tiny(hub, model, folder / "tiny" / model.id)
        with use_hub(hub, folder / "cache"):
            yield environment(hub, folder)


def add_tiny(hub: HubServer, model: ModelChoice, folder: Path) -> None:
    """Make a model's tiny stand-in and put it on the Hub, at the revision the catalogue pins."""
    if not folder.exists():
        folder.mkdir(parents=True)
        MAKERS[model.id](folder)
    hub.add(model.id, folder)
    if model.revision:
        hub.add(model.id, folder, model.revision)


@contextlib.contextmanager
def quiet_server(folder: Path, settings: dict[str, str]) -> Iterator[Any]:
    """Start the application and yield a gradio_client of it."""
    from gradio_client import Client

    with serve(log=folder / "log.txt", **settings) as url:
        client = Client(url, verbose=False, download_files=str(folder / "answers"))
        try:
            yield client
        finally:
            client.close()


def check_model(task: Task, model: ModelChoice, client: Any, folder: Path) -> Row:
    """Take one model through every step; the first that fails ends it."""
    row = Row(task.id, model.id, needs=", ".join(missing_packages(model.needs)))
    if row.needs:
        return row
    state: dict[str, Any] = {}
    takes: dict[str, Callable[[], None]] = {
        "load": lambda: state.update(pipe=load_pipe(task, model)),
        "run": lambda: state.update(run_pipe(task, model, state["pipe"], Path(os.environ["GRADIO_TEMP_DIR"]))),
        "render": lambda: render(task, state["raw"], state["inputs"]),
        "HTTP": lambda: call_endpoint(task, model, client, state["raw"]),
        "snippet": lambda: run_snippet(task, model, folder / "snippet"),
    }
    for step, take in takes.items():
        try:
            take()
        except Exception as error:
            row.steps[step] = f"{type(error).__name__}: {error}"
            traceback.print_exc()
            break
        row.steps[step] = ""
    return row


def load_pipe(task: Task, model: ModelChoice) -> Any:
    """Download and build the pipeline."""
    from models import load
    from models.key import ModelKey

    key = ModelKey(task.id, "hub", model.id, model.revision)
    assert load.estimate(key) > 0
    return load.load(key, load.fetch(key, lambda _: None))


def run_pipe(task: Task, model: ModelChoice, pipe: Any, uploads: Path) -> dict[str, Any]:
    """Call the pipeline with the model's example and the default parameters; its answer has the task's shape."""
    from models.interrupt import interruptible
    from tabs.run.job import Job
    from tabs.run.wire import to_wire

    job = Job()
    values = zip(task.inputs, task.examples[model.example], strict=True)
    inputs = {one.name: one.read(payload(one.kind, value, uploads)) for one, value in values}
    parameters = {one.name: one.default for one in task.parameters}
    with interruptible(pipe, job.check):
        raw = task.call(pipe, job, **inputs, **parameters)
    json.dumps(to_wire(raw), allow_nan=False)
    assert_shape(raw, SHAPES[task.id])
    return {"raw": raw, "inputs": inputs}


def payload(kind: Kind, value: Any, uploads: Path) -> Any:
    """Return an example's value as the page would send it."""
    if value is None or not kind.media:
        return value
    if kind is PICTURES:
        return [{"image": {"path": shutil.copy(path, uploads)}, "caption": None} for path in value]
    return {"path": shutil.copy(value, uploads)}


def render(task: Task, raw: Any, inputs: dict[str, Any]) -> None:
    """Draw the output and hand it to the components that will show it."""
    from tabs.page.widgets import OUTPUTS
    from tabs.run import draw

    values = draw(task, raw, inputs)
    assert len(values) == len(task.outputs)
    for output, value in zip(task.outputs, values, strict=True):
        if not output.shown_in:
            OUTPUTS[output.kind.name](output).postprocess(value)


def call_endpoint(task: Task, model: ModelChoice, client: Any, expected: Any) -> None:
    """Call the task's endpoint with this model: with its example, or with nothing where that is the first.

    Its raw output has the keys and types of what was `expected`, the pipeline's answer to the same.
    """
    from gradio_client import handle_file

    from tabs.run.wire import to_wire

    sent = {}
    if model.example:
        values = zip(task.inputs, task.examples[model.example], strict=True)
        sent = {one.name: handle_file(value) if value and one.kind.media else value for one, value in values}
    *values, raw, run = client.predict(**sent, model=model.id, api_name=f"/{task.endpoint}")
    assert len(values) == len(task.outputs)
    sent, wanted = outline(raw), outline(json.loads(json.dumps(to_wire(expected))))
    assert sent == wanted, f"{sent} over HTTP, not {wanted}"
    assert (run["source"], run["model"], run["revision"]) == ("hub", model.id, model.revision)


def run_snippet(task: Task, model: ModelChoice, folder: Path) -> None:
    """Execute the code that the panel shows, in a folder with the example's files."""
    folder.mkdir(exist_ok=True)
    for one, value in zip(task.inputs, task.examples[model.example], strict=True):
        if value and one.kind.media:
            for path in value if one.kind is PICTURES else [value]:
                shutil.copy(path, folder)
    code = compile(write_python(task, model), f"<{task.id}>", "exec")
    printed = io.StringIO()
    with contextlib.chdir(folder), contextlib.redirect_stdout(printed):
        exec(code, {"__name__": "__main__"})  # noqa: S102
    assert printed.getvalue().strip()


def results_table(rows: list[Row]) -> str:
    """Return the rows in Markdown, one a task and model."""
    lines = [f"| task | model | {' | '.join(STEPS)} |", f"|---|---|{'---|' * len(STEPS)}"]
    for row in rows:
        needs = f"needs {row.needs}"
        cells = [needs if row.needs else "yes" if row.steps.get(step) == "" else "no" for step in STEPS]
        lines.append(f"| `{row.task}` | {row.model} | {' | '.join(cells)} |")
    return "\n".join(lines)


def main(arguments: list[str]) -> int:
    """Print the table, with --write into the README too; return 1 if any step failed."""
    names = [argument for argument in arguments if not argument.startswith("--")]
    tasks = [task for task in TASKS if not names or task.id in names]
    pairs = [(task, model) for task in tasks for model in task.models]
    rows = []
    with tempfile.TemporaryDirectory() as folder, bench(Path(folder)) as check:
        for task, model in pairs:
            rows.append(row := check(task, model))
            sys.stdout.write(f"{row.task:32} {row.model:56} {row.marks}\n")
            sys.stdout.flush()
    failed = [row for row in rows if not row.passed]
    sys.stdout.write(f"{len(rows) - len(failed)} of {len(rows)} models passed every step\n")
    if "--write" in arguments and not names:
        write("results", results_table(rows))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
