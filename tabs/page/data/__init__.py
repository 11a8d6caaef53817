"""The Data page: look at a data set, bring one, choose rows, keep them to train on."""

from typing import Any

import gradio as gr
from gradio.components import Component

from tabs.page.data import actions, export, form
from tabs.page.data.chosen import Owners
from tabs.page.gradio_bends import QUIET
from tabs.words import say

WORDS = (
    f"<h2>{say('data.look_at_data')} <span class='term'>{say('data.data_sets')}"
    f"</span></h2><p>{say('data.model_learns_from_examples')}</p>"
)


def draw_data_page(owner: Component, *, shared: bool) -> gr.Tab:
    """Draw the page inside the surrounding Blocks.

    Args:
        owner: what tells visitors apart, see the Train page.
        shared: whether all see all data, as on a machine of one's own.
    """
    who = Owners(shared)
    with gr.Tab(say("data.data"), id="data", elem_id="tab-data") as tab:
        gr.HTML(WORDS, elem_classes="heading")
        fields = form.draw_form()
    quiet: dict[str, Any] = {**QUIET, "preprocess": False}
    busy: dict[str, Any] = {"api_visibility": "private", "preprocess": False, "concurrency_id": "data"}
    asked = [owner, *fields.chosen]

    def look(*values: Any) -> list[Any]:
        return actions.look(who, *values)

    def turn(step: int, *values: Any) -> list[Any]:
        *first, number = values
        turned = actions.turn_page(number, step)
        return [turned, *actions.look(who, *first, turned)]

    tab.select(lambda one, name: actions.list_choices(who, one, name), [owner, fields.data], fields.data, **quiet).then(
        look, asked, fields.shown, **busy
    )
    opened = [fields.split, fields.column, fields.classes, fields.page, fields.words, fields.delete, fields.rate]
    fields.data.input(lambda one, name: actions.open_set(who, one, name), [owner, fields.data], opened, **quiet).then(
        look, asked, fields.shown, **busy
    )
    gr.on(
        [fields.split.input, fields.show.click, fields.words.submit, fields.page.submit],
        look,
        asked,
        fields.shown,
        **busy,
    )
    for button, step in ((fields.before, -1), (fields.after, 1)):
        button.click(lambda *values, step=step: turn(step, *values), asked, [fields.page, *fields.shown], **busy)
    brought = [owner, fields.data, *opened, *fields.shown]
    fields.bring.click(lambda *values: actions.bring_set(who, *values), [owner, *fields.brought], brought, **busy)
    fields.keep.click(
        lambda *values: actions.keep(who, *values), [*asked, fields.name], [owner, fields.data, fields.told], **busy
    )
    fields.delete.click(lambda one, name: actions.delete(who, one, name), [owner, fields.data], brought[1:], **busy)
    for button, ending in ((fields.csv, "csv"), (fields.parquet, "parquet")):
        button.click(
            lambda *values, ending=ending: export.export(who, ending, *values),
            asked,
            [fields.file, fields.told],
            **busy,
        )
    return tab
