"""What a PDF holds as text is read as it is, with its place on the page."""

import io

import numpy as np
import pytest
from PIL import Image

from tabs.read.document import read_document
from tests.pdf_pages import box_page, catalogued_page, form_page, text_at, text_page
from tests.tabs.read.test_image import encoded

LINES = [(60, 700, "Kunde: Jürgen Müller"), (60, 600, "Summe 12,50 €"), (400, 600, "Über alles")]


def words(document, page=1):
    return dict(document.read_text(page).words)


def test_every_letter_is_the_files_own(uploaded):
    found = words(read_document(uploaded("a.pdf", text_page(LINES))))
    assert list(found) == ["Kunde:", "Jürgen", "Müller", "Summe", "12,50", "€", "Über", "alles"]


UPRIGHT = {0: "1 0 0 1", 90: "0 1 -1 0", 180: "-1 0 0 -1", 270: "0 -1 1 0"}
"""How text is drawn on a page that is turned by so many degrees, to be upright there."""


@pytest.mark.parametrize("turn", UPRIGHT)
@pytest.mark.parametrize("crop", [b"", b" /CropBox [50 300 500 800]"])
def test_a_word_stands_where_it_is_drawn(uploaded, turn, crop):
    content = text_page([(200, 500, "Here")], turn=turn, matrix=UPRIGHT[turn])
    document = read_document(uploaded("a.pdf", content.replace(b" /Contents", crop + b" /Contents")))
    page = np.asarray(document.draw_page(1).convert("L"))
    rows, columns = np.nonzero(page < 128)
    left, top, right, bottom = words(document)["Here"]
    assert left - 5 <= 1000 * columns.min() / page.shape[1] <= 1000 * columns.max() / page.shape[1] <= right + 5
    assert top - 5 <= 1000 * rows.min() / page.shape[0] <= 1000 * rows.max() / page.shape[0] <= bottom + 5


@pytest.mark.parametrize(("turn", "matrix"), [(0, "0 1 -1 0"), (0, "-1 0 0 -1"), (90, "1 0 0 1"), (180, "0 1 -1 0")])
def test_text_that_lies_on_its_side_is_left_to_the_reader_of_pictures(uploaded, turn, matrix):
    lying = text_page([(300, 400, "Sideways text")], turn=turn, matrix=matrix)
    assert words(read_document(uploaded("a.pdf", lying))) == {}


@pytest.mark.parametrize(("written", "read"), [("wert~los", "wertlos"), ("of^ce", "office"), ("a-b", "a-b")])
def test_what_a_typesetter_adds_is_left_out(uploaded, written, read):
    """Soft hyphens and ligatures, which a font puts in the place of ~ and ^."""
    named = b"<< /BaseEncoding /WinAnsiEncoding /Differences [94 /uniFB01 126 /uni00AD] >>"
    content = text_page([(60, 700, written)]).replace(b"/Encoding /WinAnsiEncoding", b"/Encoding " + named)
    assert list(words(read_document(uploaded("a.pdf", content)))) == [read]


def test_a_tick_is_read_and_its_absence_too(uploaded):
    ticked, empty = (words(read_document(uploaded(f"{state}.pdf", box_page(state)))) for state in ("Yes", "Off"))
    assert set(ticked) - set(empty) == {"✔"}


@pytest.mark.parametrize("appearance", [True, False])
def test_what_was_typed_into_a_form_is_drawn_and_read(uploaded, appearance):
    filled = read_document(uploaded("a.pdf", form_page("Anna Berger", appearance=appearance)))
    empty = read_document(uploaded("b.pdf", form_page("", appearance=appearance)))
    assert {"Name:", "Anna", "Berger"} <= set(words(filled))
    ink = [int((np.asarray(one.draw_page(1).convert("L")) < 100).sum()) for one in (filled, empty)]
    assert ink[0] > ink[1] + 300


def test_a_scan_has_no_words_of_its_own_and_a_picture_on_it(uploaded):
    scan = io.BytesIO()
    Image.effect_noise((300, 400), 60).convert("RGB").save(scan, "PDF")
    text = read_document(uploaded("a.pdf", scan.getvalue())).read_text(1)
    assert text.words == []
    assert text.pictures == [[0, 0, 1000, 1000]]


def test_a_picture_of_a_page_holds_no_text(uploaded):
    text = read_document(uploaded("a.png", encoded(Image.new("RGB", (50, 50))))).read_text(1)
    assert (text.words, text.pictures) == ([], [])


SHOWN, HIDDEN = text_at([(60, 700, "Shown")]), text_at([(60, 500, "Hidden")])
LAYERS = "/OCProperties << /OCGs [6 0 R 7 0 R] /D << /ON [6 0 R] /OFF [7 0 R] >> >>"
LAYER = "<< /Type /OCG /Name (layer) >>"
UNSEEN = {
    "switched off": (f"/OC /On BDC {SHOWN} EMC /OC /Off BDC {HIDDEN} EMC", ""),
    "outside the cut": (f"{SHOWN} {HIDDEN}", "/CropBox [0 600 595 842]"),
    "off the page": (f"{SHOWN} {text_at([(60, -300, 'Hidden')])}", ""),
    "white on white": (f"{SHOWN} 1 g {HIDDEN}", ""),
    "under a bar": (f"{HIDDEN} 0 g 40 490 300 30 re f {SHOWN}", ""),
}


@pytest.mark.parametrize(("drawing", "page"), UNSEEN.values(), ids=UNSEEN)
def test_words_that_nobody_sees_are_none_of_the_page(uploaded, drawing, page):
    content = catalogued_page(drawing, catalogue=LAYERS, page=page, more=[LAYER, LAYER])
    assert list(words(read_document(uploaded("a.pdf", content)))) == ["Shown"]


def test_pale_and_small_words_are_seen(uploaded):
    content = catalogued_page(f"0.9 g {SHOWN} 1 1 0.6 rg {HIDDEN.replace('16 Tf', '4 Tf')}", more=[LAYER, LAYER])
    assert list(words(read_document(uploaded("a.pdf", content)))) == ["Shown", "Hidden"]
