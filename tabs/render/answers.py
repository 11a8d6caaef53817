"""Answers found in a text."""

from typing import Any

from tabs.render.similarity import draw_ranking
from tabs.render.spans import Span, mark_spans
from tabs.words import say

NO_ANSWER = "render.text_does_not_say"


def draw_answers(context: str, found: list[dict[str, Any]]) -> tuple[str, str]:
    """Return HTML: the answers with their scores, and the context with the answers marked.

    Args:
        context: the text that was read; what is far from every answer is left out.
        found: [{"score", "start", "end", "answer"}, ...], best first; "" stands for no answer.
    """
    if not found:
        return draw_ranking([(0.0, say(NO_ANSWER))]), mark_spans(context, [], shorten=True)
    spans = [
        Span(one["start"], one["end"], kind=min(number, 1), title=say("render.one_sure", one=one["score"]))
        for number, one in enumerate(found)
    ]
    ranked = [(float(one["score"]), one["answer"] or say(NO_ANSWER)) for one in found]
    return draw_ranking(ranked), mark_spans(context, spans, shorten=True)
