"""A run, as the page shows it: how far it is, its curve, what came of it, and what to do with it."""

import html
import time
from dataclasses import dataclass
from typing import Any

import gradio as gr
from gradio.components import Component

from models.source import TRAINED
from models.training.runs import LIVE, Run, list_runs, trained_models
from tabs.render.curve import draw_curves
from tabs.render.trained import draw_result
from tabs.words import say

LOOK_EVERY_S = 2.0
PHASES = {"measuring": "train.measuring", "measuring again": "train.measuring_again"}
READING = "train.reading_the_data"
"""What a run does before, after and between its steps."""

NOTHING = "train.press_train_or_surprise_me"
WORDS = {
    "waiting": "train.waiting_for_its_turn",
    "running": "train.training",
    "stopped": "train.stopped",
    "interrupted": "train.interrupted",
    "failed": "train.did_not_work_out",
    "finished": "train.finished",
}
OPEN_PANEL = """
(place) => {
  if (!place) return;
  const [tab, panel] = place.split("/");
  const open = (id) => document.getElementById(id + "-button")?.click();
  open("tab-" + tab);
  setTimeout(() => open("task-" + panel), 80);
}
"""


@dataclass(frozen=True)
class View:
    """The widgets under the form."""

    run: gr.Dropdown
    drawn: gr.HTML
    timer: gr.Timer
    stop: gr.Button
    resume: gr.Button
    delete: gr.Button
    try_it: gr.Button
    share: gr.Accordion
    zip: gr.Button
    file: gr.File
    name: gr.Textbox
    token: gr.Textbox
    private: gr.Checkbox
    push: gr.Button
    told: gr.HTML
    place: gr.Textbox

    @property
    def watched(self) -> list[Component]:
        """What changes while a run goes on."""
        buttons = [self.stop, self.resume, self.delete, self.try_it, self.share]
        return [self.run, self.drawn, self.timer, *buttons]


def draw_view() -> View:
    """Draw the part of the page that shows a run."""
    gr.HTML("<h2>Runs</h2>", elem_classes="heading")
    with gr.Row():
        run = gr.Dropdown([], value=None, label=say("common.run"), scale=3, allow_custom_value=True)
        stop = gr.Button(say("common.stop"), visible=False, min_width=90)
        resume = gr.Button(say("train.resume"), visible=False, min_width=90)
        try_it = gr.Button(say("train.try_it"), visible=False, variant="primary", min_width=110)
        delete = gr.Button(say("train.delete"), visible=False, min_width=90)
    drawn = gr.HTML(NOTHING, elem_classes="trained", js_on_load=None)
    with gr.Accordion(say("common.share"), open=False, visible=False) as shared:
        with gr.Row():
            pack = gr.Button(say("train.make_a_zip"), min_width=140, scale=0)
            file = gr.File(label=say("train.model_with_card_script"), visible=False, interactive=False)
        with gr.Row():
            name = gr.Textbox(label=say("train.name_on_the_hub"), placeholder="owner/name")
            token = gr.Textbox(label=say("train.your_token"), type="password", info=say("train.used_once_kept_nowhere"))
            private = gr.Checkbox(True, label=say("train.private"))
            push = gr.Button(say("train.push_to_the_hub"), min_width=160)
        told = gr.HTML("", elem_classes="note", js_on_load=None)
    timer = gr.Timer(LOOK_EVERY_S, active=False)
    place = gr.Textbox("", visible=False)
    return View(
        run, drawn, timer, stop, resume, delete, try_it, shared, pack, file, name, token, private, push, told, place
    )


def draw_nothing() -> str:
    """Return what stands there while there is no run."""
    return f"<p class='empty'>{say(NOTHING)}</p>"


def describe_run(owner: str, chosen: Any) -> list[Any]:
    """Return what the view shows of a run; of the newest where none is chosen."""
    runs = list_runs(owner)
    found = next((one for one in runs if one.id == chosen), runs[0] if runs else None)
    if found is None:
        hidden = [gr.update(visible=False)] * 5
        return [gr.update(choices=[], value=None), draw_nothing(), gr.update(active=False), *hidden]
    status = found.status
    shown = (status in LIVE, status in ("stopped", "interrupted", "failed"), status not in LIVE)
    finished = status == "finished"
    return [
        gr.update(choices=[(label(one), one.id) for one in runs], value=found.id),
        draw_run(found),
        gr.update(active=any(one.status in LIVE for one in runs)),
        *[gr.update(visible=one) for one in (*shown, finished, finished)],
    ]


def label(run: Run) -> str:
    """Return a run as the list shows it."""
    state = run.state
    made = time.strftime("%d %b %H:%M", time.localtime(state.get("made", 0)))
    status = say(f"train.status_{state.get('status', 'waiting')}")
    return f"{run.plan.name} · {run.plan.task.replace('-', ' ')} · {made} · {status}"


def say_state(state: dict[str, Any], status: str) -> str:
    """Return how a run stands: what was written down when it ended, or what its status means."""
    if state.get("message"):
        return say(str(state["message"]), **(state.get("values") or {}))
    return say(WORDS.get(status, status))


def draw_run(run: Run) -> str:
    """Return how far a run is, and what came of it."""
    state, plan = run.state, run.plan
    status = str(state.get("status"))
    told = html.escape(say_state(state, status))
    line = f"<p role='status'><b>{told}</b>{draw_pulse(run, status)}</p>"
    is_classes = "classes" in plan.kind.parts
    curve = draw_curves(run.progress(), plan.kind.metric)
    name = (
        f"<p>{say('train.to_programs_model')} <code>{TRAINED}{html.escape(run.id)}</code>.</p>"
        if status == "finished"
        else ""
    )
    return line + curve + draw_result(run.read_json("result.json"), plan.kind.metric, is_classes) + name


def draw_pulse(run: Run, status: str) -> str:
    """Return the step it is at and the time left, "" where it is at none."""
    pulse = run.read_json("pulse.json")
    if status != "running":
        return ""
    if not pulse.get("steps") or pulse.get("phase") != "training":
        return f" · {html.escape(say(PHASES.get(str(pulse.get('phase')), READING)))}"
    share = pulse["step"] / pulse["steps"]
    clock = f"{pulse['left_s'] // 60}:{pulse['left_s'] % 60:02d}"
    left = say("train.time_left", clock=clock) if pulse["left_s"] else ""
    return (
        f" {say('train.at_step', pulse=pulse['step'], pulse_2=pulse['steps'], left=left)}"
        f"</p><div class='meter' role='img' aria-label='{say('train.share_done', share=share)}'>"
        f"<span style='width:{share:.1%}'></span></div><p>"
    )


def list_models(owner: str, by_task: dict[str, gr.Dropdown], tasks: list[str], tried: Run | None = None) -> list[Any]:
    """Return the panels' model choices with a visitor's trained models; `tried` is chosen in its own panel."""
    trained = trained_models(owner)
    if not trained:
        return [gr.skip()] * len(tasks)
    found = []
    for task in tasks:
        own = [(name_of(run), TRAINED + run.id) for run in trained if task in run.plan.kind.serves]
        known = [(say(name), value) for name, value in by_task[task].choices]
        choices = [*known[:1], *own, *known[1:]]
        chosen = tried is not None and task == tried.plan.kind.serves[0]
        if chosen and tried is not None:
            found.append(gr.update(choices=choices, value=TRAINED + tried.id))
        else:
            found.append(gr.update(choices=choices) if own else gr.skip())
    return found


def name_of(run: Run) -> str:
    """Return a trained model as the panels' lists show it."""
    return say("train.adapter_here" if run.plan.keeps_adapter else "train.model_here", name=run.plan.name)


def place(run: Run, tab_of: dict[str, str]) -> str:
    """Return where a run's model is tried, as tab/task."""
    task = run.plan.kind.serves[0]
    return f"{tab_of[task]}/{task}"
