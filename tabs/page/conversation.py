"""What can be done with a conversation besides going on: change a question, ask again, take the last question back."""

from collections.abc import Callable
from typing import Any

import gradio as gr
from gradio.components import Component

from tabs.kinds import MESSAGES
from tabs.page.gradio_bends import QUIET
from tabs.read.messages import Messages, take_until
from tabs.task import Task
from tabs.words import say


def connect_conversation(
    task: Task, inputs: list[Component], parameters: list[Component], line: Component, tell_to_run: Callable[[], Any]
) -> None:
    """Connect the events of a task's conversation, where it has one; `tell_to_run` is what has the page press Run.

    Gradio 6.31 draws the buttons of the events that somebody listens to.
    """
    kinds = [one.kind for one in task.inputs]
    if MESSAGES not in kinds:
        return
    place = kinds.index(MESSAGES)
    chat, text = inputs[place], inputs[1 - place]
    named = dict(zip([one.name for one in task.parameters], parameters, strict=True))
    varied = named["do_sample"]

    def edit(sent: Any, changed: gr.EditData) -> list[Any]:
        return [ask_anew(sent, changed.index, str(changed.value)), "", tell_to_run()]

    def retry(sent: Any, varies: Any, chosen: gr.RetryData) -> list[Any]:
        if not varies:
            gr.Info(say("chat.wording_varies_now"))
        return [ask_anew(sent, chosen.index), "", True, tell_to_run()]

    def undo(sent: Any, chosen: gr.UndoData) -> list[Any]:
        kept = ask_anew(sent, chosen.index)
        return [kept[:-1], kept[-1]["content"]]

    quiet = {**QUIET, "preprocess": False}
    chat.edit(edit, [chat], [chat, text, line], **quiet)
    chat.retry(retry, [chat, varied], [chat, text, varied, line], **{**quiet, "queue": True})  # else nothing is told
    chat.undo(undo, [chat], [chat, text], **quiet)


def ask_anew(sent: Any, index: Any, words: str | None = None) -> Messages:
    """Return the conversation up to the message at that place, which says something else where words are given."""
    place = index[0] if isinstance(index, list | tuple) else index
    return take_until(sent, int(place), words)
