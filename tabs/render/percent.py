"""Scores and shares as every answer shows them: in per cent."""

from tabs.words import say


def format_percent(part: float) -> str:
    """Return a part of a whole, or a cosine, as percentage; what is there but rounds to nothing is "under 1%"."""
    if 0 < part < 0.005:
        return say("render.under_one_percent")
    return f"{round(part * 100) + 0:d}%"
