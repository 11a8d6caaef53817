"""Reading documents: a picture of a page, or a PDF of several."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image

from models.bounded import Failed, OutOfBounds, call_bounded
from models.decode.pdf import BROKEN
from models.errors import BadInput
from tabs.read.elongated import MOST_FOR_PICTURES, refuse_elongated
from tabs.read.image import open_image
from tabs.read.upload import read_upload

MAX_BYTES = 50_000_000
LIMITS: dict[str, Any] = {"address_bytes": 1_500_000_000, "cpu_s": 20.0, "wall_s": 60.0}
"""A page of a thousand photographs takes a second and a hundred megabytes."""

TOO_MUCH = (
    "This PDF takes too long or too much memory to open. Print it to a new PDF, or send a picture of the page instead."
)


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
    count: int = ask_pdfium("count_pages", path)
    return count


def draw_pdf_page(path: Path, number: int) -> Image.Image:
    """Draw one page as RGB."""
    drawn = ask_pdfium("draw_page", path, number)
    page = Image.frombuffer("RGB", drawn["size"], drawn["rgb"], "raw", "RGB", 0, 1)
    refuse_elongated(page, MOST_FOR_PICTURES)
    return page


def ask_pdfium(function: str, path: Path, *arguments: Any) -> Any:
    """Call a function of models.decode.pdf in a child process of its own."""
    try:
        return call_bounded(f"models.decode.pdf.{function}", str(path), *arguments, **LIMITS)
    except OutOfBounds as error:
        raise BadInput(TOO_MUCH) from error
    except Failed as error:
        raise BadInput(BROKEN) from error
