"""Small files that ask for much: each function returns one's bytes."""

import json
import struct
import zlib
from typing import Any


def nested_forms_pdf(levels: int = 6, uses: int = 20) -> bytes:
    """Return a PDF of a page that draws a form `uses` times, which draws another as often, and so on."""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R "
        "/Resources << /XObject << /F 5 0 R >> >> >>",
        _stream("", "/F Do " * uses),
    ]
    for level in range(levels):
        inner = f"/Resources << /XObject << /F {6 + level} 0 R >> >>" if level < levels - 1 else ""
        drawing = "/F Do " * uses if level < levels - 1 else "0 0 m 9 9 l S " * uses
        objects.append(_stream(f"/Type /XObject /Subtype /Form /BBox [0 0 200 200] {inner}", drawing))
    return _pdf([one.encode() for one in objects])


def inflating_pdf(inflated_bytes: int = 220_000_000) -> bytes:
    """Return a PDF whose page is one long deflated stream of drawing operators."""
    packer, line = zlib.compressobj(9), b"0 0 m 9 9 l S\n" * 10_000
    packed = b"".join(packer.compress(line) for _ in range(inflated_bytes // len(line))) + packer.flush()
    return _pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R >>",
            b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed),
        ]
    )


def _stream(words: str, content: str) -> str:
    return f"<< {words} /Length {len(content)} >>\nstream\n{content}\nendstream"


def _pdf(objects: list[bytes]) -> bytes:
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    table += b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(places) + 1, len(body))
    return body + table + trailer


def zeros_png(width: int = 7000, height: int = 7000, depth: int = 8, colour: int = 6) -> bytes:
    """Return a PNG of zeros, RGBA by default: a thousandth of what it unfolds to."""
    channels = {0: 1, 2: 3, 4: 2, 6: 4}[colour]
    packer, row = zlib.compressobj(9), bytes(1 + width * channels * depth // 8)
    data = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def safetensors(tensors: dict[str, list[int]], **metadata: Any) -> bytes:
    """Return a safetensors file of float32 zeros with these shapes."""
    header: dict[str, Any] = {"__metadata__": {"format": "pt", **metadata}}
    end = 0
    for name, shape in tensors.items():
        start, count = end, 1
        for side in shape:
            count *= side
        end = start + 4 * count
        header[name] = {"dtype": "F32", "shape": shape, "data_offsets": [start, end]}
    words = json.dumps(header).encode()
    return struct.pack("<Q", len(words)) + words + bytes(end)


def growing_tokenizer(steps: int = 40) -> dict[str, Any]:
    """Return a tokenizer.json whose normalizer doubles every text `steps` times."""
    double = {"type": "Replace", "pattern": {"String": "a"}, "content": "aa"}
    return {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [],
        "normalizer": {"type": "Sequence", "normalizers": [double] * steps},
        "pre_tokenizer": None,
        "post_processor": None,
        "decoder": None,
        "model": {"type": "WordLevel", "vocab": {"[UNK]": 0, "a": 1}, "unk_token": "[UNK]"},
    }


ENDLESS_TEMPLATE = "".join(f"{{% for {name} in range(99999) %}}" for name in "abc") + "{% endfor %}" * 3
"""A chat template that never comes to an end."""
