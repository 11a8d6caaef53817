"""Labels to choose from, as people write them: with commas, semicolons or lines between, in quotes, as a list."""

import json
import re
import unicodedata
from collections.abc import Iterable

from models.words.sentences import LIST_ITEM

QUOTES = ('""', "“”", "„“", "„”", "«»", "「」", "''", "‘’")
COMMAS, STRONGER = ",，、،", ";；؛\t\n"
"""Where one of the stronger marks stands, a comma belongs to its label; so it does between bars with space around."""

BAR = r"\s\|\s"

QUOTED = re.compile(
    rf"(?:^|(?<=[{COMMAS}{STRONGER}]))[^\S\n]*(?:"
    + "|".join(f"{pair[0]}([^{pair}\n]+){pair[1]}" for pair in QUOTES)
    + rf")[^\S\n]*(?=$|[{COMMAS}{STRONGER}])"
)
"""A whole label between quotation marks; the apostrophe of a word begins none."""

IN_NUMBER = re.compile(r"(?<=\d),(?=\d)")
HIDDEN = "\ue000"
"""Stands for what separates nothing: a private character, which no label needs."""


def split_labels(text: str) -> list[str]:
    """Return the labels of a text in order; they may be none.

    What stands in quotation marks is one label. Otherwise labels are the items of a JSON list, or what stands between
    semicolons, or lines of which most hold no comma, or what stands between commas and in lines. Of labels that
    differ in capitals or in spaces alone the first is taken.
    """
    kept: list[str] = []

    def keep(found: re.Match[str]) -> str:
        kept.append(next(group for group in found.groups() if group is not None))
        return f"{HIDDEN}{len(kept) - 1}{HIDDEN}"

    listed = items_of(text)
    if listed is None:
        text = text.replace(HIDDEN, "")
        bare = text[1:-1] if text[:1] + text[-1:] == "[]" and QUOTED.search(text[1:-1]) else text
        hidden = QUOTED.sub(keep, bare)
        shown = re.compile(f"{HIDDEN}(\\d*){HIDDEN}")
        listed = [shown.sub(lambda one: kept[int(one[1])] if one[1] else ",", one) for one in separate(hidden)]
    different: dict[str, str] = {}
    for label in strip(listed):
        different.setdefault(fold(label), label)
    return list(different.values())


def items_of(text: str) -> list[str] | None:
    """Return the items of a JSON list of texts and numbers; None where it is none."""
    try:
        found = json.loads(text) if text.startswith("[") else None
    except (ValueError, RecursionError):
        return None
    return texts_of(found) if isinstance(found, list) else None


def texts_of(labels: list[object]) -> list[str] | None:
    """Return a list of texts and numbers as texts; None where it holds something else."""
    return [str(one) for one in labels] if all(isinstance(one, str | int | float) for one in labels) else None


def separate(text: str) -> list[str]:
    """Return what stands between a text's separators, the strongest that are there."""
    lines = [line for line in text.splitlines() if line.strip()]
    if all(LIST_ITEM.match(line) for line in lines):
        lines = [LIST_ITEM.sub("", line) for line in lines]
    if re.search(f"[{STRONGER[:-1]}]|{BAR}", text):
        return re.split(f"[{STRONGER}]|{BAR}", "\n".join(lines))
    with_commas = sum(any(comma in line for comma in COMMAS) for line in lines)
    if with_commas < len(lines) - with_commas:
        return lines
    text = "\n".join(lines)
    if re.search(r",\s", text):  # then those inside numbers separate nothing: 1,000 people, 10,000 people
        text = IN_NUMBER.sub(HIDDEN * 2, text)
    return re.split(f"[{COMMAS}\n]", text)


def strip(labels: Iterable[str]) -> list[str]:
    """Return the labels without the space around them; what is nothing else is left out."""
    return [label.strip() for label in labels if label.strip()]


def fold(label: str) -> str:
    """Return what labels have in common that differ in capitals or in spaces alone."""
    return " ".join(unicodedata.normalize("NFC", label).casefold().split())
