"""The words that stand inside a PDF as text, with their places: nothing has to be read from the picture then."""

import math
import unicodedata
from typing import Any

from models.decode.pdf import BROKEN, DOTS_PER_POINT, MAX_SIDE, open_page
from models.errors import BadInput
from models.parts.page_words import Box, Words, is_inside

MOST_CHARACTERS = 60_000
MOST_OBJECTS = 5_000
"""Of a page: what a book's densest has several times over."""

MOST_BAD = 0.1
"""Part of the characters that may be none: fonts without a table of their letters tell only numbers."""

MOST_TURNED = 0.5
"""Part of the characters that may stand sideways or on their head."""

FAINTEST = 8
"""Levels of 255 by which something must stand out from the paper to be seen."""

SOFT_HYPHEN = "\u00ad"

LARGE_PICTURE = 0.05
"""Part of the page from which a picture on it may hold words of its own."""

LEGIBLE = 5
"""Words of text inside a picture from which it has been read before: scanners put the words behind it."""


def read_words(path: str, number: int) -> dict[str, Any]:
    """Return what a page, the first is number 1, says in text.

    Returns:
        {"words": [[word, box], ...] in the file's own order, "pictures": boxes of pictures that may hold more words};
        a box is left, top, right and bottom in thousandths of the page as it is drawn. Both are empty where the text
        is not to be trusted.
    """
    import pypdfium2
    import pypdfium2.raw as pdfium

    try:
        with open_page(path, number) as (pdf, page):
            pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY)  # what was filled in and noted becomes text
            flat = pdf[number - 1]  # loaded anew
            words, trusted = find_words(flat)
            words = keep_visible(words, flat) if trusted else words
            pictures = find_pictures(flat)
    except (pypdfium2.PdfiumError, ValueError, ZeroDivisionError) as error:
        raise BadInput(BROKEN) from error
    if not trusted:
        return {"words": [], "pictures": []}
    unread = [one for one in pictures if sum(is_inside(box, one) for _, box in words) < LEGIBLE]
    return {"words": [[word, box] for word, box in words], "pictures": unread}


def find_words(page: Any) -> tuple[Words, bool]:
    """Return the words of a page with their boxes, and whether they are to be trusted."""
    import pypdfium2.raw as pdfium

    text = page.get_textpage()
    count = min(text.count_chars(), MOST_CHARACTERS)
    page_turn = math.radians(page.get_rotation())  # clockwise, as letters' angles are
    words: Words = []
    places: list[Box] = []
    letters, bad, turned = "", 0, 0
    for index in range(count):
        letter = to_letter(pdfium.FPDFText_GetUnicode(text, index))
        if letter == SOFT_HYPHEN:
            continue
        if letter.isspace() or letter == "":
            if letters:
                words.append((letters, around(places)))
            letters, places = "", []
            continue
        bad += pdfium.FPDFText_HasUnicodeMapError(text, index) == 1 or not is_letter(letter[0])
        turned += math.cos(pdfium.FPDFText_GetCharAngle(text, index) + page_turn) < math.cos(math.pi / 4)
        letters += letter
        places.append(to_thousandths(page, text.get_charbox(index, loose=True)))
    if letters:
        words.append((letters, around(places)))
    seen = max(1, sum(len(word) for word, _ in words))
    return words, bad <= MOST_BAD * seen and turned <= MOST_TURNED * seen


def keep_visible(words: Words, page: Any) -> Words:
    """Return the words where the drawn page shows something.

    Others lie in a layer that is switched off, outside the page's cut, under a bar, or are of the paper's colour.
    Words that scanners put behind the picture of a page stay.
    """
    import numpy as np

    if not words:
        return words
    scale = min(DOTS_PER_POINT, MAX_SIDE / max(*page.get_size(), 1.0))
    drawn = page.render(scale=scale).to_numpy()
    height, width = drawn.shape[:2]
    kept = []
    for word, (left, top, right, bottom) in words:
        seen = drawn[
            top * height // 1000 : -(-bottom * height // 1000), left * width // 1000 : -(-right * width // 1000)
        ]
        if seen.size and int(np.ptp(seen, axis=(0, 1)).max()) >= FAINTEST:
            kept.append((word, [left, top, right, bottom]))
    return kept


def to_letter(code: int) -> str:
    """Return a character, two or three for a ligature; "" for what separates words and is none."""
    if code in (0, 0xFFFE, 0xFFFF) or code < ord(" "):
        return ""
    if 0xFB00 <= code <= 0xFB06:
        return unicodedata.normalize("NFKC", chr(code))
    return "\ufffd" if 0xD800 <= code < 0xE000 or code > 0x10FFFF else chr(code)


def is_letter(letter: str) -> bool:
    """Tell whether a character means something to everybody: fonts of their own use the private ones."""
    return letter != "\ufffd" and not 0xE000 <= ord(letter) < 0xF900


def find_pictures(page: Any) -> list[Box]:
    """Return where there are pictures of at least LARGE_PICTURE on a page."""
    import pypdfium2.raw as pdfium

    found = []
    for number, one in enumerate(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=4)):
        if number == MOST_OBJECTS:
            break
        box = to_thousandths(page, one.get_bounds())
        if (box[2] - box[0]) * (box[3] - box[1]) >= LARGE_PICTURE * 1_000_000:
            found.append(box)
    return found


def to_thousandths(page: Any, bounds: tuple[float, float, float, float]) -> Box:
    """Return left, bottom, right, top of the page's own system as a box of the page as it is drawn, turned if it is."""
    import ctypes

    import pypdfium2.raw as pdfium

    across, down = ctypes.c_int(), ctypes.c_int()
    points = []
    for x, y in (bounds[:2], bounds[2:]):
        pdfium.FPDF_PageToDevice(page, 0, 0, 1000, 1000, 0, x, y, across, down)
        points.append((across.value, down.value))
    xs, ys = ([max(0, min(1000, point[axis])) for point in points] for axis in (0, 1))
    return [min(xs), min(ys), max(xs), max(ys)]


def around(boxes: list[Box]) -> Box:
    """Return the box around boxes."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return [min(lefts), min(tops), max(rights), max(bottoms)]
