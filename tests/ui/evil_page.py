"""A page whose answers hold script wherever a model, a label or a message could have brought it.

    python -m tests.ui.evil_page

`window.ran` in the browser tells which of them was run.
"""

import sys

import gradio as gr

from tabs.doors.gate.limits import read_limits
from tabs.doors.gate.serve import before_gradio, open_folder
from tabs.page.gradio_bends import GuardedBlocks
from tabs.page.run_line import make_run_line

RUN = ("message", "stopped", "model", "revision", "source", "device", "dtype", "load_s", "run_s", "note", "limits")


def script(where: str) -> str:
    """Return what each kind of template would run."""
    return (
        f"${{window.ran='{where}'}}`${{window.ran='{where}'}}` \\${{window.ran='{where}'}}"
        f"{{{{#with this}}}}{{{{value}}}}</b><img src=x onerror=\"window.ran='{where}'\"><script>window.ran=1</script>"
    )


def main() -> None:
    """Serve it until the process is ended."""
    limits = read_limits()
    folder = open_folder(limits)
    with GuardedBlocks() as page:
        line = make_run_line()
        words = gr.HTML("<p>Nothing yet</p>", elem_classes="words")
        bad = gr.Button("Bad")
        bad.click(
            lambda: ({**dict.fromkeys(RUN, ""), **{name: script(name) for name in RUN}, "full_model": script("full")},
                     "<p>" + script("words") + "</p>"),
            None,
            [line, words],
            api_name="status",
            queue=False,
        )  # fmt: skip
    page.launch(**before_gradio(page, limits, folder, []))


if __name__ == "__main__":
    sys.exit(main())
