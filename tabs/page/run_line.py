"""The line above an answer: what is going on, what went wrong, or which model answered, from where and how fast."""

import gradio as gr

from tabs.page.chooser import OFFER_READABLE
from tabs.page.gradio_bends import answer_any_json, draw_template

TEMPLATE = draw_template("""
const { message, part, stopped, error, by, model, revision, source, device, dtype } = value ?? {};
const { filled, cleared, load_s, run_s, note, limits, full_model } = value ?? {};
const say = (key, values) => escaped(window.playground?.say("js." + key, values) ?? "");
const rounded = (seconds) => Number(Number(seconds).toPrecision(2));
const said = (shown, html) => shown ? html : "";
const [, full, size] = /^(\\S+) \\((.+)\\)$/.exec(full_model ?? "") ?? [];
const command = /(python -m tabs[.]fetch .+)[.。]$/.exec(error ?? "")?.[1];
return said(filled, '<i data-filled="' + escaped(filled) + '"></i>')
  + said(message, '<span class="busy" role="status">' + escaped(message) + "</span>"
    + said(part != null, '<progress max="1" value="' + escaped(part) + '" aria-label="' + say("how_much_is_done")
      + '"></progress>'))
  + said(cleared, '<span role="status">' + say("emptied") + '</span> <button type="button" class="undo">'
    + say("undo") + "</button>")
  + said(stopped, '<span role="status">' + say("stopped") + "</span>")
  + said(error, '<div class="failed" role="alert"><p>'
      + escaped(command ? error.slice(0, -command.length - 1) : error) + "</p>"
    + said(command, '<div class="command"><code>' + escaped(command)
      + '</code><button type="button" class="copy">' + say("copy") + "</button></div>")
    + said(by, "<p>" + say("not_the_full_models_answer", { by }) + "</p>") + "</div>")
  + said(model, said(limits, '<p class="limits">' + escaped(limits) + "</p>" + said(full,
      '<p><button type="button" class="get-full" data-model="' + escaped(full) + '" data-size="' + escaped(size)
      + '" title="' + escaped(full) + '">' + say("get_the_full_model", { size }) + "</button></p>"))
    + "<span><b>" + escaped(model) + "</b>"
    + said(revision, " " + say("at_revision", { revision: String(revision).slice(0, 12) })) + "</span> "
    + "<span>" + say("source_" + source) + "</span> "
    + "<span>" + escaped(rounded(load_s + run_s)) + " s</span> "
    + '<span class="where">' + (dtype ? say("ready_and_ran", {
      load: rounded(load_s), run: rounded(run_s), device, dtype }) : say("ran_there", { run: rounded(run_s), device }))
    + "</span>"
    + said(note, '<p class="note" role="status">' + escaped(note) + "</p>"));
""")

TELL = """
element.tell = (value) => { props.value = value; };
element.report = () => props.value;
const tell = () => window.playground?.follow(element);
new MutationObserver(tell).observe(element, { childList: true, subtree: true });
setTimeout(tell);
"""
"""Lets assets/page.js follow the line, and say there what no answer of the server says: that a run was stopped."""


def make_run_line() -> gr.HTML:
    """Make the line; the page sees words, a program gets the run's JSON itself.

    The value is {"task", "message"} while the run goes on, with "part", 0 to 1, where it is known how much is done;
    {"task", "error"} where it failed, with "by" where a first answer still stands; {"task", "model", "revision",
    "source", "device", "dtype", "load_s", "run_s"} in the end, of a starter also "limits" and "full_model", and
    "example" where the task's first example was asked about.
    """
    line = gr.HTML({}, label="run", html_template=TEMPLATE, elem_classes="run-line", js_on_load=TELL + OFFER_READABLE)
    answer_any_json(line)
    return line
