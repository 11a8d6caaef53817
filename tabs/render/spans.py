"""A text with places marked in it."""

import html
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

KINDS = 6
"""Colours in assets/theme.css: .kind-0 to .kind-5."""

MARGIN = 400
"""Characters kept on each side of a mark where a text is shortened."""


@dataclass(frozen=True)
class Span:
    """Characters start to end of a text, the number of their colour, a word beside them and one on hover."""

    start: int
    end: int
    kind: int = 0
    label: str = ""
    title: str = ""


def mark_spans(text: str, spans: Sequence[Span], shorten: bool = False) -> str:
    """Return the text as HTML with its spans marked.

    Args:
        text: what the spans point into.
        spans: in any order; of two that overlap the earlier in the sequence is drawn.
        shorten: leave out what is far from any mark.
    """
    pieces, end = [], 0
    for span in drop_overlaps(spans):
        pieces.append(write_between(text[end : span.start], shorten, first=end == 0))
        pieces.append(draw_mark(text[span.start : span.end], span))
        end = span.end
    pieces.append(write_between(text[end:], shorten, first=end == 0, last=True))
    return f"<div class='marked'>{''.join(pieces)}</div>"


def drop_overlaps(spans: Sequence[Span]) -> Iterator[Span]:
    """Yield the spans in the order of the text, without those that overlap an earlier one of the sequence."""
    kept: list[Span] = []
    for span in spans:
        if span.start < span.end and all(span.end <= one.start or one.end <= span.start for one in kept):
            kept.append(span)
    return iter(sorted(kept, key=lambda span: span.start))


def write_between(text: str, shorten: bool, first: bool, last: bool = False) -> str:
    """Return what stands between two marks, its middle left out where it is long."""
    if not shorten or len(text) <= 3 * MARGIN:
        return html.escape(text)
    head = "" if first and not last else text[:MARGIN]
    tail = "" if last else text[-MARGIN:]
    return f"{html.escape(head)} <span class='note'>[…]</span> {html.escape(tail)}"


def draw_mark(text: str, span: Span) -> str:
    """Return one marked piece."""
    title = f" title='{html.escape(span.title, quote=True)}'" if span.title else ""
    label = f"\N{NO-BREAK SPACE}<b>{html.escape(span.label)}</b>" if span.label else ""
    return f"<mark class='kind-{span.kind % KINDS}'{title}>{html.escape(text)}{label}</mark>"
