"""Scoring boxes: average precision at an overlap of one half, as in the PASCAL VOC challenge."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from assets.recipes.scenes import Scene

Box = tuple[float, float, float, float]
SIDES = ("xmin", "ymin", "xmax", "ymax")


def mean_average_precision(answers: Sequence[list[dict[str, Any]]], scenes: Sequence[Scene]) -> float:
    """Return the mean over the kinds that occur; `answers` are what a detection pipeline returned for each scene."""
    kinds = sorted({thing.kind for scene in scenes for thing in scene.things})
    return float(np.mean([average_precision(kind, answers, scenes) for kind in kinds]))


def average_precision(kind: str, answers: Sequence[list[dict[str, Any]]], scenes: Sequence[Scene]) -> float:
    """Return the area under the curve of precision over recall for one kind."""
    true = [[thing.box for thing in scene.things if thing.kind == kind] for scene in scenes]
    ranked = sorted(
        (
            (one["score"], place, box_of(one))
            for place, answer in enumerate(answers)
            for one in answer
            if one["label"] == kind
        ),
        reverse=True,
    )
    right = np.array([took(true[place], box) for _, place, box in ranked], dtype=float)
    wanted = sum(thing.kind == kind for scene in scenes for thing in scene.things)
    if not len(right):
        return 0.0
    precision = right.cumsum() / np.arange(1, len(right) + 1)
    best_from_here = np.maximum.accumulate(precision[::-1])[::-1]
    return float((best_from_here * right).sum() / wanted)


def took(boxes: list[Box], found: Box) -> bool:
    """Tell whether one of the boxes is found, and take that one from the list: a thing counts once."""
    best = max(boxes, key=lambda box: overlap(box, found), default=None)
    if best is None or overlap(best, found) < 0.5:
        return False
    boxes.remove(best)
    return True


def box_of(one: dict[str, Any]) -> Box:
    """Return a pipeline's box as xmin, ymin, xmax, ymax."""
    left, top, right, bottom = (float(one["box"][side]) for side in SIDES)
    return left, top, right, bottom


def overlap(one: Box, other: Box) -> float:
    """Return intersection over union."""
    width = max(0.0, min(one[2], other[2]) - max(one[0], other[0]))
    height = max(0.0, min(one[3], other[3]) - max(one[1], other[1]))
    both = sum((box[2] - box[0]) * (box[3] - box[1]) for box in (one, other)) - width * height
    return width * height / max(both, 1e-9)
