"""Text in pictures of pages, by PP-OCR (Du et al. 2020, arXiv:2009.09941): lines are found, then read.

A page may lie on its side, on its head or askew: it is turned first, by what its own lines say.
"""

import functools
import math
from typing import Any

import numpy as np

from models.parts.page_words import turn_page

SIDE = 2000
"""Pixels of the longer side of what lines are looked for in at once."""

LOOK_SIDE = 1000
"""Pixels of the longer side at which it is found out how a page lies."""

OVERLAP = 120
"""Pixels that parts of a long page have in common."""

TALL = 1.5
"""A line so many times as high as wide runs from top to bottom."""

ASKEW = 0.7
"""Degrees from which a page is put straight."""

TRIED = 5
"""Lines that are read both ways up; the longest."""

MOST_LINES = 400
"""Of a page, the longest; a small-print page of a newspaper has as many."""

Box = list[int]
Line = tuple[str, float, list[list[float]]]
"""What was read, how surely, and the corners of where it stands, from the upper left on, in pixels."""


def read_page(width: int, height: int, pixels: bytes) -> dict[str, Any]:
    """Read a page.

    Args:
        width: in pixels, and `height` likewise.
        height: see there.
        pixels: red, green and blue of each, row by row.

    Returns:
        {"turn": degrees by which the page must be turned to the left to be read, "words": [[word, box], ...] row by
        row, a box being left, top, right and bottom in thousandths of the page when it is turned so}.
    """
    from PIL import Image

    page = Image.frombuffer("RGB", (width, height), pixels, "raw", "RGB", 0, 1)
    turn = find_turn(page)
    upright = turn_page(page, turn)
    lines = [line for part in parts_of(upright) for line in read_lines(*part)]
    words = [word for line in lines for word in words_of(line, upright.size)]
    return {"turn": turn, "words": [[word, box] for word, box in words]}


def find_turn(page: Any) -> float:
    """Return by how many degrees to the left a page must be turned."""
    small = page.copy()
    small.thumbnail((LOOK_SIDE, LOOK_SIDE))
    corners = find_lines(small)
    if not corners:
        return 0.0
    across = [one for one in corners if length(one) > TALL * thickness(one)]
    down = [one for one in corners if thickness(one) > TALL * length(one)]
    turn = 0.0
    if sum(map(thickness, down)) > sum(map(length, across)):
        turn, small = 90.0, turn_page(small, 90)
        corners = find_lines(small)
        across = [one for one in corners if length(one) > TALL * thickness(one)]
    across.sort(key=length, reverse=True)
    if not across:
        return turn
    scale = max(page.size) / max(small.size)
    lines = [[[x * scale, y * scale] for x, y in one] for one in across[:TRIED]]
    if is_upside_down(turn_page(page, turn), lines):
        turn += 180
    tilt = median_tilt(across[: 4 * TRIED])
    return round(turn + (tilt if abs(tilt) >= ASKEW else 0.0), 2)


def length(corners: list[list[float]]) -> float:
    """Return how long a line is, from left to right."""
    return math.dist(corners[0], corners[1])


def thickness(corners: list[list[float]]) -> float:
    """Return how high a line is."""
    return math.dist(corners[0], corners[3])


def median_tilt(lines: list[list[list[float]]]) -> float:
    """Return by how many degrees lines fall to the right."""
    return float(np.median([math.degrees(math.atan2(one[1][1] - one[0][1], one[1][0] - one[0][0])) for one in lines]))


def is_upside_down(page: Any, lines: list[list[list[float]]]) -> bool:
    """Tell whether lines can be read better on their heads."""
    surer = 0.0
    for corners in lines:
        line = cut_line(page, corners)
        surer += sureness(line.rotate(180)) - sureness(line)
    return surer > 0


def cut_line(page: Any, corners: list[list[float]]) -> Any:
    """Return the picture of a line, level."""
    from PIL import Image

    size = max(1, round(length(corners))), max(1, round(thickness(corners)))
    upper_left, upper_right, lower_right, lower_left = corners
    quad = (*upper_left, *lower_left, *lower_right, *upper_right)
    return page.transform(size, Image.Transform.QUAD, quad, Image.Resampling.BICUBIC)


def sureness(line: Any) -> float:
    """Return how surely a line is read, 0 to 1, times how much there is to read."""
    read = reader()(blue_first(line), use_det=False, use_cls=False, use_rec=True)
    found = zip(read.txts or (), read.scores or (), strict=True)
    return float(sum(score * len(text) for text, score in found))


def find_lines(page: Any) -> list[list[list[float]]]:
    """Return the corners of each line on a page."""
    found = reader()(blue_first(page), use_det=True, use_cls=False, use_rec=False)
    return [] if found.boxes is None else np.asarray(found.boxes, dtype=float).tolist()[:MOST_LINES]


def parts_of(page: Any) -> list[tuple[Any, tuple[int, int], tuple[float, float]]]:
    """Return the parts in which a page is read: picture, its left upper corner on it, and where lines are its own.

    That is from which to which row (column, of a page wider than high): to the middle of what two have in common.
    """
    shorter = min(page.size)
    step = max(SIDE, 2 * shorter) - OVERLAP
    if max(page.size) <= step + OVERLAP:
        return [(page, (0, 0), (0, max(page.size)))]
    is_high = page.height > page.width
    parts = []
    for start in range(0, max(page.size) - OVERLAP, step):
        end = min(start + step + OVERLAP, max(page.size))
        box = (0, start, page.width, end) if is_high else (start, 0, end, page.height)
        own = (start + OVERLAP / 2 if start else 0, end - OVERLAP / 2 if end < max(page.size) else end)
        parts.append((page.crop(box), box[:2], own))
    return parts


def read_lines(part: Any, corner: tuple[int, int], own: tuple[float, float]) -> list[Line]:
    """Return the lines of a part of a page, their places on the page."""
    axis = 1 if part.height >= part.width else 0
    lines = []
    for text, score, corners in read_picture(part):
        placed = [[x + corner[0], y + corner[1]] for x, y in corners]
        middle = sum(point[axis] for point in placed) / 4
        if own[0] <= middle <= own[1]:
            lines.append((text, score, placed))
    return lines


def read_picture(picture: Any) -> list[Line]:
    """Return the lines of a picture."""
    read = reader()(blue_first(picture), use_det=True, use_cls=False, use_rec=True)
    if not read.txts or read.boxes is None:
        return []
    corners = np.asarray(read.boxes, dtype=float).tolist()
    return list(zip(read.txts, read.scores, corners, strict=True))[:MOST_LINES]


def words_of(line: Line, size: tuple[int, int]) -> list[tuple[str, Box]]:
    """Return the words of a line, each with its part of the line by the number of its letters."""
    text, _, corners = line
    (left, top), (right, bottom) = np.min(corners, axis=0), np.max(corners, axis=0)
    a_letter = (right - left) / max(1, len(text))
    words, at = [], 0
    for word in text.split():
        at = text.index(word, at)
        edges = (left + at * a_letter, top, left + (at + len(word)) * a_letter, bottom)
        words.append((word, [max(0, min(1000, round(1000 * e / s))) for e, s in zip(edges, size * 2, strict=True)]))
        at += len(word)
    return words


def blue_first(picture: Any) -> Any:
    """Return a picture as the reader takes it: uint8 (height, width, 3), blue first."""
    return np.ascontiguousarray(np.asarray(picture.convert("RGB"))[..., ::-1])


@functools.cache
def reader() -> Any:
    """Return the reader, loaded once a process; its models come with the package."""
    import logging

    from rapidocr import RapidOCR

    logging.disable(logging.WARNING)  # it tells of every page without words
    threads = {f"EngineConfig.onnxruntime.{kind}_op_num_threads": 1 for kind in ("intra", "inter")}
    return RapidOCR(params={**threads, "Global.use_cls": False, "Global.max_side_len": SIDE})
