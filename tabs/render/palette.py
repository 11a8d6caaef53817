"""Colours that can be told apart, also on a photo, and pictures of a size to draw on."""

import colorsys

from PIL import Image

Colour = tuple[int, int, int]

DISTINCT = (
    "e6194b 3cb44b ffe119 4363d8 f58231 911eb4 42d4f4 f032e6 bfef45 469990 "
    "9a6324 fabed4 800000 aaffc3 808000 ffd8b1 000075 dcbeff fffac8 a9a9a9"
)
"""Trubetskoy, "List of 20 simple, distinct colors" (2017)."""

COLOURS: tuple[Colour, ...] = tuple((int(one[:2], 16), int(one[2:4], 16), int(one[4:], 16)) for one in DISTINCT.split())
GOLDEN = 0.618034
DARK_INK, LIGHT_INK = (15, 23, 42), (255, 255, 255)
SMALLEST, LARGEST = 800, 1280
"""The longest side of a picture that is drawn on: letters stay readable, files stay small."""


def pick_colour(index: int) -> Colour:
    """Return a colour for a number: the distinct ones first, then hues at the golden angle."""
    return COLOURS[index] if index < len(COLOURS) else mix_colour(index * GOLDEN % 1, 0.7, 0.9)


def pick_shade(part: float) -> Colour:
    """Return a colour for a part of a whole (0..1), from red over green to violet: near parts look alike."""
    return mix_colour(0.8 * min(max(part, 0), 1), 0.85, 0.95)


def mix_colour(hue: float, saturation: float, value: float) -> Colour:
    """Return the colour of a hue, a saturation and a value, each 0..1."""
    red, green, blue = colorsys.hsv_to_rgb(hue, saturation, value)
    return round(red * 255), round(green * 255), round(blue * 255)


def pick_ink(background: Colour) -> Colour:
    """Return dark or light letters, whichever reads better (luma of ITU-R BT.601)."""
    red, green, blue = background
    return DARK_INK if 0.299 * red + 0.587 * green + 0.114 * blue > 140 else LIGHT_INK


def format_css(rgb: Colour) -> str:
    """Return a colour as CSS."""
    return "#{:02x}{:02x}{:02x}".format(*rgb)


def make_canvas(image: Image.Image) -> Image.Image:
    """Return a copy whose longest side lies between SMALLEST and LARGEST, to draw on."""
    longest = max(image.size)
    factor = min(max(longest, SMALLEST), LARGEST) / longest
    size = (max(1, round(image.width * factor)), max(1, round(image.height * factor)))
    return image.convert("RGB").resize(size, Image.Resampling.LANCZOS)
