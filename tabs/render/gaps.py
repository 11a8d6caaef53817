"""Sentences whose gaps were filled in."""

import html
from typing import Any

from tabs.render.similarity import draw_ranking
from tabs.words import say


def fill_gaps(pieces: list[str], guesses: list[list[dict[str, Any]]]) -> tuple[str, str]:
    """Return HTML: the sentence with the likeliest word in each gap, and the ranking of words for each gap.

    Args:
        pieces: what stands before, between and after the gaps: n + 1 texts.
        guesses: for each of the n gaps [{"score", "token_str"}, ...], best first.
    """
    words = [f"<mark class='kind-0'>{html.escape(words[0]['token_str'].strip())}</mark>" for words in guesses]
    texts = [html.escape(piece) for piece in pieces]
    sentence = texts[0] + "".join(word + text for word, text in zip(words, texts[1:], strict=True))
    return f"<div class='marked large'>{sentence}</div>", "".join(
        write_heading(number, len(guesses))
        + draw_ranking([(float(one["score"]), one["token_str"].strip()) for one in words])
        for number, words in enumerate(guesses, 1)
    )


def write_heading(number: int, of: int) -> str:
    """Return a gap's heading; none where there is only one."""
    return f"<h3>{say('render.gap_number', number=number)}</h3>" if of > 1 else ""
