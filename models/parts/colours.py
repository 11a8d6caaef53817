"""The colour of a part of a picture, by name."""

import numpy as np
from PIL import Image

HUES = ((15, "red"), (40, "orange"), (70, "yellow"), (165, "green"), (255, "blue"), (290, "purple"), (340, "pink"))
"""Where on the colour circle a name ends, in degrees; what is left is red again."""

VIVID, DARK, LIGHT = 0.35, 0.2, 0.75
"""Of saturation and of brightness."""

ENOUGH_VIVID = 0.2
"""The part of the pixels from which vivid ones tell the colour."""


def colour_names(picture: Image.Image) -> np.ndarray:
    """Return the name of every pixel's colour, of shape (pixels,)."""
    hue, saturation, value = (np.asarray(band, dtype=float).ravel() / 255 for band in picture.convert("HSV").split())
    degrees = hue * 360
    names = np.full(degrees.shape, "red", dtype="<U6")
    for end, name in reversed(HUES):
        names[degrees < end] = name
    names[(degrees >= 340)] = "red"
    names[np.isin(names, ["orange", "red"]) & (degrees >= 10) & (degrees < 50) & (value < 0.65)] = "brown"
    grey = saturation < VIVID
    names[grey] = "grey"
    names[grey & (value >= LIGHT)] = "white"
    names[value < DARK] = "black"
    return names


def main_colours(picture: Image.Image) -> dict[str, float]:
    """Return the colours of a picture with their shares, the largest first; a few vivid pixels outweigh grey ones."""
    small = picture.resize((64, 64), Image.Resampling.BILINEAR)
    names = colour_names(small)
    vivid = names[~np.isin(names, ["grey", "white", "black"])]
    counted = vivid if len(vivid) >= ENOUGH_VIVID * len(names) else names
    found, counts = np.unique(counted, return_counts=True)
    order = counts.argsort()[::-1]
    return {str(found[number]): float(counts[number] / len(counted)) for number in order}
