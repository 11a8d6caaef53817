"""Uploaded pictures that browsers cannot show, TIFF and HEIC, are shown as JPEG of the same size."""

import io
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import anyio.to_thread

from models.errors import AppError
from tabs.read.image import find_sent_size, open_image
from tabs.read.upload import read_upload

QUALITY = 85
AT_ONCE = 2
HEADERS = (
    (b"content-type", b"image/jpeg"),
    (b"cache-control", b"private, max-age=3600"),
    (b"vary", b"sec-fetch-dest"),
)
UNSHOWN_BRANDS = (b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1")


class Previews:
    """ASGI middleware: answers for a file that is wanted as a picture in a page and is one browsers do not know.

    Programs, and whoever saves the file, get it as it is: the browser says what it wants it for.
    """

    def __init__(self, app: Any) -> None:
        """Wrap an ASGI app."""
        self.app = app
        self.at_once = anyio.CapacityLimiter(AT_ONCE)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer a request."""
        path = shown_file(scope)
        preview = await anyio.to_thread.run_sync(make_preview, path, limiter=self.at_once) if path else None
        if preview is None:
            await self.app(scope, receive, send)
            return
        headers = [*HEADERS, (b"content-length", str(len(preview)).encode())]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else preview})


def shown_file(scope: Any) -> str:
    """Return the path of the file that a request wants to show as a picture; "" for any other request."""
    if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
        return ""
    _, found, path = scope["path"].partition("/file=")
    if not found or dict(scope["headers"]).get(b"sec-fetch-dest") != b"image":
        return ""
    return unquote(path)


def make_preview(path: str) -> bytes | None:
    """Return an uploaded picture as JPEG, of the size it was sent in; None for what browsers show by themselves."""
    try:
        file = read_upload({"path": path}, "picture")
        if not is_unshown(file):
            return None
        picture = open_image(file)
    except (AppError, OSError):
        return None
    size = find_sent_size(picture)  # clicks on it are told in these pixels
    stream = io.BytesIO()
    (picture if picture.size == size else picture.resize(size)).save(stream, "JPEG", quality=QUALITY)
    return stream.getvalue()


def is_unshown(file: Path) -> bool:
    """Tell by its first bytes whether browsers do not show a picture."""
    with file.open("rb") as stream:
        beginning = stream.read(16)
    is_heic = beginning[4:8] == b"ftyp" and beginning[8:12] in UNSHOWN_BRANDS
    return is_heic or beginning[:4] in (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
