"""The widgets of the Data page."""

from dataclasses import dataclass

import gradio as gr
from gradio.components import Component

from models.data.resampling import RATES
from models.data.sources import FORMS
from models.data.steps import RELATIONS
from models.data.store import describe_data, list_data
from tabs.words import choices_for_all, say

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
    columns = [(say("data.any"), NO_COLUMN), *((one, one) for one in describe_data(FIRST).columns)]
    with gr.Row():
        with gr.Column(min_width=280):
            gr.HTML(f"<h4>{say('data.step_data')}</h4>", elem_classes="heading")
            data = gr.Dropdown(choices_of_sets(""), value=FIRST, label=say("data.data_set"), allow_custom_value=True)
            split = gr.Dropdown(["train", "test"], value="train", label=say("data.split"), allow_custom_value=True)
            delete = gr.Button(say("data.delete_this_data_set"), visible=False, min_width=120)
            brought, bring = draw_bringing()
        with gr.Column(min_width=280):
            gr.HTML(f"<h4>{say('data.step_rows')}</h4>", elem_classes="heading")
            words = gr.Textbox("", label=say("data.rows_with_these_words_or_number"))
            with gr.Row():
                column = gr.Dropdown(
                    columns, value=NO_COLUMN, label=say("data.in_the_column"), min_width=120, allow_custom_value=True
                )
                relation = gr.Dropdown(list(RELATIONS), value=RELATIONS[0], label=say("data.how"), min_width=120)
            with gr.Row():
                tidy = gr.Checkbox(False, label=say("data.without_double_rows_gaps"), min_width=160)
                classes = gr.Dropdown(
                    columns, value=NO_COLUMN, label=say("data.make_classes_of"), min_width=120, allow_custom_value=True
                )
            with gr.Row():
                seed = gr.Textbox("", label=say("data.shuffle"), info=say("data.a_seed_or_none"), min_width=100)
                take = gr.Number(0, label=say("data.take"), info=say("data.zero_for_all"), precision=0, min_width=100)
                held_out = gr.Number(0.1, label=say("data.hold_out"), info=say("data.for_the_test"), min_width=100)
            rate = draw_rate()
            show = gr.Button(say("data.show"), variant="primary", min_width=120)
        with gr.Column(min_width=280):
            gr.HTML(f"<h4>{say('data.step_keep')}</h4>", elem_classes="heading")
            name = gr.Textbox("my-rows", label=say("data.keep_these_rows_as"))
            keep = gr.Button(say("data.keep_to_train_on"), min_width=150)
            with gr.Row(elem_classes="buttons"):
                to_csv = gr.Button(say("data.export_csv"), min_width=110)
                to_parquet = gr.Button(say("data.export_parquet"), min_width=110)
            file = gr.File(label=say("data.the_rows"), visible=False, interactive=False)
            told = gr.HTML("", elem_classes="note", js_on_load=None)
    summary = gr.HTML(
        f"<p class='empty'>{say('data.press_show_to_see_rows')}</p>", elem_classes="trained", js_on_load=None
    )
    with gr.Row(elem_classes="buttons"):
        before = gr.Button(say("common.before"), min_width=90, scale=0)
        page = gr.Number(1, label=say("common.page"), precision=0, min_width=90, scale=0)
        after = gr.Button(say("data.next"), min_width=90, scale=0)
    rows = gr.HTML("", elem_classes="trained rows", js_on_load=None)
    plots = gr.HTML("", elem_classes="trained", js_on_load=None)
    with gr.Accordion(say("data.the_same_in_python"), open=False):
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
        choices_for_all(lambda: [(say("data.rate_as_it_is"), 0), *((f"{rate:,} Hz", rate) for rate in RATES)]),
        value=0,
        label=say("data.rate"),
        info=say("data.rate_when"),
        visible=False,
    )


def draw_bringing() -> tuple[list[Component], gr.Button]:
    """Draw the fields for data of one's own."""
    with gr.Accordion(say("data.bring_your_own"), open=False):
        told = say("data.csv_json_lines_parquet_or_zip")
        file = gr.File(label=told, file_types=list(FORMS), height=120)
        pasted = gr.Textbox(
            "",
            label=say("data.or_paste_a_table"),
            lines=3,
            max_lines=8,
            placeholder=say("data.copied_from_spreadsheet_names_first"),
        )
        with gr.Row():
            hub = gr.Textbox("", label=say("data.or_of_the_hub"), placeholder="owner/name", min_width=120)
            config = gr.Textbox("", label=say("data.configuration"), placeholder=say("data.its_only_one"), min_width=90)
            part = gr.Textbox("", label=say("data.split"), placeholder="train", min_width=90)
        name = gr.Textbox("my-data", label=say("common.call_it"))
        bring = gr.Button(say("data.bring_it"), min_width=120)
    return [file, pasted, hub, config, part, name], bring


def choices_of_sets(owner: str) -> list[tuple[str, str]]:
    """Return the data sets that a visitor sees, as the list shows them."""
    return [(say(describe_data(name).title), name) for name in list_data(owner)]
