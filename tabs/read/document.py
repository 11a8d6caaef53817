"""Reading documents: a picture of a page, or a PDF of several."""

import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image

from models.bounded import Failed, OutOfBounds, call_bounded
from models.decode.pdf import BROKEN
from models.errors import BadInput
from tabs.read.elongated import MOST_FOR_PICTURES, refuse_elongated
from tabs.read.frames import find_pages
from tabs.read.image import FORMATS, open_image
from tabs.read.upload import read_upload
from tabs.words import say

MAX_BYTES = 50_000_000
LIMITS: dict[str, Any] = {"address_bytes": 1_500_000_000, "cpu_s": 20.0, "wall_s": 60.0}
"""A page of a thousand photographs takes a second and a hundred megabytes."""

TOO_MUCH = "read.pdf_takes_too_long_or_too"


Words = list[tuple[str, list[int]]]
"""Words with their boxes: left, top, right and bottom in thousandths of the page."""


@dataclass(frozen=True)
class PageText:
    """What a file says of a page's words: those that it holds as text, and the boxes of pictures that may hold more."""

    words: Words
    pictures: list[list[int]]


NO_TEXT = PageText([], [])


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
            raise BadInput("read.the_document_has_pages", count=self.pages, number=number)
        return draw_pdf_page(self.path, number) if self.is_pdf else open_image(self.path, page=number)

    def describe_rest(self) -> str:
        """Say what of the file is on none of its pages; "" for nothing."""
        count = ask_pdfium("models.decode.pdf.count_attached", self.path) if self.is_pdf else 0
        return say("read.pdf_has_files_attached", count=count) if count else ""

    def read_text(self, number: int) -> PageText:
        """Return the words of a page as a PDF holds them, no words of what is a picture."""
        if not self.is_pdf:
            return NO_TEXT
        found = ask_pdfium("models.decode.pdf_words.read_words", self.path, number)
        return PageText([(word, box) for word, box in found["words"]], found["pictures"])


def read_document(payload: Any) -> Document:
    """Return the uploaded document: a picture, a TIFF of several pages, or a PDF."""
    path = read_upload(payload, "document")
    if path.stat().st_size > MAX_BYTES:
        raise BadInput("read.document_larger_than_max_bytes_mb", max_bytes=MAX_BYTES // 1000000)
    with path.open("rb") as stream:
        is_pdf = b"%PDF-" in stream.read(1024)  # Adobe's readers look that far, too
    if is_pdf:
        return Document(path, count_pdf_pages(path), True)
    open_image(path, page=1)
    return Document(path, count_pages(path), False)


def count_pages(path: Path) -> int:
    """Return how many pages a picture's file has: one, or those of a TIFF."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with Image.open(path, formats=FORMATS) as image:
            return len(find_pages(image))


def count_pdf_pages(path: Path) -> int:
    """Return how many pages a PDF has: at least one."""
    count: int = ask_pdfium("models.decode.pdf.count_pages", path)
    return count


def draw_pdf_page(path: Path, number: int) -> Image.Image:
    """Draw one page as RGB."""
    drawn = ask_pdfium("models.decode.pdf.draw_page", path, number)
    page = Image.frombuffer("RGB", drawn["size"], drawn["rgb"], "raw", "RGB", 0, 1)
    refuse_elongated(page, MOST_FOR_PICTURES)
    return page


def ask_pdfium(function: str, path: Path, *arguments: Any) -> Any:
    """Call a function of models.decode by its dotted name in a child process of its own."""
    try:
        return call_bounded(function, str(path), *arguments, **LIMITS)
    except OutOfBounds as error:
        raise BadInput(TOO_MUCH) from error
    except Failed as error:
        raise BadInput(BROKEN) from error
