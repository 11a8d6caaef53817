"""Parts of the page that are fetched when somebody first needs them, so that its start does not wait for them."""

import json

from starlette.requests import Request as HttpRequest
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from tabs.task import ASSETS
from tabs.words import SENTENCES

LATE_WORDS = ("js.picker.",)
"""How the keys of sentences begin that come with these parts, and not with the page."""


def make_late_routes() -> list[BaseRoute]:
    """Return the routes, under /assets/late; assets/choose.js asks for them."""
    script = f"window.playground.learn({write_late_words()});\n{read('picker.js')}"
    return [
        make_route("picker.js", script, "text/javascript"),
        make_route("picker.css", read("picker.css"), "text/css"),
    ]


def read(name: str) -> str:
    """Return the text of a file in assets."""
    return (ASSETS / name).read_text(encoding="utf-8")


def write_late_words() -> str:
    """Return the sentences that come with these parts, {language: {key: sentence}}, as JSON."""
    return json.dumps(
        {
            language: {key: sentence for key, sentence in sentences.items() if key.startswith(LATE_WORDS)}
            for language, sentences in SENTENCES.items()
        },
        ensure_ascii=False,
    )


def make_route(name: str, text: str, kind: str) -> BaseRoute:
    """Return the route of a part, which is never that of a server before this one."""

    async def send(_: HttpRequest) -> Response:
        return Response(text, media_type=kind, headers={"cache-control": "no-cache"})

    return Route(f"/assets/late/{name}", send, methods=["GET"])
