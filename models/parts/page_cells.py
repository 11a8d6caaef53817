"""Cells on a page: words with no wide gap between them; a table's answer is one cell, the one that was asked for."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from models.parts.page_words import Box, Words

GAP = 2.5
"""Letters' widths between two words that begin a new cell; between words of a sentence there is about one."""

SAME_HEADING = {
    "quantity": "quantity qty number count pieces pcs amount many",
    "price": "price cost amount total much value fee",
}
"""What a heading is also called, and asked for: "how many", "how much"."""

EMPTY_WORDS = frozenset(
    """
    a an the of in on at for to is are was were be do does did has have what which who whom whose when where how it
    this that there s from by with and or one each per i you my your
    """.split()  # noqa: SIM905
)


@dataclass(frozen=True)
class Cell:
    """Words `start` to `end` (the last one's number) of a page's words, in a row, from left to right in thousandths."""

    row: int
    start: int
    end: int
    left: int
    right: int
    names: frozenset[str]

    @property
    def middle(self) -> float:
        """Half way from left to right."""
        return (self.left + self.right) / 2


def best_cells(
    question: str, words: Words, cells: Sequence[Cell], answers: Sequence[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Return answers none of which runs over the edge of a cell, the best first.

    Args:
        question: as it was asked.
        words: of the page, row by row.
        cells: of these.
        answers: [{"score", "answer", "start", "end"}, ...], the best first.
    """
    of_word = {number: cell for cell in cells for number in range(cell.start, cell.end + 1)}
    asked = names_in(question)
    found: dict[tuple[int, int], dict[str, Any]] = {}
    if answers and (cell := look_up(asked, cells)):
        near = [one for one in answers if one["start"] <= cell.end and cell.start <= one["end"]]
        cut = answer_of(cell, words, (near or answers)[0])
        found[cut["start"], cut["end"]] = cut
    for one in answers:
        whole = [of_word[number] for number in range(one["start"], one["end"] + 1) if number in of_word]
        parts = list(dict.fromkeys(whole))
        if len(parts) <= 1 or not in_a_table(parts, cells):
            found.setdefault((one["start"], one["end"]), one)
        elif chosen := choose(asked, parts, cells):
            start, end = max(one["start"], chosen.start), min(one["end"], chosen.end)
            found.setdefault((start, end), {**one, "start": start, "end": end, "answer": joined(words, start, end)})
    return list(found.values()) or list(answers)


def answer_of(cell: Cell, words: Words, like: dict[str, Any]) -> dict[str, Any]:
    """Return a cell as an answer, as sure as another one."""
    return {**like, "start": cell.start, "end": cell.end, "answer": joined(words, cell.start, cell.end)}


def joined(words: Words, start: int, end: int) -> str:
    """Return words as a text."""
    return " ".join(word for word, _ in words[start : end + 1])


def cells_of(words: Words) -> Iterator[Cell]:
    """Yield the cells of a page whose words stand row by row, or column by column and so within each."""
    if not words:
        return
    letter = median((box[2] - box[0]) / max(1, len(word)) for word, box in words) or 1
    row, first, start = 0, words[0][1], 0
    for number, (_, box) in enumerate(words):
        following = words[number + 1][1] if number + 1 < len(words) else None
        is_last = following is None or not is_on_row(following, first, box)
        if is_last or (following and following[0] - box[2] > GAP * letter):
            part = words[start : number + 1]
            yield Cell(row, start, number, part[0][1][0], box[2], names_in(joined(words, start, number)))
            start = number + 1
        if is_last and following:
            row, first = row + 1, following


def is_on_row(box: Box, first: Box, before: Box) -> bool:
    """Tell whether a word goes on with the row that began with the first one."""
    return first[1] <= (box[1] + box[3]) / 2 <= first[3] and box[0] >= before[0]


def names_in(text: str) -> frozenset[str]:
    """Return the words of a text that name something, in small letters and without an s at the end."""
    found = re.findall(r"[^\W\d_]+", text.lower())
    return frozenset(word.removesuffix("s") for word in found if word not in EMPTY_WORDS)


def in_a_table(parts: Sequence[Cell], cells: Sequence[Cell]) -> bool:
    """Tell whether cells of one row stand below or above others that begin or end where they do."""
    row = parts[0].row
    if any(part.row != row for part in parts):
        return True
    others = [cell for cell in cells if abs(cell.row - row) in (1, 2)]
    return sum(any(is_below(part, cell) for cell in others) for part in parts) >= 2


def is_below(cell: Cell, other: Cell) -> bool:
    """Tell whether two cells share some of their width."""
    return min(cell.right, other.right) > max(cell.left, other.left)


def headings_of(cell: Cell, cells: Sequence[Cell]) -> list[Cell]:
    """Return the cells above one in its column, the nearest first."""
    return [one for one in reversed(cells) if one.row < cell.row and is_below(cell, one)]


def is_called(names: frozenset[str], asked: frozenset[str]) -> bool:
    """Tell whether a heading is asked for, by itself or by another of its names."""
    if not names:
        return False
    if names <= asked:
        return True
    return any(names & group and asked & group for group in ({*line.split()} for line in SAME_HEADING.values()))


def choose(asked: frozenset[str], parts: Sequence[Cell], cells: Sequence[Cell]) -> Cell | None:
    """Return the part whose heading is asked for, None where none is."""
    for part in parts:
        if any(is_called(heading.names, asked) for heading in headings_of(part, cells)):
            return part
    return None


def look_up(asked: frozenset[str], cells: Sequence[Cell]) -> Cell | None:
    """Return the cell in the row that is named and under the heading that is asked for, None where there is no such."""
    for label in cells:
        row = [cell for cell in cells if cell.row == label.row]
        if label is not row[0] or len(row) < 2 or not label.names or not label.names <= asked:
            continue
        for cell in row[1:]:
            above = [one for one in headings_of(cell, cells) if is_heading(one, cells)]
            if above and is_called(above[-1].names, asked - label.names):
                return cell
    return None


def is_heading(cell: Cell, cells: Sequence[Cell]) -> bool:
    """Tell whether a cell stands in a row of at least two, without numbers."""
    return bool(cell.names) and sum(one.row == cell.row for one in cells) > 1
