"""What tasks take and give: of each kind its schema, how a value of it is read, and how it is written in code.

A value has four forms. An example is what a task file holds: a text, a Path. A payload is what the page or a program
sends, untrusted: a text, {"path": an uploaded file}. The value is what `read` makes of it, checked, for the task's
`call`. The JSON form is what programs send that know no uploads: files as base64.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tabs.read.audio import read_audio
from tabs.read.document import read_document
from tabs.read.image import read_image, read_images, read_layer
from tabs.read.labels import split_labels
from tabs.read.messages import read_messages
from tabs.read.points import read_points
from tabs.read.scene import read_scene
from tabs.read.table import read_table, write_table
from tabs.read.text import is_blank, read_labels, read_lines, read_text
from tabs.read.upload import store_upload
from tabs.read.video import read_video

Schema = Mapping[str, Any]
"""A JSON schema."""

BASE64 = {"type": "string", "contentEncoding": "base64"}
TEXTS = {"type": "array", "items": {"type": "string"}}


@dataclass(frozen=True)
class Kind:
    """A kind of input.

    Attributes:
        name: by which the page finds the widget.
        schema: of the JSON form.
        read: payload -> checked value; raises BadInput.
        write_literal: example -> the value as Python source, as Transformers takes it.
        write_argument: example -> the value as Python source, as gradio_client takes it.
        nothing: the value of an input that may be left out and is.
        media: the media type of a file, "image" or "audio"; "" for what is no file.
    """

    name: str
    schema: Schema
    read: Callable[[Any], Any]
    write_literal: Callable[[Any], str] = repr
    write_argument: Callable[[Any], str] = repr
    nothing: Any = None
    media: str = ""

    def store(self, value: Any, folder: Path) -> Any:
        """Return the payload of a JSON form; what comes as base64 or bytes is stored in the folder.

        Raises:
            BadInput: it is no base64, or too large.
        """
        if not self.media:
            return value
        if isinstance(value, list):
            return [store_upload(one, folder) for one in value]
        return store_upload(value, folder)


def write_file_name(path: Path | None) -> str:
    """Return a file's bare name as Python source; None for none."""
    return repr(None if path is None else Path(path).name)


def write_file_names(paths: list[Path]) -> str:
    """Return the bare names of several files as Python source."""
    return repr([Path(path).name for path in paths])


def write_upload(path: Path | None) -> str:
    """Return the call with which gradio_client uploads a file."""
    return repr(None) if path is None else f'handle_file("{Path(path).name}")'


def write_gallery(paths: list[Path]) -> str:
    """Return several files as gradio_client uploads them for a gallery."""
    return "[" + ", ".join(f'{{"image": {write_upload(path)}}}' for path in paths) + "]"


def write_lines(text: str) -> str:
    """Return a text's lines as a Python list."""
    return repr(text.splitlines())


def write_labels(labels: str) -> str:
    """Return labels with commas between as a Python list."""
    return repr(split_labels(labels))


def write_points(text: str) -> str:
    """Return points as a Python list of pairs."""
    return repr([list(point) for point in read_points(text)])


def make_file_kind(name: str, media: str, read: Callable[[Any], Any]) -> Kind:
    """A kind that is one file."""
    schema = {**BASE64, "contentMediaType": f"{media}/*"}
    return Kind(name, schema, read, write_file_name, write_upload, media=media)


TEXT = Kind("text", {"type": "string"}, read_text, nothing="")
"""str, not empty."""

LINES = Kind("lines", {"anyOf": [{"type": "string"}, TEXTS]}, read_lines, write_lines)
"""Several short texts, one a line: list[str], not empty."""

LABELS = Kind("labels", {"anyOf": [TEXTS, {"type": "string"}]}, read_labels, write_labels)
"""Words to choose from, with commas between: list[str], not empty, each once."""

TABLE = Kind(
    "table",
    {"anyOf": [{"type": "object", "additionalProperties": {"type": "array"}}, {"type": "string"}]},
    read_table,
    write_table,
)
"""CSV text, an uploaded CSV file, or columns by their headings: tabs.read.table.Table."""

MESSAGES = Kind(
    "messages",
    {
        "type": "array",
        "items": {
            "type": "object",
            "properties": {"role": {"enum": ["system", "user", "assistant"]}, "content": {"type": "string"}},
            "required": ["role", "content"],
        },
    },
    read_messages,
)
"""A conversation: list of {"role", "content"}, perhaps empty."""

POINTS = Kind(
    "points",
    {"type": "array", "items": {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2}},
    read_points,
    write_points,
)
"""Spots on a picture: list of (x, y) in its pixels, perhaps empty."""

PICTURE = make_file_kind("picture", "image", read_image)
"""RGB PIL image, upright."""

LAYER = make_file_kind("picture", "image", read_layer)
"""The same, but RGBA where it is see-through."""

SCENE = make_file_kind("picture", "image", read_scene)
"""A picture in which something is to be found: RGB PIL image, neither a speck nor a strip."""

PICTURES = Kind(
    "pictures",
    {"type": "array", "items": {**BASE64, "contentMediaType": "image/*"}},
    read_images,
    write_file_names,
    write_gallery,
    media="image",
)
"""List of RGB PIL images, perhaps empty."""

SOUND = make_file_kind("sound", "audio", read_audio)
"""tabs.read.audio.Audio."""

VIDEO = make_file_kind("video", "video", read_video)
"""tabs.read.video.Video."""

DOCUMENT = make_file_kind("document", "application", read_document)
"""A picture of a page, or a PDF: tabs.read.document.Document."""


@dataclass(frozen=True)
class OutputKind:
    """A kind of answer: the name by which the page finds the widget, and what the task's `render` gives for it."""

    name: str
    rendered: str


SCORES = OutputKind("scores", "{label: score}")
WRITTEN = OutputKind("written", "str")
DRAWING = OutputKind("drawing", "HTML as str, every piece of user text escaped")
DRAWN_PICTURE = OutputKind("drawn picture", "PIL image")
BEFORE_AFTER = OutputKind("before and after", "two PIL images of one size")
GALLERY = OutputKind("gallery", "list of (PIL image, caption)")
PLAYER = OutputKind("player", "(rate, int16 samples), see tabs.render.sound.make_playable")
NOTE = OutputKind("note", "a sentence as HTML-escaped str")
CONVERSATION = OutputKind("conversation", "messages, shown in the input of that name")
EMPTIED = OutputKind("emptied", '"": the input of that name, emptied')


__all__ = [
    "BEFORE_AFTER",
    "CONVERSATION",
    "DOCUMENT",
    "DRAWING",
    "DRAWN_PICTURE",
    "EMPTIED",
    "GALLERY",
    "LABELS",
    "LAYER",
    "LINES",
    "MESSAGES",
    "NOTE",
    "PICTURE",
    "PICTURES",
    "PLAYER",
    "POINTS",
    "SCENE",
    "SCORES",
    "SOUND",
    "TABLE",
    "TEXT",
    "VIDEO",
    "WRITTEN",
    "Kind",
    "OutputKind",
    "is_blank",
]
