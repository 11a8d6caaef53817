"""Answers found in a text."""

from typing import Any

from tabs.render.similarity import ranking
from tabs.render.spans import Span, marked

NO_ANSWER = "The text does not say"


def answers(context: str, found: list[dict[str, Any]]) -> tuple[str, str]:
    """Return HTML: the answers with their scores, and the context with the answers marked.

    Args:
        context: the text that was read; what is far from every answer is left out.
        found: [{"score", "start", "end", "answer"}, ...], best first; "" stands for no answer.
    """
    if not found:
        return ranking([(0.0, NO_ANSWER)]), marked(context, [], shorten=True)
    spans = [
        Span(one["start"], one["end"], kind=min(number, 1), title=f"{one['score']:.0%} sure")
        for number, one in enumerate(found)
    ]
    ranked = [(float(one["score"]), one["answer"] or NO_ANSWER) for one in found]
    return ranking(ranked), marked(context, spans, shorten=True)
