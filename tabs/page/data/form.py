"""The widgets of the Data page."""

from dataclasses import dataclass

import gradio as gr
from gradio.components import Component

from models.data.resampling import RATES
from models.data.sources import FORMS
from models.data.steps import RELATIONS
from models.data.store import describe_data, list_data
from tabs.words import say

FIRST = "tone"
NO_COLUMN = ""


@dataclass(frozen=True)
class Fields:
    """What is on the page."""

    data: gr.Dropdown
    split: gr.Dropdown
    brought: list[Component]
    bring: gr.Button
    delete: gr.Button
    column: gr.Dropdown
    relation: gr.Dropdown
    words: gr.Textbox
    classes: gr.Dropdown
    steps: list[Component]
    rate: gr.Dropdown
    show: gr.Button
    name: gr.Textbox
    keep: gr.Button
    csv: gr.Button
    parquet: gr.Button
    file: gr.File
    told: gr.HTML
    before: gr.Button
    page: gr.Number
    after: gr.Button
    shown: list[Component]

    @property
    def chosen(self) -> list[Component]:
        """What rows are asked for, the page last."""
        return [
            self.data,
            self.split,
            self.column,
            self.relation,
            self.words,
            self.classes,
            *self.steps,
            self.rate,
            self.page,
        ]


def draw_form() -> Fields:
    """Draw the page, with the first embedded set chosen."""
    columns = [("(any)", NO_COLUMN), *((one, one) for one in describe_data(FIRST).columns)]
    with gr.Row():
        with gr.Column(min_width=280):
            gr.HTML("<h4>1 · Data</h4>", elem_classes="heading")
            data = gr.Dropdown(choices_of_sets(""), value=FIRST, label="Data set", allow_custom_value=True)
            split = gr.Dropdown(["train", "test"], value="train", label="Split", allow_custom_value=True)
            delete = gr.Button("Delete this data set", visible=False, min_width=120)
            brought, bring = draw_bringing()
        with gr.Column(min_width=280):
            gr.HTML("<h4>2 · Rows</h4>", elem_classes="heading")
            words = gr.Textbox("", label="Rows with these words, or this number")
            with gr.Row():
                column = gr.Dropdown(
                    columns, value=NO_COLUMN, label="In the column", min_width=120, allow_custom_value=True
                )
                relation = gr.Dropdown(list(RELATIONS), value=RELATIONS[0], label="How", min_width=120)
            with gr.Row():
                tidy = gr.Checkbox(False, label="Without double rows and gaps", min_width=160)
                classes = gr.Dropdown(
                    columns, value=NO_COLUMN, label="Make classes of", min_width=120, allow_custom_value=True
                )
            with gr.Row():
                seed = gr.Textbox("", label="Shuffle", info="A seed, or none", min_width=100)
                take = gr.Number(0, label="Take", info="0: all of them", precision=0, min_width=100)
                held_out = gr.Number(0.1, label="Hold out", info="For the test", min_width=100)
            rate = draw_rate()
            show = gr.Button("Show", variant="primary", min_width=120)
        with gr.Column(min_width=280):
            gr.HTML("<h4>3 · Keep</h4>", elem_classes="heading")
            name = gr.Textbox("my-rows", label="Keep these rows as")
            keep = gr.Button("Keep to train on", min_width=150)
            with gr.Row(elem_classes="buttons"):
                to_csv = gr.Button("Export CSV", min_width=110)
                to_parquet = gr.Button("Export Parquet", min_width=110)
            file = gr.File(label="The rows", visible=False, interactive=False)
            told = gr.HTML("", elem_classes="note", js_on_load=None)
    summary = gr.HTML("<p class='empty'>Press Show to see the rows.</p>", elem_classes="trained", js_on_load=None)
    with gr.Row(elem_classes="buttons"):
        before = gr.Button("Before", min_width=90, scale=0)
        page = gr.Number(1, label="Page", precision=0, min_width=90, scale=0)
        after = gr.Button("Next", min_width=90, scale=0)
    rows = gr.HTML("", elem_classes="trained rows", js_on_load=None)
    plots = gr.HTML("", elem_classes="trained", js_on_load=None)
    with gr.Accordion("The same in Python", open=False):
        code = gr.HTML("", elem_classes="code", js_on_load=None)
    return Fields(
        data,
        split,
        brought,
        bring,
        delete,
        column,
        relation,
        words,
        classes,
        [tidy, seed, take, held_out],
        rate,
        show,
        name,
        keep,
        to_csv,
        to_parquet,
        file,
        told,
        before,
        page,
        after,
        [summary, rows, plots, code],
    )


def draw_rate() -> gr.Dropdown:
    """Draw the choice of a rate, shown where there are sounds."""
    return gr.Dropdown(
        [(say("data.rate_as_it_is"), 0), *((f"{rate:,} Hz", rate) for rate in RATES)],
        value=0,
        label=say("data.rate"),
        info=say("data.rate_when"),
        visible=False,
    )


def draw_bringing() -> tuple[list[Component], gr.Button]:
    """Draw the fields for data of one's own."""
    with gr.Accordion("Bring your own", open=False):
        told = "CSV, JSON Lines, Parquet, or a zip of pictures or sounds"
        file = gr.File(label=told, file_types=list(FORMS), height=120)
        pasted = gr.Textbox(
            "", label="Or paste a table", lines=3, max_lines=8, placeholder="Copied from a spreadsheet, names first"
        )
        with gr.Row():
            hub = gr.Textbox("", label="Or of the Hub", placeholder="owner/name", min_width=120)
            config = gr.Textbox("", label="Configuration", placeholder="its only one", min_width=90)
            part = gr.Textbox("", label="Split", placeholder="train", min_width=90)
        name = gr.Textbox("my-data", label="Call it")
        bring = gr.Button("Bring it", min_width=120)
    return [file, pasted, hub, config, part, name], bring


def choices_of_sets(owner: str) -> list[tuple[str, str]]:
    """Return the data sets that a visitor sees, as the list shows them."""
    return [(describe_data(name).title, name) for name in list_data(owner)]
