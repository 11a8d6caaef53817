"""Looking at a model before it is downloaded: its fit for the task, its size, its licence."""

from typing import Any

import gradio as gr

from models.examine import examine
from models.source import Policy
from tabs.run import key_for
from tabs.task import Request, Tab, Task

TEMPLATE = """
{{#if value.model}}
<p><b>{{value.model}}</b> {{#if value.fits}}fits{{else}}may not fit{{/if}} the task. {{value.doubt}}</p>
<ul>
<li>Download: {{value.download_mb}} MB</li>
<li>Licence: {{#if value.licence}}{{value.licence}}{{else}}its author does not say{{/if}}</li>
{{#if value.kind}}<li>Architecture: {{value.kind}}{{#if value.made_for}}, saved as {{value.made_for}}{{/if}}</li>{{/if}}
</ul>
{{/if}}
"""


def check_form(tabs: tuple[Tab, ...]) -> None:
    """Draw the form inside the surrounding Blocks; its event is the endpoint /check_model."""
    tasks = {task.id: task for tab in tabs for task in tab.tasks}
    gr.HTML(
        "<h2>Look before you download</h2><p>Name any model of the Hub: nothing but its description is read.</p>",
        elem_classes="heading",
    )
    with gr.Row():
        task = gr.Dropdown([(one.title, one.id) for one in tasks.values()], value=next(iter(tasks)), label="Task")
        model = gr.Textbox(label="Model", placeholder="organisation/name")
        revision = gr.Textbox("", label="Revision", placeholder="its default")
    with gr.Row(elem_classes="buttons"):
        look = gr.Button("Look", scale=0, min_width=140)
    findings = gr.HTML({}, label="findings", html_template=TEMPLATE, js_on_load=None)
    findings.api_info = lambda: {"type": {}, "description": "any valid json"}

    def check_model(task: Any = None, model: Any = None, revision: Any = None) -> dict[str, Any]:
        """Tell what would happen with a model of the Hub, before anything of it is downloaded."""
        return look_at(tasks.get(str(task)) or next(iter(tasks.values())), model, revision)

    gr.on([look.click, model.submit], check_model, [task, model, revision], findings, preprocess=False)


def look_at(task: Task, model: Any, revision: Any) -> dict[str, Any]:
    """Return what is known of a model, for the page and for programs.

    Raises:
        AppError: the model cannot be had or cannot do the task; the message says why.
    """
    key = key_for(task, Request({}, model=model, revision=revision))
    if key.source != "hub":
        return {"model": key.model, "fits": True, "doubt": "It is on this server already.", "download_mb": 0}
    found = examine(task.id, key.model, key.revision, allow_pickle=Policy.from_environment().allow_pickle)
    return {
        "model": key.model,
        "task": task.id,
        "fits": not found.doubt,
        "doubt": found.doubt,
        "download_mb": round(found.download_bytes / 1e6, 1),
        "licence": found.licence,
        "kind": found.kind,
        "made_for": found.made_for,
    }
