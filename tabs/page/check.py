"""Looking at a model before it is downloaded: its fit for the task, its size, its licence."""

import math
from pathlib import Path
from typing import Any

import gradio as gr

from models import hub
from models.errors import AppError, BadInput
from models.examine import Findings, examine, examine_folder
from models.key import ModelKey
from models.training.runs import trained_folder
from tabs.doors.visitor import current_visitor
from tabs.page.gradio_bends import answer_any_json, draw_template
from tabs.run.choice import choose_key
from tabs.run.report import name_model
from tabs.task import Request, Tab, Task
from tabs.words import say

TEMPLATE = draw_template("""
if (value?.error) return '<p role="alert">' + escaped(value.error) + "</p>";
const { model, fits, doubt, download_mb, licence, kind, made_for } = value ?? {};
if (!model) return "";
const say = (key, values) => escaped(window.playground?.say("js." + key, values) ?? "");
const line = (key, values) => "<li>" + say(key, values) + "</li>";
return "<p><b>" + escaped(model) + "</b> " + say(fits ? "fits_the_task" : "may_not_fit_the_task") + " " + escaped(doubt)
  + "</p><ul>" + (download_mb ? line("download_of", { megabytes: download_mb })
    + line("licence_is", { licence: licence || say("author_does_not_say") }) : line("on_this_server_already"))
  + (!kind ? "" : made_for ? line("architecture_saved_as", { kind, made_for }) : line("architecture_is", { kind }))
  + "</ul>";
""")


def draw_check_form(tabs: tuple[Tab, ...]) -> None:
    """Draw the form inside the surrounding Blocks; its event is the endpoint /check_model."""
    tasks = {task.id: task for tab in tabs for task in tab.tasks}
    gr.HTML(
        f"<h2>{say('page.look_before_you_download')}</h2><p>{say('page.name_any_model_hub')}</p>",
        elem_classes="heading",
    )
    with gr.Row():
        task = gr.Dropdown(
            [(one.title, one.id) for one in tasks.values()], value=next(iter(tasks)), label=say("page.task")
        )
        model = gr.Textbox(label=say("page.model"), placeholder="organisation/name")
        revision = gr.Textbox("", label=say("page.revision"), placeholder=say("page.its_default"))
    with gr.Row(elem_classes="buttons"):
        look = gr.Button(say("page.look"), scale=0, min_width=140)
    findings = gr.HTML({}, label="findings", html_template=TEMPLATE, js_on_load=None)
    answer_any_json(findings)

    def check_model(task: Any = None, model: Any = None, revision: Any = None) -> dict[str, Any]:
        """Tell what would happen with a model of the Hub, before anything of it is downloaded.

        Args:
            task: One of the tasks, such as text-classification.
            model: A Hub id, or a folder where the server allows it.
            revision: A branch, tag or commit of the model; empty: the default.
        """
        return describe_model(find_task(tasks, task), model, revision)

    def look_and_tell(*asked: Any) -> dict[str, Any]:
        try:
            return check_model(*asked)
        except AppError as error:
            return {"error": str(error)}

    asked = [task, model, revision]
    findings.submit(check_model, asked, findings, preprocess=False)  # for programs: nothing on the page fires it
    gr.on([look.click, model.submit], look_and_tell, asked, findings, preprocess=False, api_visibility="private")


def find_task(tasks: dict[str, Task], name: Any) -> Task:
    """Return the task of that id, the first for None."""
    found = next(iter(tasks.values())) if name is None else tasks.get(str(name))
    if found is None:
        raise BadInput("page.there_no_such_task", tasks=", ".join(tasks))
    return found


def describe_model(task: Task, model: Any, revision: Any) -> dict[str, Any]:
    """Return what is known of a model, for the page and for programs.

    Raises:
        AppError: the model cannot be had or cannot do the task; the message says why.
    """
    visitor = current_visitor()
    with hub.logged_in(visitor.token):
        key = choose_key(task, Request({}, model=model, revision=revision, visitor=visitor))
        found = examine_key(key)
    return {
        "model": name_model(key),
        "source": key.source,
        "task": task.id,
        "fits": not found.doubt,
        "doubt": found.doubt,
        "download_mb": math.ceil(found.download_bytes / 1e5) / 10,
        "licence": found.licence,
        "kind": found.kind,
        "made_for": found.made_for,
    }


def examine_key(key: ModelKey) -> Findings:
    """Look at a model where it is; starters were made for their tasks."""
    if key.source == "hub":
        with hub.asking_for(key.visitor):
            return examine(key.task, key.model, key.revision, allow_pickle=key.pickle)
    if key.source == "trained":
        return examine_folder(key.task, trained_folder(key.task, key.model), allow_pickle=False)
    if key.source == "local":
        return examine_folder(key.task, Path(key.model), allow_pickle=key.pickle)
    return Findings(kind="", made_for="", licence="", download_bytes=0, doubt="")
