"""Pictures that are see-through or deep, as plain RGB."""

import numpy as np
from PIL import Image

from tabs.words import say

SEEN = 0.01
"""Part of a picture that must be see-through before anybody is told."""

OPAQUE = 255
PHOTOMETRIC, WHITE_IS_ZERO = 262, 0
"""Of a TIFF: radiographs are saved as negatives; of deep grey Pillow does not turn them round."""

TWELVE_BITS, SIXTEEN_BITS = 4_095.0, 65_535.0
NEARLY_WHITE = 235
"""Average grey level, 0 to 255, of what can be seen of a picture, from which white behind it would hide it."""


def flatten(image: Image.Image) -> tuple[Image.Image, str]:
    """Return the picture as RGB, or as L where it is deep grey, and what is to be said of it.

    A copy, and one only of 50 million pixels.
    """
    if image.mode.startswith("I") or image.mode == "F":
        return convert_deep_grey(image), ""
    if not image.has_transparency_data:
        return image.copy() if image.mode == "RGB" else image.convert("RGB"), ""
    layer = image if image.mode == "RGBA" else image.convert("RGBA")
    visible, brightness = measure_visible(layer)
    if not visible and layer.getchannel("A").getextrema()[1] == 0 and has_colours(layer):
        return layer.convert("RGB"), say("read.all_picture_marked_as_see_through")
    behind = "black" if brightness >= NEARLY_WHITE and visible < 1 - SEEN else "white"
    remark = say("read.see_through_on_black") if behind == "black" else say("read.see_through_on_white")
    flat = Image.new("RGB", layer.size, behind)
    flat.paste(layer, mask=layer)
    return flat, remark if visible < 1 - SEEN else ""


def measure_visible(layer: Image.Image) -> tuple[float, float]:
    """Return how much of an RGBA picture can be seen, 0 to 1, and how bright that is on average, 0 to 255."""
    small = layer.reduce(max(1, max(layer.size) // 256))  # premultiplied by Pillow: hidden colours do not count
    pixels = np.asarray(small.convert("RGBA"), dtype=np.float32)
    alpha = pixels[..., 3] / 255
    if not alpha.any():
        return 0.0, 0.0
    return float(alpha.mean()), float((pixels[..., :3].mean(axis=-1) * alpha).sum() / alpha.sum())


def has_colours(layer: Image.Image) -> bool:
    """Tell whether there is a picture behind a mask: programs that know none leave it at zero."""
    return bool(np.ptp(np.asarray(layer.convert("RGB")), axis=(0, 1)).any())


def see_through(image: Image.Image) -> bool:
    """Tell whether anything can be seen through the picture."""
    if not image.has_transparency_data:
        return False
    return bool(np.asarray(image.convert("RGBA").getchannel("A")).min() < OPAQUE)


def convert_deep_grey(image: Image.Image) -> Image.Image:
    """Return deep grey at 8 bits (L); Pillow's own conversion cuts off instead of scaling."""
    depth = np.array(image, dtype=np.float32)
    low, high = find_range(depth, image.mode)
    depth -= low  # in place: 50 million pixels are 200 MB
    depth /= max(high - low, 1e-6)
    np.nan_to_num(depth, copy=False)
    depth.clip(0, 1, out=depth)
    depth *= 255
    if getattr(image, "tag_v2", {}).get(PHOTOMETRIC) == WHITE_IS_ZERO:
        np.subtract(255, depth, out=depth)
    return Image.fromarray(depth.astype(np.uint8))


def find_range(depth: np.ndarray, mode: str) -> tuple[float, float]:
    """Return which values of deep grey are black and white.

    Whole numbers are of 16 bits; of 12, as scanners and cameras of depth write them, where no larger one stands there.
    All others reach from nothing to the highest, or from the lowest where that is far from nothing or all lie below.
    """
    known = depth[np.isfinite(depth)]
    low, high = (float(known.min()), float(known.max())) if known.size else (0.0, 0.0)
    if mode.startswith("I") and low >= 0 and high < SIXTEEN_BITS + 1:
        return 0.0, TWELVE_BITS if high <= TWELVE_BITS else SIXTEEN_BITS
    return (0.0 if low < high / 2 and high > 0 else low), high
