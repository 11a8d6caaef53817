"""Reading points on a picture, as clicks write them and as programs send them."""

import json
from collections.abc import Sequence
from typing import Any

from models.errors import BadInput

MAX_POINTS = 20
EXPECTED = "read.points_look_like_this"


def read_points(payload: Any) -> list[tuple[float, float]]:
    """Return (x, y) in pixels from "x, y; x, y", from a list of pairs, or from one as JSON text; [] for none."""
    if payload is None or payload == "":
        return []
    pairs = parse(payload) if isinstance(payload, str) else payload
    if not isinstance(pairs, list):
        raise BadInput(EXPECTED)
    if len(pairs) > MAX_POINTS:
        raise BadInput("read.there_are_count_points", count=len(pairs), max_points=MAX_POINTS)
    return [read_point(pair) for pair in pairs]


def parse(text: str) -> Any:
    """Return the pairs of a text, still unchecked."""
    if len(text) > 2_000:
        raise BadInput("read.there_are_too_many_points", max_points=MAX_POINTS)
    try:
        if text.lstrip().startswith("["):
            return json.loads(text)
        return [[float(number) for number in pair.split(",")] for pair in text.split(";") if pair.strip()]
    except (ValueError, RecursionError) as error:
        raise BadInput(EXPECTED) from error


def read_point(pair: Any) -> tuple[float, float]:
    """Return a pair of finite numbers, neither below zero."""
    if not isinstance(pair, list | tuple) or len(pair) != 2:
        raise BadInput(EXPECTED)
    for number in pair:
        if isinstance(number, bool) or not isinstance(number, int | float):
            raise BadInput(EXPECTED)
        if not 0 <= number < 1e9:  # NaN is refused here, too
            raise BadInput(EXPECTED)
    return float(pair[0]), float(pair[1])


def check_inside(points: list[tuple[float, float]], size: tuple[int, int]) -> None:
    """Refuse points outside a picture of (width, height)."""
    width, height = size
    for x, y in points:
        if x >= width or y >= height:
            raise BadInput("read.point_x_y_lies_outside_picture", x=x, y=y, width=width, height=height)


def add_point(text: str | None, click: Sequence[int]) -> str:
    """Return a text of points with one more."""
    return "; ".join([*filter(None, [(text or "").strip().rstrip(";")]), f"{click[0]}, {click[1]}"])
