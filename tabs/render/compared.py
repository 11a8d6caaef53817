"""Two answers beside each other: each output as the page shows it, with what differs marked."""

import difflib
import html
import io
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PIL import Image

from tabs.render.data_url import make_data_url, make_picture_url
from tabs.render.percent import format_percent
from tabs.task import Output, Task
from tabs.words import say

LARGEST = 1280
"""Pixels of the longer side of a picture beside another; the panel shows it whole."""

MOST_WORDS = 6000
"""Texts that are longer together are not compared word by word: that would take seconds."""

WORD = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af]|\w+|\s+|[^\w\s]")
"""Chinese, Japanese and Korean are compared sign by sign, for nothing stands between their words."""

NAMED_BY = ("label", "token_str", "answer", "entity_group")
NOTHING_ELSE = ("note", "emptied")
MOST_NAMED = 12

Draw = Callable[[Output, Any, Any], str]


def draw_values(task: Task, values: Sequence[Any], others: Sequence[Any] | None) -> str:
    """Return an answer's outputs as HTML; `others` are those of the answer beside it, None while there is none."""
    beside = others if others is not None else [None] * len(values)
    drawn = [draw_output(one, value, other) for one, value, other in zip(task.outputs, values, beside, strict=True)]
    return "".join(drawn)


def draw_output(one: Output, value: Any, other: Any) -> str:
    """Return one output with its label above."""
    if value is None or one.kind.name == "emptied":
        return ""
    drawn = DRAWN[one.kind.name](one, value, other)
    label = "" if one.kind.name in NOTHING_ELSE or not drawn else f"<h4>{html.escape(one.label)}</h4>"
    return f"<div class='shown' data-output='{html.escape(one.name, quote=True)}'>{label}{drawn}</div>"


def draw_scores(_: Output, value: Mapping[str, float], other: Mapping[str, float] | None) -> str:
    """Return labels with their scores as bars; behind each by how much it is more or less than beside."""
    return "<ol class='ranking'>" + "".join(draw_score(label, value[label], other) for label in value) + "</ol>"


def draw_score(label: str, score: float, other: Mapping[str, float] | None) -> str:
    """Return one bar."""
    return (
        f"<li><span class='bar' style='width:{min(max(score, 0), 1):.1%}'></span><span class='score'>"
        f"{format_percent(score)}</span><span>{html.escape(str(label))}</span>{draw_change(label, score, other)}</li>"
    )


def draw_change(label: str, score: float, other: Mapping[str, float] | None) -> str:
    """Return by how many hundredths a score differs from the one beside it; that a label is not there at all."""
    if other is None:
        return ""
    if label not in other:
        return f"<span class='change'>{html.escape(say('compare.only_here'))}</span>"
    points = round(100 * (score - other[label]))
    return f"<span class='change'>{points:+d}</span>" if points else ""


def draw_written(_: Output, value: str, other: str | None) -> str:
    """Return a text, with those words marked that do not stand in the text beside it."""
    return f"<p class='marked'>{mark_words(str(value), None if other is None else str(other))}</p>"


def mark_words(text: str, other: str | None) -> str:
    """Return a text as HTML, with what the other text does not have in <mark>."""
    words, others = WORD.findall(text), WORD.findall(other or "")
    if other is None or text == other or len(words) + len(others) > MOST_WORDS:
        return html.escape(text)
    parts = []
    for kind, start, end, _, _ in difflib.SequenceMatcher(None, words, others, autojunk=False).get_opcodes():
        part = html.escape("".join(words[start:end]))
        parts.append(part if kind == "equal" or not part.strip() else f"<mark>{part}</mark>")
    return "".join(parts)


def draw_drawing(_: Output, value: str, __: Any) -> str:
    """Return a drawing of the task's own."""
    return str(value)


def draw_picture(one: Output, value: Image.Image, _: Any) -> str:
    """Return a picture, no larger than a column needs."""
    small = value.copy()
    small.thumbnail((LARGEST, LARGEST))
    return f"<img alt='{html.escape(one.label, quote=True)}' src='{make_picture_url(small, 'PNG')}'>"


def draw_last_picture(one: Output, value: Sequence[Image.Image], _: Any) -> str:
    """Return the second of two pictures: the first is what was asked."""
    return draw_picture(one, value[-1], None)


def draw_gallery(_: Output, value: Sequence[tuple[Image.Image, str]], __: Any) -> str:
    """Return pictures with their captions."""
    figures = "".join(
        f"<figure>{draw_picture(Output('', caption, _.kind), picture, None)}"
        f"<figcaption>{html.escape(caption)}</figcaption></figure>"
        for picture, caption in value
    )
    return f"<div class='film-strip'>{figures}</div>"


def draw_player(_: Output, value: tuple[int, Any], __: Any) -> str:
    """Return a player for (rate, int16 samples)."""
    import soundfile

    stream = io.BytesIO()
    soundfile.write(stream, value[1], value[0], format="WAV", subtype="PCM_16")
    return f"<audio controls src='{make_data_url(stream.getvalue(), 'audio/wav')}'></audio>"


def draw_last_message(one: Output, value: Sequence[Mapping[str, Any]], other: Any) -> str:
    """Return what a model said last in a conversation."""
    return draw_written(one, last_said(value), None if other is None else last_said(other))


def last_said(messages: Sequence[Mapping[str, Any]]) -> str:
    """Return the last message's text."""
    return str(messages[-1]["content"]) if messages else ""


DRAWN: dict[str, Draw] = {
    "scores": draw_scores,
    "written": draw_written,
    "drawing": draw_drawing,
    "drawn picture": draw_picture,
    "before and after": draw_last_picture,
    "gallery": draw_gallery,
    "player": draw_player,
    "note": draw_drawing,
    "conversation": draw_last_message,
}
"""By the name of the output's kind."""


def tell_differences(raws: Sequence[Any], run_s: Sequence[float]) -> list[str]:
    """Return in sentences how two finished answers differ: what is named in one alone, and how long each took."""
    left, right = (name_found(raw) for raw in raws)
    told = []
    if left or right:
        only = (("compare.only_left", left - right), ("compare.only_right", right - left))
        told = [say(key, names=list_names(names)) for key, names in only if names]
        told = told or [say("compare.same_names")]
    return [*told, *tell_times(*run_s)]


def tell_times(left_s: float, right_s: float) -> list[str]:
    """Return which side was faster, and how many times; nothing where it is about the same."""
    slow, fast = max(left_s, right_s), min(left_s, right_s)
    if fast <= 0 or slow / fast < 1.2:
        return []
    side = "A" if left_s < right_s else "B"
    return [say("compare.faster", side=side, times=f"{slow / fast:.2g}" if slow / fast < 10 else f"{slow / fast:.0f}")]


def name_found(raw: Any) -> Counter[str]:
    """Return what a pipeline's output names, and how often: labels, words with their class, answers."""
    items = raw if isinstance(raw, list) else [raw]
    flat = [one for item in items for one in (item if isinstance(item, list) else [item])]
    return Counter(filter(None, (name_item(one) for one in flat if isinstance(one, Mapping))))


def name_item(item: Mapping[str, Any]) -> str:
    """Return what one item of an answer is called; "" for one that has no name."""
    name = next((str(item[key]) for key in NAMED_BY if isinstance(item.get(key), str) and item[key]), "")
    return f"{item['word']} ({name})" if name and isinstance(item.get("word"), str) else name


def list_names(names: Counter[str]) -> str:
    """Return names with commas between, those that are there more than once with their number."""
    told = [f"{name} × {count}" if count > 1 else name for name, count in names.most_common(MOST_NAMED)]
    return ", ".join([*told, *(["…"] if len(names) > MOST_NAMED else [])])
