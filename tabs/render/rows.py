"""Rows of a data set as a table: texts, classes with their numbers, thumbnails and players."""

import html
import io
from collections.abc import Mapping, Sequence
from typing import Any

from PIL import Image

from models.errors import AppError
from tabs.read.image import open_image
from tabs.render.data_url import make_data_url, make_picture_url
from tabs.words import say

THUMBNAIL = 96
LONGEST = 300
MOST_SOUND_BYTES = 1_500_000
SOUNDS = {b"RIFF": "audio/wav", b"fLaC": "audio/flac", b"OggS": "audio/ogg"}


def draw_features(features: Mapping[str, Any], missing: Mapping[str, int]) -> str:
    """Return the columns as the library names them, classes with their ids.

    Args:
        features: of `datasets`, by column.
        missing: how many cells hold nothing, by column.
    """
    lines = "".join(
        f"<tr><th scope='row'>{html.escape(cut(column))}</th><td><code>{html.escape(describe(feature))}</code></td>"
        f"<td>{missing.get(column, 0) or '–'}</td></tr>"
        for column, feature in features.items()
    )
    return (
        f"<div class='scroll' tabindex='0'><table><tr><th>{say('render.column')}"
        f"</th><th>{say('common.kind')}</th><th>{say('render.missing')}"
        f"</th></tr>{lines}</table></div>"
    )


def describe(feature: Any) -> str:
    """Return what a column holds in the library's words; of classes the first, each with its id."""
    names = list(getattr(feature, "names", None) or [])
    if names:
        shown = ", ".join(f"{number}: {cut(name, 40)}" for number, name in enumerate(names[:20]))
        return f"ClassLabel({shown}{', …' if len(names) > 20 else ''})"
    inner = getattr(feature, "feature", None)
    if inner is not None:
        return f"List({describe(inner)})"
    if isinstance(feature, dict):
        return "{" + ", ".join(f"{cut(name, 40)}: {describe(one)}" for name, one in feature.items()) + "}"
    kind = getattr(feature, "_type", "")
    if kind == "Audio":
        rate = getattr(feature, "sampling_rate", None)
        return f"Audio(sampling_rate={rate})" if rate else "Audio()"
    return "Image()" if kind == "Image" else str(getattr(feature, "dtype", feature))


def draw_rows(rows: Sequence[Mapping[str, Any]], features: Mapping[str, Any], first: int) -> str:
    """Return a page of rows.

    Args:
        rows: cells by column; pictures and sounds as {"bytes", "path"}.
        features: by column.
        first: the number of the first of them, counted from 1.
    """
    if not rows:
        return f"<p class='empty'>{say('render.no_row_is_left')}</p>"
    head = "".join(f"<th scope='col'>{html.escape(cut(column, 60))}</th>" for column in features)
    lines = "".join(
        f"<tr><td>{first + number:,}</td>"
        + "".join(f"<td>{draw_cell(row[column], feature)}</td>" for column, feature in features.items())
        + "</tr>"
        for number, row in enumerate(rows)
    )
    return (
        f"<div class='scroll' tabindex='0'><table><tr><th scope='col'>{say('render.row')}"
        f"</th>{head}</tr>{lines}</table></div>"
    )


def draw_cell(cell: Any, feature: Any) -> str:
    """Return one cell."""
    if cell is None:
        return "<small>missing</small>"
    kind = getattr(feature, "_type", "")
    if kind == "Image":
        return draw_picture(cell.get("bytes"))
    if kind == "Audio":
        return draw_sound(cell.get("bytes"))
    names = list(getattr(feature, "names", None) or [])
    if names and isinstance(cell, int):
        return html.escape(f"{cut(names[cell], 60)} ({cell})") if 0 <= cell < len(names) else str(cell)
    inner = getattr(feature, "feature", None)
    if isinstance(cell, list) and getattr(inner, "names", None):
        return " ".join(draw_cell(one, inner) for one in cell[:60])
    return html.escape(cut(cell if isinstance(cell, str) else str(cell)))


def draw_picture(content: bytes | None) -> str:
    """Return a thumbnail, with the size of the picture."""
    try:
        small = open_image(io.BytesIO(content or b""), THUMBNAIL)
        with Image.open(io.BytesIO(content or b"")) as picture:
            width, height = picture.size
    except (AppError, OSError):
        return f"<small>{say('render.no_picture_can_be_read')}</small>"
    return f"<img alt='' src='{make_picture_url(small, 'PNG')}'><small>{width} × {height}</small>"


def draw_sound(content: bytes | None) -> str:
    """Return a player."""
    if not content:
        return f"<small>{say('render.no_sound')}</small>"
    if len(content) > MOST_SOUND_BYTES:
        return f"<small>{say('render.sound_content_mb', content=len(content) / 1000000.0)}</small>"
    form = SOUNDS.get(bytes(content[:4]), "audio/mpeg")
    return f"<audio controls preload='none' src='{make_data_url(bytes(content), form)}'></audio>"


def cut(text: str, longest: int = LONGEST) -> str:
    """Return the beginning of a text."""
    return text if len(text) <= longest else text[:longest] + "…"
