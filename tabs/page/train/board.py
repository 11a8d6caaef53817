"""The way from the page to trackio's board, where the curves of all runs lie side by side."""

import html

import gradio as gr

from models.training.board import TRACKIO, Board, has_trackio
from models.training.limits import TrainingLimits
from tabs.page.gradio_bends import QUIET
from tabs.words import say


def draw_board(limits: TrainingLimits) -> None:
    """Draw a button that opens the board, or how to get one; nothing where all see one another's curves."""
    if not limits.shared:
        return
    if limits.report_to == "none" and not has_trackio():
        gr.HTML(f"<p>{html.escape(say('train.board_offer'))}</p>", elem_classes="note", js_on_load=None)
        return
    if limits.report_to != TRACKIO:
        return
    board = Board()
    with gr.Row():
        button = gr.Button(say("train.board"), scale=0, min_width=200)
        told = gr.HTML("", elem_classes="note", js_on_load=None)
    button.click(lambda: point_to(board.open()), None, told, **QUIET)


def point_to(address: str) -> str:
    """Return a link to the board."""
    shown = html.escape(address)
    return (
        f"<p><a href='{shown}' target='_blank' rel='noopener'>{html.escape(say('train.board_is_at'))}</a> {shown}</p>"
    )
