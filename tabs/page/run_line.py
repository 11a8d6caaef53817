"""The line under an answer: what is going on, or which model answered, from where and how fast."""

import gradio as gr

from tabs.page.gradio_bends import answer_any_json

TEMPLATE = """
{{#if value.message}}<span class="busy" role="status">{{value.message}}</span>{{/if}}
{{#if value.stopped}}<span role="status">Stopped. Press Run to start again.</span>{{/if}}
{{#if value.model}}
<span><b>{{value.model}}</b>{{#if value.revision}} at ${value.revision.slice(0, 12)}{{/if}}</span>
<span>${({ hub: "from the Hub", local: "from a folder", starter: "embedded starter" })[value.source]}</span>
<span>{{value.device}}, {{value.dtype}}</span>
<span>ready in {{value.load_s}} s, ran {{value.run_s}} s</span>
{{#if value.note}}<p class="note" role="status">{{value.note}}</p>{{/if}}
{{#if value.limits}}<p class="limits">{{value.limits}} <strong>Get the full model</strong>: {{value.full_model}},
chosen under “Model and settings” when the Hub can be reached.</p>{{/if}}
{{/if}}
"""


SAY_STOPPED = """
const panel = element.closest("[role=tabpanel]");
panel?.addEventListener("click", (event) => {
  if (event.target.closest(".halt") && props.value?.message) props.value = { stopped: true };
});
"""
"""A cancelled generator cannot say so itself, and a listener for every panel would slow the page's start."""


def make_run_line() -> gr.HTML:
    """Make the line; the page sees words, a program gets the run's JSON itself.

    The value is {"task", "message"} while the run goes on and {"task", "model", "revision", "source",
    "device", "dtype", "load_s", "run_s"} in the end, of a starter also "limits" and "full_model".
    """
    line = gr.HTML({}, label="run", html_template=TEMPLATE, elem_classes="run-line", js_on_load=SAY_STOPPED)
    answer_any_json(line)
    return line
