"""Names found in a text."""

import html
from typing import Any

from tabs.render.spans import KINDS, Span, mark_spans
from tabs.words import say

WORDS = {
    "PER": "render.person",
    "LOC": "render.place",
    "ORG": "render.organisation",
    "MISC": "render.other_name",
    "GPE": "render.place",
    "DATE": "render.date",
}
"""What the usual labels mean (CoNLL-2003, OntoNotes); others are shown as they are."""


def draw_entities(text: str, found: list[dict[str, Any]]) -> str:
    """Return HTML: the text with its entities marked, and under it the entities by kind.

    Args:
        text: what was read.
        found: the output of Transformers' token-classification pipeline, joined to groups or not.
    """
    if not found:
        return f"{mark_spans(text, [])}<p class='note'>{say('render.no_names_were_found')}</p>"
    kinds = list(dict.fromkeys(name_kind(one) for one in found))
    spans = [make_span(one, kinds) for one in found if one.get("start") is not None]
    rows = "".join(draw_row(number, kind, list_names(text, found, kind)) for number, kind in enumerate(kinds))
    return f"{mark_spans(text, spans)}<ul class='entities'>{rows}</ul>"


def make_span(entity: dict[str, Any], kinds: list[str]) -> Span:
    """Return where an entity stands and how it is drawn."""
    kind = name_kind(entity)
    return Span(
        entity["start"],
        entity["end"],
        kinds.index(kind),
        kind,
        say("render.kind_so_sure", kind=kind, score=entity["score"]),
    )


def name_kind(entity: dict[str, Any]) -> str:
    """Return an entity's kind in plain words; B- and I- only say where a name begins and goes on."""
    label = str(entity.get("entity_group") or entity.get("entity"))
    label = label[2:] if label[:2] in ("B-", "I-") else label
    return say(WORDS.get(label.upper(), label))


def list_names(text: str, found: list[dict[str, Any]], kind: str) -> list[str]:
    """Return the different names of a kind, as they stand in the text."""
    names = (
        one["word"] if one.get("start") is None else text[one["start"] : one["end"]].strip()
        for one in found
        if name_kind(one) == kind
    )
    return list(dict.fromkeys(names))


def draw_row(number: int, kind: str, names: list[str]) -> str:
    """Return one line of the list."""
    return f"<li><mark class='kind-{number % KINDS}'>{html.escape(kind)}</mark> {html.escape(', '.join(names))}</li>"
