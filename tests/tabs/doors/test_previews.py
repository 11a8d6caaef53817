"""What browsers cannot show is shown all the same, and nothing else is touched."""

import io

import anyio
import pytest
from PIL import Image

from tabs.doors.previews import Previews
from tests.tabs.read.test_image import encoded
from tests.tabs.read.test_phone_picture import HEIC


async def below(scope, receive, send):
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"as it is"})


def asked(path, wants="image", method="GET"):
    """Return the body that a request for a file is answered with."""
    sent = []

    async def send(message):
        sent.append(message)

    async def ask():
        headers = [(b"sec-fetch-dest", wants.encode())] if wants else []
        scope = {"type": "http", "method": method, "path": f"/gradio_api/file={path}", "headers": headers}
        await Previews(below)(scope, None, send)

    anyio.run(ask)
    return sent[-1]["body"]


@pytest.mark.parametrize(
    ("name", "content", "size"),
    [
        ("a.tif", encoded(Image.new("RGB", (30, 20), "red"), "TIFF"), (30, 20)),
        ("fax", encoded(Image.new("1", (30, 20)), "TIFF", compression="group4"), (30, 20)),
        ("a.heic", HEIC, (48, 64)),
    ],
)
def test_tiff_and_heic_are_shown_as_jpeg_of_their_size(uploaded, name, content, size):
    with Image.open(io.BytesIO(asked(uploaded(name, content)["path"]))) as shown:
        assert (shown.format, shown.size) == ("JPEG", size)


@pytest.mark.parametrize("wants", ["", "empty", "document"])
def test_who_wants_the_file_gets_the_file(uploaded, wants):
    assert asked(uploaded("a.heic", HEIC)["path"], wants) == b"as it is"


@pytest.mark.parametrize("content", [b"II*\0 broken", encoded(Image.new("RGB", (9, 9))), b"words"])
def test_what_needs_no_preview_or_has_none_is_left_alone(uploaded, content):
    assert asked(uploaded("a.tif", content)["path"]) == b"as it is"


def test_files_elsewhere_are_none_of_its_business(uploads, tmp_path):
    (tmp_path / "a.heic").write_bytes(HEIC)
    for path in (tmp_path / "a.heic", f"{uploads}/../a.heic", "/etc/passwd", ""):
        assert asked(path) == b"as it is"
    assert asked(tmp_path / "a.heic", method="POST") == b"as it is"
