"""A picture cut into regions: colours over it, and a legend."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from tabs.render.legend import Row, draw_legend
from tabs.render.palette import DARK_INK, Colour, make_canvas, pick_colour, pick_ink
from tabs.render.percent import format_percent
from tabs.words import say

SHOWN = 40
"""More lines in the legend are not read."""

STRENGTH = 0.55
"""How much of a region's colour covers the picture."""

NUMBERED_FROM = 0.004
"""Smaller regions, as parts of the picture, have no room for their number."""


@dataclass(frozen=True, eq=False)
class Region:
    """One region: its number in the legend, label, score 0..1 or None, part of the picture 0..1, mask bool (h, w)."""

    number: int
    label: str
    score: float | None
    share: float
    mask: np.ndarray
    colour: Colour


def rank_regions(raw: Sequence[dict[str, Any]]) -> list[Region]:
    """Return the regions of a segmentation pipeline's output, the largest first, those of no pixel left out.

    Args:
        raw: [{"label", "score": float or None, "mask": PIL "L", 0 or 255}, ...], masks of one size.
    """
    masks = [np.asarray(item["mask"]) > 127 for item in raw]
    order = sorted(range(len(raw)), key=lambda index: -int(masks[index].sum()))
    return [
        Region(number, str(raw[i]["label"]), raw[i]["score"], float(masks[i].mean()), masks[i], pick_colour(number - 1))
        for number, i in enumerate((i for i in order if masks[i].any()), 1)
    ]


def draw_regions(image: Image.Image, regions: Sequence[Region]) -> Image.Image:
    """Return the picture with every region in its colour, a white line around it and its number on it."""
    picture = make_canvas(image)
    layer = np.asarray(picture, dtype=np.float32)
    numbers = number_pixels(regions, picture.size)
    colours = np.array([(0, 0, 0), *(one.colour for one in regions)], dtype=np.float32)
    covered = (numbers > 0)[..., None]
    mixed = np.where(covered, layer * (1 - STRENGTH) + colours[numbers] * STRENGTH, layer)
    mixed[find_edges(numbers)] = 255
    drawn = Image.fromarray(mixed.round().astype(np.uint8))
    write_numbers(drawn, [one for one in regions[:SHOWN] if one.share >= NUMBERED_FROM])
    return drawn


def number_pixels(regions: Sequence[Region], size: tuple[int, int]) -> np.ndarray:
    """Return the number of the region at every pixel, int (h, w) at that size; 0 for none."""
    if not regions:
        return np.zeros((size[1], size[0]), dtype=np.int32)
    numbers = np.zeros(regions[0].mask.shape, dtype=np.int32)
    for one in regions:
        numbers[one.mask] = one.number
    return np.asarray(Image.fromarray(numbers).resize(size, Image.Resampling.NEAREST))


def find_edges(numbers: np.ndarray) -> np.ndarray:
    """Return where a pixel differs from its right or lower neighbour, bool (h, w)."""
    edge = np.zeros(numbers.shape, dtype=bool)
    edge[:, :-1] |= numbers[:, :-1] != numbers[:, 1:]
    edge[:-1] |= numbers[:-1] != numbers[1:]
    return edge


def write_numbers(picture: Image.Image, regions: Sequence[Region]) -> None:
    """Write each region's number where the region is widest."""
    pen = ImageDraw.Draw(picture)
    size = max(picture.size) / 34
    font = ImageFont.load_default(round(size))
    for one in regions:
        x, y = find_middle(one.mask)
        x, y = x * picture.width, y * picture.height
        pen.circle((x, y), size * 0.8, fill=one.colour, outline=DARK_INK)
        pen.text((x, y), str(one.number), pick_ink(one.colour), font, anchor="mm")


def find_middle(mask: np.ndarray) -> tuple[float, float]:
    """Return the point that is about farthest from a region's border, x and y in parts of the picture.

    The mask is worn away from its border until nothing is left; what goes last lies in the middle.
    """
    small = np.asarray(Image.fromarray(mask).resize((64, 64), Image.Resampling.NEAREST))
    rest = small if small.any() else np.ones((64, 64), dtype=bool)
    while True:
        inner = np.pad(rest, 1)
        worn = rest & inner[2:, 1:-1] & inner[:-2, 1:-1] & inner[1:-1, 2:] & inner[1:-1, :-2]
        if not worn.any():
            y, x = np.argwhere(rest)[len(np.argwhere(rest)) // 2]
            return (float(x) + 0.5) / 64, (float(y) + 0.5) / 64
        rest = worn


def list_regions(regions: Sequence[Region]) -> str:
    """Return the list of the regions: number in its colour, label, certainty where known, part of the picture."""
    rows = [
        Row(
            one.number,
            one.colour,
            one.label,
            format_percent(one.share),
            "" if one.score is None else say("render.one_sure", one=one.score),
        )
        for one in regions[:SHOWN]
    ]
    more = len(regions) - SHOWN
    return draw_legend(rows, say("render.more_more_are_small_not_listed", more=more) if more > 0 else "")


def render_regions(raw: Sequence[dict[str, Any]], *, image: Image.Image) -> tuple[Image.Image, str]:
    """Return the picture with its regions, and the legend."""
    regions = rank_regions(raw)
    return draw_regions(image, regions), list_regions(regions)
