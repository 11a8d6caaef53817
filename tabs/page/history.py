"""What a visitor ran, kept in the browser alone by assets/history.js; assets/answer.js reads the answers."""

import os

import gradio as gr
from gradio.components import Component

from tabs.page.gradio_bends import QUIET, RUN


def draw_history() -> None:
    """Draw the place of the button inside the surrounding Blocks; on a Space nothing is kept before it is chosen."""
    kept = "off" if os.environ.get("SPACE_ID") else "on"
    gr.HTML(f'<div data-keep="{kept}"></div>', elem_id="past", js_on_load=None, min_width=44)


def connect_answers(page: gr.Blocks) -> None:
    """Let the scripts read every panel's answer, and show one again: two events for all, handled in the browser."""
    drawn: dict[int, Component] = {}
    for one in page.fns.values():
        if one.concurrency_id == RUN:
            drawn.update({answer._id: answer for answer in one.outputs[:-1]})
    answers = list(drawn.values())
    read = gr.Button("Read answers", visible="hidden", elem_id="read-answers")
    show = gr.Button("Show answers", visible="hidden", elem_id="show-answers")
    read.click(None, answers, None, js="(...values) => { window.playground.wasRead(values); return []; }", **QUIET)
    show.click(None, None, answers, js="() => window.playground.takeAnswers()", **QUIET)
