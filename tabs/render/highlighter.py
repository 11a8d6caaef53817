"""Words marked on a page, as with a highlighter."""

from collections.abc import Iterable, Sequence

from PIL import Image, ImageChops, ImageDraw

Place = tuple[float, float, float, float]
"""Left, top, right and bottom in pixels."""

MARKER = (255, 221, 51)
FRAME = (30, 64, 175)
MARGIN = 0.004
"""Room around a word, as a part of the longer side."""


def mark_words(page: Image.Image, boxes: Iterable[Sequence[int]]) -> Image.Image:
    """Return a copy of the page on which the boxes shine yellow in a blue frame.

    Args:
        page: RGB.
        boxes: left, top, right and bottom, in thousandths of the page.
    """
    lines = join_words([scale_box(box, page.size) for box in boxes])
    if not lines:
        return page
    ink = Image.new("RGB", page.size, "white")
    drawing = ImageDraw.Draw(ink)
    for line in lines:
        drawing.rectangle(line, fill=MARKER)
    marked = ImageChops.multiply(page, ink)  # as ink does on paper: the letters stay black
    frame = ImageDraw.Draw(marked)
    for line in lines:
        frame.rectangle(line, outline=FRAME, width=max(1, round(max(page.size) / 500)))
    return marked


def scale_box(box: Sequence[int], size: tuple[int, int]) -> Place:
    """Return a box in pixels, with a margin, inside the page."""
    left, top, right, bottom = (place * length / 1000 for place, length in zip(box, (*size, *size), strict=True))
    margin = MARGIN * max(size)
    width, height = size
    return (
        max(0.0, min(left, right) - margin),
        max(0.0, min(top, bottom) - margin),
        min(width - 1.0, max(left, right) + margin),
        min(height - 1.0, max(top, bottom) + margin),
    )


def join_words(
    places: Sequence[Place],
) -> list[Place]:
    """Return one box for neighbouring words of the same line."""
    lines: list[Place] = []
    for place in places:
        if lines and is_on_line(lines[-1], place[1], place[3]):
            lines.append(join_boxes(lines.pop(), place))
        else:
            lines.append(place)
    return lines


def join_boxes(first: Place, second: Place) -> Place:
    """Return the box that holds both."""
    return min(first[0], second[0]), min(first[1], second[1]), max(first[2], second[2]), max(first[3], second[3])


def is_on_line(line: Place, top: float, bottom: float) -> bool:
    """Tell whether more than half of a word's height lies on a line."""
    shared = min(line[3], bottom) - max(line[1], top)
    return shared > (bottom - top) / 2
