import io

import pypdfium2
import pytest

from models.errors import BadInput
from tabs.read.document import read_document


def pdf_of(width, height):
    document = pypdfium2.PdfDocument.new()
    document.new_page(width, height)
    stream = io.BytesIO()
    document.save(stream)
    document.close()
    return stream.getvalue()


@pytest.mark.parametrize("size", [(14_000, 5), (3, 14_000)])
def test_a_page_that_is_a_line_is_refused(uploaded, size):
    with pytest.raises(BadInput, match="strip"):
        read_document(uploaded("a.pdf", pdf_of(*size))).draw_page(1)


def test_a_long_receipt_is_read(uploaded):
    width, height = read_document(uploaded("a.pdf", pdf_of(200, 5_000))).draw_page(1).size
    assert (width, height) == (pytest.approx(102, abs=1), 2560)
