"""Draw the example documents: `python assets/examples/make_documents.py`."""

import time
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

HERE = Path(__file__).parent
PAGE = (1240, 1754)  # A4 at 150 dots per inch
RESOLUTION = 150

RECEIPT = (
    ("GREEN LEAF CAFE", ""),
    ("12 Market Street", ""),
    ("", ""),
    ("Receipt no.", "2048"),
    ("Date", "14 March 2026"),
    ("Served by", "Maria"),
    ("", ""),
    ("2 Coffee", "7.00"),
    ("1 Apple cake", "4.50"),
    ("1 Orange juice", "3.80"),
    ("", ""),
    ("Total", "15.30"),
    ("Paid by card", "15.30"),
    ("", ""),
    ("Thank you for your visit!", ""),
)
LETTER = """City Library
5 Garden Square
Riverside


3 April 2026


Dear Ms Novak,

Thank you for your application. We are glad to offer you a place in
the evening course "Drawing for Beginners".

The course begins on Monday, 4 May 2026, at 18:30 in room 27.
It costs 95 euros, to be paid before the first evening.

Please bring a soft pencil and a block of paper. The programme of
all evenings is on the next page.

We look forward to meeting you.


Kind regards,

Thomas Weber
Head of courses"""
PROGRAMME = """Drawing for Beginners


4 May        Lines and shapes
11 May       Light and shadow
18 May       Houses and streets
1 June       Trees
8 June       Faces
15 June      A walk with the sketchbook


Teacher: Aisha Khan
Telephone: 555 0142"""
LINE = "Open at nine"


def font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """Return the font that comes with Pillow."""
    return ImageFont.load_default(size)


def receipt() -> Image.Image:
    """Return a receipt: names at the left, numbers at the right."""
    width, step, edge = 720, 54, 60
    page = Image.new("RGB", (width, edge * 2 + step * len(RECEIPT)), "white")
    drawing = ImageDraw.Draw(page)
    for row, (left, right) in enumerate(RECEIPT):
        top = edge + row * step
        if right:
            drawing.text((edge, top), left, "black", font(32))
            drawing.text((width - edge, top), right, "black", font(32), anchor="ra")
        else:
            drawing.text((width / 2, top), left, "black", font(40 if row == 0 else 32), anchor="ma")
    return page


def sheet(text: str) -> Image.Image:
    """Return a page of a letter."""
    page = Image.new("L", PAGE, 255)
    ImageDraw.Draw(page).multiline_text((150, 160), text, 0, font(30), spacing=16)
    return page


def line(text: str) -> Image.Image:
    """Return one line of print."""
    width = round(font(44).getlength(text)) + 50
    picture = Image.new("RGB", (width, 120), "white")
    ImageDraw.Draw(picture).text((25, 34), text, "black", font(44))
    return picture


def main() -> None:
    """Write the documents beside this file."""
    receipt().save(HERE / "receipt.png", optimize=True)
    sheet(LETTER).save(
        HERE / "letter.pdf",
        save_all=True,
        append_images=[sheet(PROGRAMME)],
        resolution=RESOLUTION,
        creationDate=time.gmtime(0),
        modDate=time.gmtime(0),
    )
    line(LINE).save(HERE / "printed-line.png", optimize=True)


if __name__ == "__main__":
    main()
