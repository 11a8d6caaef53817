"""Transcripts: rows one can click, and subtitle files."""

import html
from typing import Any

from tabs.render.clock import format_seconds, format_stamp
from tabs.render.download import draw_link
from tabs.words import say


def read_rows(raw: dict[str, Any], duration_s: float) -> list[tuple[float, float, str]]:
    """Return (start_s, end_s, text) for each chunk; an end the model left open is the next start."""
    chunks = [chunk for chunk in raw.get("chunks", []) if chunk["text"].strip()]
    starts = [float(chunk["timestamp"][0] or 0.0) for chunk in chunks]
    rows = []
    for chunk, start, following in zip(chunks, starts, [*starts, duration_s][1:], strict=True):
        end = chunk["timestamp"][1]
        rows.append((start, max(start, float(following if end is None else end)), chunk["text"].strip()))
    return rows


def draw_transcript(rows: list[tuple[float, float, str]]) -> str:
    """Return an HTML list of the rows with links to their subtitle files; "" where there are none."""
    if not rows:
        return ""
    lines = "".join(
        f"<li><button type='button' data-seek='{start:.2f}'>"
        f"<time>{format_seconds(start)}</time> {html.escape(text)}</button></li>"
        for start, _, text in rows
    )
    links = draw_link("transcript.srt", write_srt(rows), say("render.subtitles_srt")) + draw_link(
        "transcript.vtt", write_vtt(rows), say("render.subtitles_vtt"), "text/vtt"
    )
    return f"<ol class='transcript'>{lines}</ol><p>{links}</p>"


def write_srt(rows: list[tuple[float, float, str]]) -> str:
    """Return the rows as SubRip."""
    return "\n".join(
        f"{number}\n{format_stamp(start, ',')} --> {format_stamp(end, ',')}\n{join_lines(text)}\n"
        for number, (start, end, text) in enumerate(rows, 1)
    )


def write_vtt(rows: list[tuple[float, float, str]]) -> str:
    """Return the rows as WebVTT (W3C)."""
    cues = "\n".join(
        f"{format_stamp(start, '.')} --> {format_stamp(end, '.')}\n{html.escape(join_lines(text), quote=False)}\n"
        for start, end, text in rows
    )
    return f"WEBVTT\n\n{cues}"


def join_lines(text: str) -> str:
    """Return the text on one line: an empty line would end a cue."""
    return " ".join(text.split())
