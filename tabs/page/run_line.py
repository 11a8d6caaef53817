"""The line under an answer: what is going on, or which model answered, from where and how fast."""

import gradio as gr

from tabs.page.gradio_bends import answer_any_json, draw_template

TEMPLATE = draw_template("""
const { message, stopped, model, revision, source, device, dtype } = value ?? {};
const { load_s, run_s, note, limits, full_model } = value ?? {};
const places = { hub: "from the Hub", local: "from a folder", starter: "embedded starter", trained: "trained here" };
const part = (shown, html) => shown ? html : "";
return part(message, '<span class="busy" role="status">' + escaped(message) + "</span>")
  + part(stopped, '<span role="status">Stopped. Press Run to start again.</span>')
  + part(model, "<span><b>" + escaped(model) + "</b>"
    + part(revision, " at " + escaped(String(revision).slice(0, 12))) + "</span> "
    + "<span>" + escaped(places[source]) + "</span> "
    + "<span>" + escaped(device) + ", " + escaped(dtype) + "</span> "
    + "<span>ready in " + escaped(load_s) + " s, ran " + escaped(run_s) + " s</span>"
    + part(note, '<p class="note" role="status">' + escaped(note) + "</p>")
    + part(limits, '<p class="limits">' + escaped(limits) + " <strong>Get the full model</strong>: "
      + escaped(full_model) + ", chosen under “Model and settings” when the Hub can be reached.</p>"));
""")


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
