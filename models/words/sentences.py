"""Where sentences end."""

import re
from dataclasses import dataclass
from itertools import pairwise

ABBREVIATIONS = re.compile(
    r"""mr|mrs|ms|dr|prof|st|sr|jr|gen|col|sgt|capt|lt|rev|hon|pres|gov|sen|rep|ph\.d
    |vs|etc|approx|dept|est|figs?|nos?|vol|pp?|ca|cf|al|min|max|avg|e\.g|i\.e|inc|ltd|co|corp
    |jan|feb|mar|apr|aug|sept|oct|nov|dec|a\.m|p\.m|b\.c|a\.d|u\.s|u\.k|e\.u|mt|ave|blvd|rd|rs
    |[a-z](?:\.[a-z])+""",
    re.VERBOSE,
)
"""After these a point ends no sentence"""

OFTEN_LAST = re.compile(r"etc|a\.m|p\.m|ltd|corp|b\.c|a\.d|jr|sr")
"""... except before a capital after these, with which sentences often end."""

END = re.compile(r"(?:[.!?…]+|[。！？])[\"'”’»)\]]*(?=\s|$)|[。！？](?=\S)|(?<=[a-z]{2})[.!?](?=[A-Z][a-z]+ )")
LONGEST_WORD = 60
"""What is looked back at: all that was said before would be looked through for every mark."""

LIST_ITEM = re.compile(r"^\s*(?:[-*•–]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s+")
BLOCK = re.compile(r"\n\s*\n|\n(?=\s*(?:[-*•–]|\(?\d{1,3}[.)])\s)")
"""Between paragraphs, and before each item of a list."""


def split_sentences(text: str) -> list[str]:
    """Return the sentences of a text in their order, each on one line, without the marks of lists.

    Lines that a paragraph is broken into are joined. A point ends no sentence inside a number, an abbreviation
    or an initial; what stands in quotation marks or brackets ends after these.
    """
    return [sentence.text for sentence in split_listed(text)]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a text with lists.

    Attributes:
        text: on one line.
        mark: of the list item that it begins, as it is written: "-", "2."; "" where it begins none.
        block: the number of the paragraph or item it belongs to.
    """

    text: str
    mark: str = ""
    block: int = 0


def split_listed(text: str) -> list[Sentence]:
    """Return the sentences of a text as `split_sentences` does, with their places in lists."""
    sentences = []
    for number, block in enumerate(BLOCK.split(text)):
        mark = LIST_ITEM.match(block)
        flat = " ".join(block[mark.end() if mark else 0 :].split())
        ends = [0, *(match.end() for match in END.finditer(flat) if ends_here(flat, match)), len(flat)]
        parts = [flat[start:end].strip() for start, end in pairwise(ends)]
        parts = [part for part in parts if any(character.isalnum() for character in part)]
        first = mark[0].strip() if mark else ""
        sentences += [Sentence(part, "" if place else first, number) for place, part in enumerate(parts)]
    return sentences


def cut_sentences(line: str) -> list[str]:
    """Return a line in pieces of a sentence each, with all their characters: joined they are the line."""
    ends = [0, *(match.end() for match in END.finditer(line) if ends_here(line, match)), len(line)]
    pieces = [line[start:end] for start, end in pairwise(ends) if start < end]
    whole: list[str] = []
    for piece in pieces:
        if whole and not any(character.isalnum() for character in piece):
            whole[-1] += piece
        else:
            whole.append(piece)
    return whole


def ends_here(text: str, match: re.Match[str]) -> bool:
    """Tell whether a mark that may end a sentence does."""
    before = text[max(0, match.start() - LONGEST_WORD) : match.start()]
    after = text[match.end() : match.end() + 2].lstrip()
    if not after:
        return True
    if after[0].islower():  # 'Stop!" he said', "approx. five"
        return False
    if not match.group().startswith(".") or match.group().startswith(".."):
        return True
    word = re.split(r"[\s(\[\"'“‘«]", before)[-1].lower()
    if OFTEN_LAST.fullmatch(word):
        return after[0].isupper()
    initial = len(word) == 1 and word.isalpha() and word != "i"
    numbered = word.isdigit() and len(word) <= 2 and before.strip().lower() == word
    return not (initial or numbered or ABBREVIATIONS.fullmatch(word))
