"""Vectors as dots on a plane."""

import html
from collections.abc import Sequence

import numpy as np

WIDTH, HEIGHT, RADIUS = 640, 360, 12


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
    points = project(np.asarray(vectors, dtype=np.float64))
    dots = "".join(
        draw_dot(x, y, number, line) for number, ((x, y), line) in enumerate(zip(points, lines, strict=True), 1)
    )
    names = "".join(f"<li>{html.escape(line)}</li>" for line in lines)
    label = html.escape(f"Map of {len(lines)} texts", quote=True)
    return (
        f"<svg class='map' viewBox='0 0 {WIDTH} {HEIGHT}' role='img' aria-label='{label}'>{dots}</svg>"
        f"<ol class='legend'>{names}</ol>"
    )


def draw_dot(x: float, y: float, number: int, line: str) -> str:
    """Return one numbered dot."""
    left = RADIUS + 2 + (x + 1) / 2 * (WIDTH - 2 * RADIUS - 4)
    top = RADIUS + 2 + (1 - y) / 2 * (HEIGHT - 2 * RADIUS - 4)
    return (
        f"<g><title>{html.escape(line)}</title><circle cx='{left:.1f}' cy='{top:.1f}' r='{RADIUS}'/>"
        f"<text x='{left:.1f}' y='{top + 4.5:.1f}'>{number}</text></g>"
    )
