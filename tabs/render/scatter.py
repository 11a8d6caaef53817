"""Vectors as dots on a plane."""

import html
from collections.abc import Sequence

import numpy as np

from tabs.words import say

WIDTH, HEIGHT, RADIUS = 640, 360, 14
GAP = 2 * RADIUS + 4
"""Between the middles of two dots, so that every number can be read."""

ROUNDS, MOST_APART = 200, 60
"""More dots than these have no room beside each other."""

HINT = "render.close_together"


def project(vectors: np.ndarray) -> np.ndarray:
    """Return the two principal components (Pearson 1901) of float (n, d), each scaled into -1..1: float (n, 2)."""
    centred = vectors - vectors.mean(axis=0)
    left, singular, _ = np.linalg.svd(centred, full_matrices=False)
    plane = np.zeros((len(vectors), 2))
    kept = min(2, len(singular))
    plane[:, :kept] = left[:, :kept] * singular[:kept]
    plane /= np.maximum(np.abs(plane).max(axis=0), 1e-9)
    return plane


def draw_map(lines: Sequence[str], vectors: np.ndarray) -> str:
    """Return an SVG in which texts that mean alike lie close together, and a list that names its numbers."""
    places = place_dots(np.asarray(vectors, dtype=np.float64))
    dots = "".join(
        draw_dot(left, top, number, line)
        for number, ((left, top), line) in enumerate(zip(places, lines, strict=True), 1)
    )
    names = "".join(f"<li>{html.escape(line)}</li>" for line in lines)
    label = html.escape(say("render.map_of_count_texts", count=len(lines)), quote=True)
    return (
        f"<svg class='map' viewBox='0 0 {WIDTH} {HEIGHT}' role='img' aria-label='{label}'>{dots}</svg>"
        f"<p class='note'>{say(HINT)}</p><ol class='legend'>{names}</ol>"
    )


def place_dots(vectors: np.ndarray) -> np.ndarray:
    """Return where the dots of float (n, d) lie on the map, float (n, 2); those on each other are pushed apart."""
    room = np.array([WIDTH, HEIGHT]) - 2 * (RADIUS + 2)
    places = RADIUS + 2 + (project(vectors) * (1, -1) + 1) / 2 * room
    return push_apart(places) if len(places) <= MOST_APART else places


def push_apart(places: np.ndarray) -> np.ndarray:
    """Return places (n, 2) moved as little as it takes for GAP between any two, and within the map."""
    turns = np.arange(len(places)) * 2.4  # each another way, so that equal places part too
    places = places + 0.01 * np.stack([np.cos(turns), np.sin(turns)], axis=1)
    for _ in range(ROUNDS):
        apart = places[:, None] - places[None]
        distances = np.linalg.norm(apart, axis=-1) + np.eye(len(places)) * GAP
        lacking = np.maximum(GAP - distances, 0) / 2
        if not lacking.any():
            break
        places = places + (apart / distances[..., None] * lacking[..., None]).sum(axis=1)
        places = places.clip(RADIUS + 2, (WIDTH - RADIUS - 2, HEIGHT - RADIUS - 2))
    return places


def draw_dot(left: float, top: float, number: int, line: str) -> str:
    """Return one numbered dot."""
    return (
        f"<g><title>{html.escape(line)}</title><circle cx='{left:.1f}' cy='{top:.1f}' r='{RADIUS}'/>"
        f"<text x='{left:.1f}' y='{top + 4.5:.1f}'>{number}</text></g>"
    )
