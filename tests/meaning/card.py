"""The line in a starter's model card that tells its score; `python -m tests.meaning --write` puts the number there."""

import re
from pathlib import Path

from models import starters


def card_of(starter: str) -> Path | None:
    """Return the model card of the folder in assets that the starter is made of, None where it is of none."""
    known = starters.starter_named(starter)
    return known.assets_folder / "README.md" if known.assets else None


def score_line(task: str, told: str) -> str:
    """Return the line: what is told of the score, and the command that measures it."""
    return f"Held-out score: {told} (`python -m tests.meaning {task} --write`)."


def told_score(task: str, card: str) -> str:
    """Return what a card tells of a task's score; training says "not measured yet".

    Raises:
        ValueError: the card has not one such line.
    """
    lines = re.findall(f"^{re.escape(score_line(task, '<told>')).replace('<told>', '(.*)')}$", card, re.MULTILINE)
    if len(lines) != 1:
        raise ValueError(f"The card needs one line like this: {score_line(task, 'not measured yet')}")
    return str(lines[0])


def write_score(task: str, starter: str, told: str) -> None:
    """Put a task's score into its starter's card, where it has one."""
    if card := card_of(starter):
        text = card.read_text(encoding="utf-8")
        before = score_line(task, told_score(task, text))
        card.write_text(text.replace(before, score_line(task, told)), encoding="utf-8")
