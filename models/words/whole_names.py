"""Names that a token classifier found, made whole: joined over hyphens, apart on different lines, without emoji.

Classifiers decide token by token, and their tokenizers part words at every sign: Rolls-Royce comes as three names of
two kinds, a list of names as one, and what a tokenizer does not know, such as an emoji, is often taken for a name.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

Name = dict[str, Any]
"""{"entity_group", "score", "word", "start", "end"}, places in characters of the text."""

HYPHENS = "-\u2010\u2011"
JOINTS = f"{HYPHENS}'’&/."
"""What stands inside names, with no space around it."""

PLACES = {"LOC", "GPE", "LOCATION", "FAC"}
PEOPLE = {"PER", "PERSON"}
LONGEST_FIRST_NAME = 20
CELLS = "\t|"
"""What stands between the cells of a table."""

INITIAL = re.compile(r"(?<!\w)[^\W\d_]$")
BEFORE_NAME = re.compile(r"\.\s?")
REST_OF_WORD = re.compile(rf"[^\W_]+(?:[{HYPHENS}'’][^\W_]+)*")
CAPITAL_AFTER = re.compile(rf"[{HYPHENS}][A-ZÀ-ÖØ-Þ][^\W_]+")
CAPITAL_BEFORE = re.compile(rf"(?<!\w)([A-ZÀ-ÖØ-Þ][^\W_]+)[{HYPHENS}]$")
PREFIXES = frozenset(["anti", "co", "ex", "mid", "neo", "non", "pan", "post", "pre", "pro", "sub", "trans", "ultra"])
NEGATIVE = re.compile(r"[-\u2212]\d")
TRADE_MARKS = "©®™℠"
SELECTORS = "\ufe0e\ufe0f\u20e3"
"""Characters that only say how the one before is drawn."""


def mend_names(text: str, found: list[Name]) -> list[Name]:
    """Return the names of a text whole, in its order; those whose place is unknown stay as they are.

    Args:
        text: what was read.
        found: the groups of Transformers' token-classification pipeline.
    """
    placed = sorted((one for one in found if one.get("start") is not None), key=lambda one: one["start"])
    apart = [part for one in placed for part in split_name(text, one)]
    joined = join_names(text, apart)
    ends = [0, *(one["end"] for one in joined)]
    starts = [*(one["start"] for one in joined), len(text)]
    rooms = zip(ends, joined, starts[1:], strict=False)
    trimmed = (trim_name(text, go_on(text, one, after, before)) for after, one, before in rooms)
    return [*(one for one in trimmed if one is not None), *(one for one in found if one.get("start") is None)]


def moved(text: str, name: Name, start: int, end: int) -> Name:
    """Return a name at another place."""
    if (start, end) == (name["start"], name["end"]):
        return name
    return {**name, "start": start, "end": end, "word": " ".join(text[start:end].split())}


def split_name(text: str, name: Name) -> Iterator[Name]:
    """Yield the parts of a name that lie on lines of their own, or have an emoji between them."""
    start, end = name["start"], name["end"]
    for place in range(name["start"], name["end"]):
        ends = is_emoji(text[place]) or text[place] in CELLS
        if ends or (text[place] == "\n" and parts_names(text, start, place, name["end"])):
            end = place
            if end > start:
                yield moved(text, name, start, end)
            start = place + 1
    if start < name["end"]:
        yield moved(text, name, start, name["end"])


def parts_names(text: str, start: int, place: int, end: int) -> bool:
    """Tell whether a line break parts two names: where what is before or after it fills its line.

    Otherwise the line of a paragraph was full, and the name goes on below.
    """
    if text[place - 1] in HYPHENS:  # a word that was divided
        return False
    line_start = text.rfind("\n", 0, place) + 1
    line_end = text.find("\n", place + 1)
    line_end = len(text) if line_end < 0 else line_end
    above = text[line_start : max(start, line_start)]
    below = text[min(end, line_end) : line_end]
    return not (has_letters(above) and has_letters(below)) or not has_letters(text[place + 1 : line_end])


def join_names(text: str, names: list[Name]) -> list[Name]:
    """Return the names with those joined that make up one word: nothing lies between them, or an own joint."""
    joined: list[list[Name]] = []
    for one in names:
        if joined and is_one_word(text, joined[-1][-1], one):
            joined[-1].append(one)
        else:
            joined.append([one])
    return [parts[0] if len(parts) == 1 else together(text, parts) for parts in joined]


def is_one_word(text: str, first: Name, second: Name) -> bool:
    """Tell whether a name goes on in the next one.

    They touch, within a word or at a joint that was taken for a name; or a hyphen alone lies between (but between
    places it means from one to the other), or the point of an initial, or they are a first name and a last.
    """
    seam = second["start"]
    between = text[first["end"] : seam]
    same = first["entity_group"] == second["entity_group"]
    if same and INITIAL.search(text, first["start"], first["end"]) and BEFORE_NAME.fullmatch(between):
        return True
    if same and first["entity_group"].upper() not in PLACES and between in HYPHENS and between:
        return True
    if same and first["entity_group"].upper() in PEOPLE and between == " ":
        return all(text[one["start"] : one["end"]].isalpha() for one in (first, second))
    if between:
        return False
    left, right = text[seam - 1], text[seam]
    return (left.isalnum() or left in JOINTS) and (right.isalnum() or right in JOINTS)


def together(text: str, parts: list[Name]) -> Name:
    """Return the name that several parts make up, of the kind that most of its letters have, or else the last."""
    weights: dict[str, float] = {}
    letters = [sum(map(str.isalnum, text[one["start"] : one["end"]])) for one in parts]
    for one, count in zip(parts, letters, strict=True):
        weights[one["entity_group"]] = weights.get(one["entity_group"], 0.0) + count * one["score"]
    kind = max(reversed(weights), key=lambda name: weights[name])
    score = weights[kind] / sum(count for one, count in zip(parts, letters, strict=True) if one["entity_group"] == kind)
    whole = {**parts[0], "entity_group": kind, "score": score}
    return moved(text, whole, parts[0]["start"], parts[-1]["end"])


def go_on(text: str, name: Name, earliest: int, latest: int) -> Name:
    """Return a name with the rest of its word: "Coca-" goes on, and of what is no place "Royce" begins at "Rolls".

    It stays between the names before and after it, which end at `earliest` and begin at `latest`.
    """
    start, end = name["start"], name["end"]
    if end - start < 2:
        return name
    if text[end - 1] in HYPHENS and (rest := REST_OF_WORD.match(text, end, latest)):
        end = rest.end()
    if name["entity_group"].upper() in PLACES:
        return moved(text, name, start, end)
    if after := CAPITAL_AFTER.match(text, end, latest):
        end = after.end()
    before = CAPITAL_BEFORE.search(text, max(earliest, start - LONGEST_FIRST_NAME), start)
    if before and before.group(1).lower() not in PREFIXES:
        start = before.start()
    return moved(text, name, start, end)


def trim_name(text: str, name: Name) -> Name | None:
    """Return a name without what is none at its ends; None where nothing is left."""
    start, end = name["start"], name["end"]
    while start < end and is_around(text[start]) and not NEGATIVE.match(text, start):
        start += 1
    while end > start and is_around(text[end - 1]):
        end -= 1
    return moved(text, name, start, end) if has_letters(text[start:end]) else None


def is_around(character: str) -> bool:
    """Tell whether a character at the end of a name is none of its own: space, emoji, dashes, commas."""
    hidden = unicodedata.category(character) in ("Cf", "Pd")
    return character.isspace() or hidden or is_emoji(character) or character in f"{SELECTORS},;"


def is_emoji(character: str) -> bool:
    """Tell whether a character is a picture, or a part of one; arrows and the like are, too."""
    if character in TRADE_MARKS:
        return False
    return unicodedata.category(character) in ("So", "Sk", "Cn", "Co") and ord(character) > 0xFF


def has_letters(text: str) -> bool:
    """Tell whether a text has a letter or a digit."""
    return re.search(r"[^\W_]", text) is not None
