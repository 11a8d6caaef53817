"""Words and where they stand on a page."""

from collections.abc import Sequence
from typing import Any

Box = list[int]
"""Left, top, right and bottom, in thousandths of the page."""

Words = list[tuple[str, Box]]

MIDDLE, GUTTER = 500, 15
"""Of a page across, and the least room between two columns, in thousandths."""

FEWEST_ROWS, WORDS_A_ROW = 4, 3
"""Of columns of prose, each; cells of a table are shorter."""


def in_rows(words: Words) -> Words:
    """Return the words row by row: in one row are those whose middle lies within the height of its first word."""
    return [word for row in rows_of(words) for word in row]


def rows_of(words: Words) -> list[Words]:
    """Return the rows of a page from top to bottom, the words of each from left to right."""
    rows: list[Words] = []
    for word in sorted(words, key=lambda word: word[1][1] + word[1][3]):
        _, (_, top, _, bottom) = word
        first = rows[-1][0][1] if rows else [0, -1, 0, -1]
        if first[1] <= (top + bottom) / 2 <= first[3]:
            rows[-1].append(word)
        else:
            rows.append([word])
    return [sorted(row, key=lambda word: word[1][0]) for row in rows]


def in_reading_order(words: Words) -> Words:
    """Return the words row by row, or, where text runs in two columns, column by column between rows over both."""
    ordered: Words = []
    for run in runs_of(rows_of(words)):
        gutter = find_gutter(run)
        if gutter is None:
            ordered += [word for row in run for word in row]
            continue
        for is_left in (True, False):
            ordered += [word for row in run for word in row if (word[1][2] <= gutter) == is_left]
    return ordered


def runs_of(rows: list[Words]) -> list[list[Words]]:
    """Return rows in runs: of those that run over the middle of the page, and of those that do not."""
    runs: list[list[Words]] = []
    before = None
    for row in rows:
        crosses = any(box[0] < MIDDLE < box[2] for _, box in row) or not has_gap(row)
        if crosses != before:
            runs.append([])
            before = crosses
        runs[-1].append(row)
    return runs


def has_gap(row: Words) -> bool:
    """Tell whether a row leaves the middle of the page free, as the rows of columns do."""
    left = max((box[2] for _, box in row if box[2] <= MIDDLE), default=0)
    right = min((box[0] for _, box in row if box[0] >= MIDDLE), default=1000)
    return right - left >= GUTTER


def find_gutter(rows: list[Words]) -> float | None:
    """Return where two columns of prose meet, None where rows are those of a table, or of one column."""
    sides = [[[word for word in row if (word[1][2] <= MIDDLE) == is_left] for row in rows] for is_left in (True, False)]
    if any(sum(bool(row) for row in side) < FEWEST_ROWS for side in sides):
        return None
    if any(sum(map(len, side)) < WORDS_A_ROW * sum(bool(row) for row in side) for side in sides):
        return None
    return MIDDLE


def is_inside(box: Sequence[float], other: Sequence[float]) -> bool:
    """Tell whether the middle of a box lies in another."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return other[0] <= x <= other[2] and other[1] <= y <= other[3]


def turn_page(page: Any, turn: float) -> Any:
    """Return a page, a PIL image, turned to the left by so many degrees; what was not on it is white."""
    if not turn:
        return page
    from PIL import Image

    return page.rotate(turn, Image.Resampling.BICUBIC, expand=True, fillcolor="white")
