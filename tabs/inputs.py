"""The kinds of input a task can ask for. Names are those of the HTTP interface and the same in every task."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import gradio as gr

from tabs.page.clicks import points_field
from tabs.read.audio import read_audio
from tabs.read.document import read_document
from tabs.read.image import read_image, read_images
from tabs.read.messages import read_messages
from tabs.read.points import add_point, read_points
from tabs.read.scene import read_scene
from tabs.read.table import literal_table, read_table
from tabs.read.text import read_labels, read_lines, read_optional_text, read_text
from tabs.read.video import read_video
from tabs.task import Input


def text(label: str = "Text", *, name: str = "text", lines: int = 4, placeholder: str = "") -> Input:
    """A text that must not be empty; read as str."""
    return Input(name, label, textbox(lines, placeholder), read_text)


def optional_text(label: str, *, name: str, placeholder: str = "") -> Input:
    """A text that may be left out; read as str, "" for none."""
    return Input(name, label, textbox(1, placeholder), read_optional_text)


def text_lines(label: str = "Sentences, one a line", *, lines: int = 7) -> Input:
    """Several short texts, one a line; read as list[str], never empty."""
    return Input("text", label, textbox(lines, ""), read_lines, literal=lambda value: repr(value.splitlines()))


def candidate_labels(label: str = "Words to choose from, with commas between") -> Input:
    """The labels of a zero-shot task; read as list[str], never empty."""
    return Input("candidate_labels", label, textbox(2, "cat, dog, bird"), read_labels, literal_labels)


def table(label: str = "Table, pasted from a spreadsheet or as CSV") -> Input:
    """A table as CSV text, or over HTTP as an uploaded CSV file; read as tabs.read.table.Table."""
    return Input("table", label, textbox(8, "Name,Age\nAda,36\nAlan,41"), read_table, literal_table)


def image(label: str = "Picture", *, name: str = "image") -> Input:
    """An uploaded picture; read as an upright RGB PIL image."""
    return Input(name, label, picture, read_image, literal_file)


def scene(label: str = "Picture") -> Input:
    """A picture in which something is to be found; read as RGB PIL image, neither a speck nor a strip."""
    return Input("image", label, picture, read_scene, literal_file)


def optional_image(label: str, *, name: str = "image") -> Input:
    """A picture that may be left out; read as RGB PIL image or None."""
    return Input(name, label, picture, optional(read_image), literal_optional_file)


def images(label: str) -> Input:
    """Several uploaded pictures, perhaps none; read as list of RGB PIL images."""
    return Input("images", label, gallery, read_images, lambda paths: repr([Path(path).name for path in paths]))


def audio(label: str = "Recording") -> Input:
    """An uploaded or spoken recording; read as tabs.read.audio.Audio."""
    return Input("audio", label, recorder, read_audio, literal_file)


def video(label: str = "Video") -> Input:
    """An uploaded or recorded clip; read as tabs.read.video.Video."""
    return Input("video", label, camera, read_video, literal_file)


def points(label: str, *, clicked_on: str = "image") -> Input:
    """Points that clicks on a picture add, perhaps none; read as list of (x, y) in its pixels."""
    return Input(
        "points",
        label,
        points_field,
        read_points,
        literal=lambda value: repr([list(point) for point in read_points(value)]),
        clicked_on=clicked_on,
        add_click=add_point,
    )


def messages(label: str = "Conversation") -> Input:
    """A chat; read as list of {"role", "content"}, perhaps empty."""
    return Input("messages", label, chat, read_messages)


def optional_audio(label: str) -> Input:
    """A recording that may be left out; read as tabs.read.audio.Audio or None."""
    return Input("audio", label, recorder, optional(read_audio), literal_optional_file)


def document(label: str = "Document") -> Input:
    """A picture of a page, or a PDF; read as tabs.read.document.Document."""
    return Input("document", label, paper, read_document, literal_file)


def optional(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Return a reader to which nothing at all is None instead of an error."""
    return lambda payload: None if payload is None else read(payload)


def textbox(lines: int, placeholder: str) -> Any:
    """Return a factory of text fields of that height."""

    def make(label: str, value: str | None) -> gr.Textbox:
        return gr.Textbox(value, label=label, lines=lines, max_lines=max(lines, 12), placeholder=placeholder)

    return make


def picture(label: str, value: Path | None) -> gr.Image:
    """Make the component for one picture."""
    return gr.Image(
        value, label=label, type="filepath", sources=["upload", "webcam", "clipboard"], height=300, buttons=[]
    )


def gallery(label: str, value: list[Path] | None) -> gr.Gallery:
    """Make the component for several pictures."""
    return gr.Gallery(
        value, label=label, type="filepath", file_types=["image"], columns=4, height=220, interactive=True
    )


def recorder(label: str, value: Path | None) -> gr.Audio:
    """Make the component for one recording."""
    return gr.Audio(value, label=label, type="filepath", sources=["upload", "microphone"], buttons=[])


def camera(label: str, value: Path | None) -> gr.Video:
    """Make the component for one video."""
    return gr.Video(value, label=label, sources=["upload", "webcam"], height=300, buttons=[])


def chat(label: str, value: list[dict[str, str]] | None = None) -> gr.Chatbot:
    """Make the component for a conversation; programs may send a plain text or plain messages, too."""
    component = gr.Chatbot(value, label=label, height=380, buttons=["copy"], sanitize_html=True, elem_classes="chat")
    component.data_model = None  # Gradio's own model accepts only what its page sends; read_messages checks
    component.api_info = lambda: {"type": {}, "description": "a text, or a list of {role, content}"}
    return component


def paper(label: str, value: Path | None) -> gr.File:
    """Make the component for one document."""
    return gr.File(value and str(value), label=label, file_types=["image", ".pdf"], height=140)


def literal_optional_file(path: Path | None) -> str:
    """Return the file's bare name as Python source, or None."""
    return repr(None) if path is None else literal_file(path)


def literal_file(path: Path) -> str:
    """Return the file's bare name as Python source."""
    return repr(Path(path).name)


def literal_labels(labels: str) -> str:
    """Return the labels as a Python list."""
    return repr([label.strip() for label in labels.split(",")])
