"""Headers that tell a browser what this page may do, so that a script that slipped in could do little.

Gradio 6.31 makes functions of text in the browser (`new Function`, for gr.HTML and `js=`), and its recorder a module
of a blob, so 'unsafe-eval' and blob: stay.
Without the nonce, which is new with every page, no script written into the page runs, nor any from another server;
nothing can be sent to one either.
"""

import base64
import secrets
from typing import Any

from starlette.requests import HTTPConnection

from tabs.doors.gate.limits import Limits
from tabs.doors.gate.packed import LEAST_BYTES, Packer, takes_gzip
from tabs.doors.visitor import language_of
from tabs.words import TAGS

EMBEDDERS = ("https://huggingface.co", "https://*.hf.space")
LOCAL_EMBEDDERS = ("http://localhost:*", "http://127.0.0.1:*")
DESCRIPTIONS = ("/config", "/gradio_api/info")
"""What clients of Gradio read first: as long as the page, and sent as it is by Gradio 6.31."""

SCRIPT = b"<script"
FILES = "default-src 'none'; style-src 'unsafe-inline'; media-src 'self'; img-src 'self'; sandbox"
PLAIN = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "strict-origin-when-cross-origin",
}


TELL_LANGUAGE = """<script>
for (const [name, value] of Object.entries({{ language: "{tag}", languages: ["{tag}"] }}))
  Object.defineProperty(navigator, name, {{ get: () => value }});
</script>"""
"""Gradio 6.31 words its widgets in the language that the browser names."""


def page_policy(nonce: str, limits: Limits) -> str:
    """Return the Content-Security-Policy of the page."""
    sites = tuple(one for one in limits.origins if one != "*")
    embedders = " ".join((*EMBEDDERS, *(() if limits.on_space else LOCAL_EMBEDDERS), *sites))
    rules = {
        "default-src": "'self'",
        "script-src": f"'self' 'nonce-{nonce}' 'unsafe-eval' blob:",
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "media-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "connect-src": "'self' data: blob:",
        "worker-src": "'self' blob:",
        "frame-src": "'self' blob: data:",
        "object-src": "'none'",
        "base-uri": "'self'",
        "form-action": "'self'",
        "frame-ancestors": f"'self' {embedders}",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


class Policy:
    """ASGI middleware that sets the headers, and gives the scripts of the page itself their nonce; the page is packed.

    Gradio writes what others say into the page with every `<` escaped, so `<script` stands there only where its
    template has it.
    """

    def __init__(self, app: Any, limits: Limits) -> None:
        """Wrap an ASGI app."""
        self.app = app
        self.limits = limits
        self.packer = Packer()

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        language = language_of(HTTPConnection(scope))
        nonce = base64.b64encode(secrets.token_bytes(16)).decode()
        is_file = "/file=" in scope["path"]
        policy = FILES if is_file else page_policy(nonce, self.limits)
        is_told = scope["path"].rstrip("/").endswith(DESCRIPTIONS)
        held: list[Any] = []  # the start and the parts of a page that is to be changed

        async def send_with_policy(message: Any) -> None:
            if message["type"] == "http.response.start":
                headers = replaced(message["headers"], {**PLAIN, "content-security-policy": policy})
                message = {**message, "headers": headers}
                if not is_file and is_whole(dict(headers), is_told):
                    held.append(message)
                    return
            elif held:
                held.append(message)
                if not message.get("more_body"):
                    body = b"".join(part.get("body", b"") for part in held[1:])
                    parts = (body,) if is_told else parts_of(body, language)
                    await self.send_page(held[0], parts, nonce, scope, send)
                return
            await send(message)

        await self.app(scope, receive, send_with_policy)

    async def send_page(self, start: Any, parts: tuple[bytes, ...], nonce: str, scope: Any, send: Any) -> None:
        """Send what was held, its scripts marked as its own, compressed where that is taken."""
        between = SCRIPT + f' nonce="{nonce}"'.encode()
        varies = [value.decode("latin-1") for name, value in start["headers"] if name == b"vary"]
        told = {"vary": ", ".join([*varies, "Accept-Encoding"])}
        if scope["method"] == "HEAD":
            body = b""
        elif sum(map(len, parts)) >= LEAST_BYTES and takes_gzip(scope):
            body = await self.packer.pack(parts, between)
            told |= {"content-encoding": "gzip", "content-length": str(len(body))}
        else:
            body = between.join(parts)
            told |= {"content-length": str(len(body))}
        await send({**start, "headers": replaced(start["headers"], told)})
        await send({"type": "http.response.body", "body": body})


def is_whole(headers: dict[bytes, bytes], is_told: bool) -> bool:
    """Tell whether an answer is held until it is whole: a page, or a description of it, that nothing has packed yet."""
    kind = headers.get(b"content-type", b"")
    return kind.startswith(b"application/json" if is_told else b"text/html") and b"content-encoding" not in headers


def parts_of(page: bytes, language: str) -> tuple[bytes, ...]:
    """Return the page, its language told to Gradio's own words too, in the parts between which its scripts begin."""
    tag = TAGS.get(language, language)
    page = page.replace(b'lang="en"', f'lang="{tag}"'.encode(), 1)
    page = page.replace(b"<head>", f"<head>{TELL_LANGUAGE.format(tag=tag)}".encode(), 1)
    return tuple(page.split(SCRIPT))


def replaced(headers: Any, values: dict[str, str]) -> list[tuple[bytes, bytes]]:
    """Return ASGI headers with those values in place of any others of the same names."""
    names = {name.encode() for name in values}
    kept = [(name, value) for name, value in headers if name.lower() not in names]
    return [*kept, *((name.encode(), value.encode("latin-1")) for name, value in values.items())]
