"""Things found in a picture: boxes on it, and a list beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PIL import Image, ImageDraw, ImageFont

from tabs.render.legend import Row, draw_legend
from tabs.render.palette import DARK_INK, Colour, make_canvas, pick_colour, pick_ink
from tabs.words import say

SHOWN = 50
"""More boxes hide the picture."""

LABEL_CHARACTERS = 24
LAST_DRAWABLE = 0x24F
"""Pillow's built-in font draws Latin letters; other scripts stand in the list alone."""

Rectangle = tuple[float, float, float, float]


@dataclass(frozen=True)
class Detection:
    """One thing: its number in the list, its label, its score 0..1 and its box in parts of the picture 0..1."""

    number: int
    label: str
    score: float
    box: Rectangle
    colour: Colour


def rank_detections(raw: Sequence[dict[str, Any]], size: tuple[int, int]) -> list[Detection]:
    """Return the things of a detection pipeline's output, the surest first.

    Args:
        raw: [{"label", "score", "box": {"xmin", "ymin", "xmax", "ymax"}}, ...], boxes in pixels; what reaches
            beyond the picture is cut off.
        size: width and height of the picture the boxes refer to, in pixels.
    """
    ordered = sorted(raw, key=lambda item: -float(item["score"]))
    kinds = {label: number for number, label in enumerate(dict.fromkeys(str(item["label"]) for item in ordered))}
    return [
        Detection(number, label, float(item["score"]), clip_box(item["box"], size), pick_colour(kinds[label]))
        for number, item in enumerate(ordered, 1)
        for label in [str(item["label"])]
    ]


def clip_box(box: dict[str, float], size: tuple[int, int]) -> Rectangle:
    """Return left, top, right, bottom in parts of the picture, inside it and the right way round."""
    width, height = size
    across = sorted(min(max(box[side] / width, 0.0), 1.0) for side in ("xmin", "xmax"))
    down = sorted(min(max(box[side] / height, 0.0), 1.0) for side in ("ymin", "ymax"))
    return across[0], down[0], across[1], down[1]


def draw_boxes(image: Image.Image, found: Sequence[Detection]) -> Image.Image:
    """Return the picture with the first SHOWN boxes; one kind of thing has one colour."""
    picture = make_canvas(image)
    pen = ImageDraw.Draw(picture)
    longest = max(picture.size)
    line, font = round(longest / 180), ImageFont.load_default(round(longest / 30))
    shown = [(one, scale_box(one.box, picture.size)) for one in found[:SHOWN]]
    for one, box in sorted(shown, key=lambda pair: -measure_area(pair[1])):
        pen.rectangle(box, outline=DARK_INK, width=line + 2)
        pen.rectangle(grow_box(box, -1), outline=one.colour, width=line)
    taken: list[Rectangle] = []
    for one, box in shown:
        words = write_tag(one)
        tag = place_tag(box, measure_tag(pen, words, font), picture.size, taken)
        taken.append(tag)
        pen.rectangle(tag, fill=one.colour, outline=DARK_INK)
        pen.text(((tag[0] + tag[2]) / 2, (tag[1] + tag[3]) / 2), words, pick_ink(one.colour), font, anchor="mm")
    return picture


def scale_box(box: Rectangle, size: tuple[int, int]) -> Rectangle:
    """Return a box in pixels, wide enough to be seen."""
    left, top, right, bottom = box[0] * size[0], box[1] * size[1], box[2] * size[0], box[3] * size[1]
    return left, top, max(right, left + 6), max(bottom, top + 6)


def grow_box(box: Rectangle, pixels: float) -> Rectangle:
    """Return a box larger by that on every side."""
    return box[0] - pixels, box[1] - pixels, box[2] + pixels, box[3] + pixels


def measure_area(box: Rectangle) -> float:
    """Return a box's area."""
    return (box[2] - box[0]) * (box[3] - box[1])


def write_tag(one: Detection) -> str:
    """Return what stands at a box: number, label where the font has its letters, and percentage."""
    label = one.label if len(one.label) <= LABEL_CHARACTERS else one.label[: LABEL_CHARACTERS - 1] + "…"
    drawable = all(ord(letter) <= LAST_DRAWABLE or letter == "…" for letter in label) and label.isprintable()
    return " ".join([str(one.number), *([label] if drawable else []), f"{one.score:.0%}"])


def measure_tag(pen: ImageDraw.ImageDraw, words: str, font: Any) -> tuple[float, float]:
    """Return width and height of a tag; all tags are equally high."""
    return pen.textlength(words, font) + 12, font.size * 1.3


def place_tag(box: Rectangle, tag: tuple[float, float], size: tuple[int, int], taken: Sequence[Rectangle]) -> Rectangle:
    """Return where a tag goes: at a corner of its box, within the picture, and not over another tag if it can be."""
    width, height = tag
    right = max(0.0, box[2] - width)
    corners = [(x, y) for y in (box[1] - height, box[1], box[3] - height, box[3]) for x in (box[0], right)]
    places = [move_inside((x, y, x + width, y + height), size) for x, y in corners]
    return min(places, key=lambda place: sum(measure_overlap(place, other) for other in taken))


def move_inside(place: Rectangle, size: tuple[int, int]) -> Rectangle:
    """Return a rectangle moved into the picture, as far as it fits."""
    width, height = place[2] - place[0], place[3] - place[1]
    left = max(0.0, min(place[0], size[0] - 1 - width))
    top = max(0.0, min(place[1], size[1] - 1 - height))
    return left, top, left + width, top + height


def measure_overlap(one: Rectangle, other: Rectangle) -> float:
    """Return the area two rectangles share."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return max(0.0, across) * max(0.0, down)


def list_detections(found: Sequence[Detection]) -> str:
    """Return the list of what was found, with the numbers on the boxes."""
    rows = [Row(one.number, one.colour, one.label, f"{one.score:.0%}") for one in found[:SHOWN]]
    more = len(found) - SHOWN
    return draw_legend(rows, say("render.more_more_are_not_drawn", more=more) if more > 0 else "")


def render_boxes(raw: Sequence[dict[str, Any]], *, image: Image.Image, **_: Any) -> tuple[Image.Image, str]:
    """Return the picture with its boxes, and the list."""
    found = rank_detections(raw, image.size)
    return draw_boxes(image, found), list_detections(found)
