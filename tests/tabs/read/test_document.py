import io

import pypdfium2
import pytest

from models.errors import BadInput
from tabs.read.document import read_document
from tests.pdf_pages import catalogued_page, stream, text_at, text_page


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


def test_a_form_that_only_adobes_reader_shows_is_refused(uploaded):
    form = "/AcroForm << /Fields [] /XFA 6 0 R >>"
    drawing, more = text_at([(60, 700, "Please wait...")]), [stream("<xdp/>")]
    content = catalogued_page(drawing, catalogue=f"/NeedsRendering true {form}", more=more)
    with pytest.raises(BadInput, match="only Adobe Acrobat"):
        read_document(uploaded("a.pdf", content))
    kept = read_document(uploaded("a.pdf", catalogued_page(drawing, catalogue=form, more=more)))
    assert kept.pages == 1


def test_what_is_attached_to_a_pdf_is_told(uploaded):
    names = "/Names << /EmbeddedFiles << /Names [(a.csv) 6 0 R] >> >>"
    more = ["<< /Type /Filespec /F (a.csv) /UF (a.csv) /EF << /F 7 0 R >> >>", stream("a,b", "/Type /EmbeddedFile")]
    content = catalogued_page(text_at([(60, 700, "See the file")]), catalogue=names, more=more)
    assert "a file attached" in read_document(uploaded("a.pdf", content)).describe_rest()
    assert read_document(uploaded("a.pdf", text_page([(60, 700, "Alone")]))).describe_rest() == ""
