"""Lines between two pictures."""

from typing import Any

from PIL import Image, ImageDraw

from tabs.render.palette import pick_shade

HEIGHT, WIDEST = 480, 960
GAP = 8
DRAWN = 150
"""More lines cannot be told apart; the surest are drawn."""


def draw_matches(image_0: Image.Image, image_1: Image.Image, matches: list[dict[str, Any]]) -> Image.Image:
    """Return the pictures side by side with a line between each pair of points.

    Args:
        image_0: RGB PIL image.
        image_1: RGB PIL image.
        matches: [{"keypoint_image_0": {"x", "y"}, "keypoint_image_1", "score"}, ...], the best first.
    """
    left, right = fit_size(image_0), fit_size(image_1)
    canvas = Image.new("RGB", (left[0] + GAP + right[0], max(left[1], right[1])), "white")
    canvas.paste(image_0.resize(left), (0, 0))
    canvas.paste(image_1.resize(right), (left[0] + GAP, 0))
    draw = ImageDraw.Draw(canvas)
    for match in reversed(matches[:DRAWN]):
        start = scale_point(match["keypoint_image_0"], image_0.size, left, 0)
        end = scale_point(match["keypoint_image_1"], image_1.size, right, left[0] + GAP)
        colour = pick_shade(start[1] / left[1])
        draw.line((start, end), fill=colour, width=2)
        for point in (start, end):
            draw.circle(point, 4, fill=colour, outline="white")
    return canvas


def fit_size(image: Image.Image) -> tuple[int, int]:
    """Return (width, height) of a picture HEIGHT high, or lower if it would be too wide."""
    scale = min(HEIGHT / image.height, WIDEST / image.width)
    return max(1, round(image.width * scale)), max(1, round(image.height * scale))


def scale_point(
    point: dict[str, float], size: tuple[int, int], drawn: tuple[int, int], offset: int
) -> tuple[float, float]:
    """Return where a point of a picture of `size` lies on the canvas; one outside is moved to the border."""
    x = point["x"] / size[0] * drawn[0]
    y = point["y"] / size[1] * drawn[1]
    return offset + min(max(x, 0), drawn[0] - 1), min(max(y, 0), drawn[1] - 1)
