"""PDFs written by hand: pages of text, forms and pictures, as small as they can be."""

from collections.abc import Sequence

HEAD = b"%PDF-1.7\n"
A4 = "0 0 595 842"
WIN_ANSI = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"


def write_pdf(objects: Sequence[str | bytes]) -> bytes:
    """Return a PDF of objects, numbered from 1; the first is its catalogue."""
    content, places = bytearray(HEAD), []
    for number, one in enumerate(objects, 1):
        places.append(len(content))
        body = one.encode("latin-1") if isinstance(one, str) else one
        content += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(content)
    content += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    content += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    return bytes(content) + f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF".encode()


def stream(text: str | bytes, more: str = "") -> bytes:
    """Return a stream object."""
    body = text.encode("cp1252") if isinstance(text, str) else text
    return f"<< /Length {len(body)} {more} >>\nstream\n".encode() + body + b"\nendstream"


def text_at(lines: Sequence[tuple[int, int, str]], matrix: str = "1 0 0 1") -> str:
    """Return the drawing of texts, (x, y, text) in points from the lower left."""
    drawn = [f"{matrix} {x} {y} Tm ({text}) Tj" for x, y, text in lines]
    return "BT /F1 16 Tf " + " ".join(drawn) + " ET"


def text_page(lines: Sequence[tuple[int, int, str]], *, turn: int = 0, matrix: str = "1 0 0 1") -> bytes:
    """Return a PDF of one page with texts."""
    return write_pdf(
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            f"<< /Type /Page /Parent 2 0 R /MediaBox [{A4}] /Rotate {turn} /Contents 4 0 R "
            "/Resources << /Font << /F1 5 0 R >> >> >>",
            stream(text_at(lines, matrix)),
            WIN_ANSI,
        ]
    )


def form_page(value: str, *, appearance: bool) -> bytes:
    """Return a PDF with "Name:" and a text field that somebody filled in, with or without a drawing of its own."""
    drawn = "/AP << /N 8 0 R >>" if appearance else ""
    return write_pdf(
        [
            f"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [6 0 R] /DR << /Font << /F1 5 0 R >> >> "
            f"/DA (/F1 14 Tf 0 g) {'' if appearance else '/NeedAppearances true'} >> >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            f"<< /Type /Page /Parent 2 0 R /MediaBox [{A4}] /Contents 4 0 R /Annots [6 0 R] "
            "/Resources << /Font << /F1 5 0 R >> >> >>",
            stream(text_at([(60, 700, "Name:")])),
            WIN_ANSI,
            f"<< /Type /Annot /Subtype /Widget /FT /Tx /T (name) /V ({value}) /Rect [200 690 500 715] /F 4 /P 3 0 R "
            f"/DA (/F1 14 Tf 0 g) {drawn} >>",
            "<< >>",
            stream(
                f"/Tx BMC q BT /F1 14 Tf 2 6 Td ({value}) Tj ET Q EMC",
                "/Type /XObject /Subtype /Form /BBox [0 0 300 25] /Resources << /Font << /F1 5 0 R >> >>",
            ),
        ]
    )


def box_page(state: str) -> bytes:
    """Return a PDF with "Member" and a box to be ticked, in the state Yes or Off."""
    dingbats = "/ZaDb << /Type /Font /Subtype /Type1 /BaseFont /ZapfDingbats >>"
    box = "/Type /XObject /Subtype /Form /BBox [0 0 20 20]"
    return write_pdf(
        [
            "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [6 0 R] >> >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            f"<< /Type /Page /Parent 2 0 R /MediaBox [{A4}] /Contents 4 0 R /Annots [6 0 R] "
            "/Resources << /Font << /F1 5 0 R >> >> >>",
            stream(text_at([(60, 700, "Member")])),
            WIN_ANSI,
            f"<< /Type /Annot /Subtype /Widget /FT /Btn /T (member) /V /{state} /AS /{state} /Rect [200 690 220 710] "
            "/F 4 /P 3 0 R /AP << /N << /Yes 7 0 R /Off 8 0 R >> >> >>",
            stream("q BT /ZaDb 18 Tf 2 3 Td (4) Tj ET Q", f"{box} /Resources << /Font << {dingbats} >> >>"),
            stream("", box),
        ]
    )


def catalogued_page(drawing: str, *, catalogue: str = "", page: str = "", more: Sequence[str | bytes] = ()) -> bytes:
    """Return a PDF of one page; `more` are its objects from number 6 on, `catalogue` and `page` name them."""
    return write_pdf(
        [
            f"<< /Type /Catalog /Pages 2 0 R {catalogue} >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            f"<< /Type /Page /Parent 2 0 R /MediaBox [{A4}] {page} /Contents 4 0 R "
            "/Resources << /Font << /F1 5 0 R >> /Properties << /On 6 0 R /Off 7 0 R >> >> >>",
            stream(drawing),
            WIN_ANSI,
            *more,
        ]
    )
