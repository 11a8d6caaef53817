"""Reading documents: a picture of a page, or a PDF of several."""

import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image

from models.errors import BadInput
from tabs.read.elongated import MOST_FOR_PICTURES, refuse_elongated
from tabs.read.image import open_image
from tabs.read.upload import read_upload

MAX_BYTES = 50_000_000
DOTS_PER_POINT = 200 / 72
"""A PDF's unit is 1/72 inch; 200 dots per inch is what readers of documents were trained on."""

MAX_SIDE = 2560
"""In pixels: Donut's own height."""

ONE_AT_A_TIME = threading.Lock()
"""PDFium may be called from one thread at a time (its documentation says so)."""

NO_PDF = "This server cannot open PDF files. Send a picture of the page, or install pypdfium2 (pip install pypdfium2)."
BROKEN = "This file cannot be read as a PDF. Save it again, or send a picture of the page."
LOCKED = "This PDF is locked with a password. Save it without one and try again."


@dataclass(frozen=True)
class Document:
    """An uploaded document of `pages` pages, one of them or more; `path` lies in the upload folder."""

    path: Path
    pages: int
    is_pdf: bool

    def draw_page(self, number: int) -> Image.Image:
        """Return a page as an RGB PIL image; the first is number 1.

        Raises:
            BadInput: there is no such page, or it cannot be drawn.
        """
        if not 1 <= number <= self.pages:
            count = "one page" if self.pages == 1 else f"{self.pages} pages"
            raise BadInput(f"The document has {count}; there is no page {number}. Choose another page.")
        return draw_pdf_page(self.path, number) if self.is_pdf else open_image(self.path)


def read_document(payload: Any) -> Document:
    """Return the uploaded document, a picture or a PDF."""
    path = read_upload(payload, "document")
    if path.stat().st_size > MAX_BYTES:
        raise BadInput(f"The document is larger than {MAX_BYTES // 1_000_000} MB. Send fewer pages.")
    with path.open("rb") as stream:
        is_pdf = b"%PDF-" in stream.read(1024)  # Adobe's readers look that far, too
    if is_pdf:
        return Document(path, count_pdf_pages(path), True)
    open_image(path)
    return Document(path, 1, False)


def count_pdf_pages(path: Path) -> int:
    """Return how many pages a PDF has: at least one."""
    with ONE_AT_A_TIME, open_pdf(path) as pdf:
        count = len(pdf)
    if count == 0:
        raise BadInput(BROKEN)
    return count


def draw_pdf_page(path: Path, number: int) -> Image.Image:
    """Draw one page at DOTS_PER_POINT, or smaller where it would pass MAX_SIDE."""
    import pypdfium2

    with ONE_AT_A_TIME, open_pdf(path) as pdf:
        try:
            page = pdf[number - 1]
            scale = min(DOTS_PER_POINT, MAX_SIDE / max(*page.get_size(), 1.0))
            drawn: Image.Image = page.render(scale=scale, may_draw_forms=False).to_pil()
        except (pypdfium2.PdfiumError, ValueError, ZeroDivisionError) as error:
            raise BadInput(BROKEN) from error
    refuse_elongated(drawn, MOST_FOR_PICTURES)
    return drawn.convert("RGB")


def open_pdf(path: Path) -> Any:
    """Open a PDF that nobody vouches for; a context manager."""
    try:
        import pypdfium2
    except ImportError as error:
        raise BadInput(NO_PDF) from error
    try:
        return pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        raise BadInput(LOCKED if locked else BROKEN) from error
