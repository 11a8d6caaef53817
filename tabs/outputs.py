"""The kinds of answer a task can give."""

import gradio as gr

from tabs.task import Output

EMPTY = "<p class='empty'>Press Run to see the answer here.</p>"


def labels(label: str = "Answer") -> Output:
    """Labels with confidences, all of them; rendered as {label: score}."""
    return Output("labels", label, lambda text: gr.Label(label=text, elem_classes="labels"))


def text(label: str = "Answer", *, name: str = "text", lines: int = 4) -> Output:
    """A text; rendered as str."""
    return Output(name, label, lambda title: gr.Textbox(label=title, lines=lines, max_lines=20, buttons=["copy"]))


def html(name: str, label: str, js_on_load: str | None = None) -> Output:
    """A picture drawn as HTML; rendered as str, every piece of user text escaped."""
    return Output(
        name,
        label,
        lambda title: gr.HTML(
            EMPTY,
            label=title,
            show_label=True,
            container=True,
            js_on_load=js_on_load,
            elem_classes="answer",
        ),
    )


def gallery(name: str, label: str) -> Output:
    """Pictures with captions; rendered as list of (PIL image, caption)."""
    return Output(
        name,
        label,
        lambda title: gr.Gallery(label=title, columns=3, height=320, interactive=False, object_fit="contain"),
    )


def audio(name: str, label: str) -> Output:
    """A player; rendered as (rate, int16 samples), see tabs.render.sound.playable."""
    return Output(
        name, label, lambda title: gr.Audio(label=title, format="wav", interactive=False, buttons=["download"])
    )


def picture(name: str, label: str) -> Output:
    """A picture; rendered as PIL image."""
    return Output(
        name,
        label,
        lambda title: gr.Image(
            label=title, type="pil", format="png", interactive=False, buttons=["download", "fullscreen"]
        ),
    )


def before_after(name: str, label: str) -> Output:
    """Two pictures of one size under a slider; rendered as (PIL image, PIL image)."""
    return Output(name, label, lambda title: gr.ImageSlider(label=title, type="pil", format="png", interactive=False))


def note(name: str = "note") -> Output:
    """A sentence about the answer; rendered as str, HTML-escaped."""
    return Output(name, "", lambda _: gr.HTML("", elem_classes="note"))


def messages(label: str = "Conversation") -> Output:
    """The conversation with the new message, in the component of the input it came from; rendered as messages."""
    return Output("messages", label, lambda title: gr.Chatbot(label=title), shown_in="messages")


def emptied(name: str, label: str) -> Output:
    """A text field that is empty after the run; rendered as ""."""
    return Output(name, label, lambda title: gr.Textbox(label=title), shown_in=name)
