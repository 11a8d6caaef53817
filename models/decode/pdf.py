"""PDF, by PDFium, which cannot be interrupted: six levels of nested forms take it 22 GB and never end."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from models.errors import BadInput

DOTS_PER_POINT = 200 / 72
"""A PDF's unit is 1/72 inch; 200 dots per inch is what readers of documents were trained on."""

MAX_SIDE = 2560
"""In pixels: Donut's own height."""

FORMS = (1, 3)
"""Of PDFium's kinds of forms, those that are drawn: plain ones, and Adobe's XFA where it keeps a plain one beside."""

ADOBE_ONLY = 2
"""The kind of form whose pages Adobe's reader alone can make; all that others see is a page asking for it."""

NO_PDF = "decode.server_cannot_open_pdf_files"
BROKEN = "decode.file_cannot_be_read_as_pdf"
NOT_DRAWN = "decode.pdf_form_only_adobe_acrobat_can"
LOCKED = "decode.pdf_locked_with_password"


def count_pages(path: str) -> int:
    """Return how many pages a PDF has: at least one."""
    with open_pdf(path) as pdf:
        count = len(pdf)
        if pdf.get_formtype() == ADOBE_ONLY:
            raise BadInput(NOT_DRAWN)
    if count == 0:
        raise BadInput(BROKEN)
    return count


def draw_page(path: str, number: int) -> dict[str, Any]:
    """Draw a page, the first is number 1, at DOTS_PER_POINT, or smaller where it would pass MAX_SIDE.

    Returns:
        {"size": [width, height], "rgb": the pixels' bytes, row by row}.
    """
    import pypdfium2

    try:
        with open_page(path, number) as (_, page):
            scale = min(DOTS_PER_POINT, MAX_SIDE / max(*page.get_size(), 1.0))
            drawn = page.render(scale=scale).to_pil().convert("RGB")
    except (pypdfium2.PdfiumError, ValueError, ZeroDivisionError) as error:
        raise BadInput(BROKEN) from error
    return {"size": drawn.size, "rgb": drawn.tobytes()}


def count_attached(path: str) -> int:
    """Return how many files a PDF carries beside its pages."""
    import pypdfium2.raw as pdfium

    with open_pdf(path) as pdf:
        return max(0, int(pdfium.FPDFDoc_GetAttachmentCount(pdf)))


@contextmanager
def open_page(path: str, number: int) -> Iterator[tuple[Any, Any]]:
    """Open a PDF and its page with what was filled into its forms: (document, page), closed together."""
    with open_pdf(path) as pdf:
        if pdf.get_formtype() in FORMS:
            pdf.init_forms()  # scripts in them are not run: PDFium is built without them
        yield pdf, pdf[number - 1]


def open_pdf(path: str) -> Any:
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
