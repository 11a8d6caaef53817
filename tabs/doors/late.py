"""Parts of the page that are fetched when somebody first needs them, so that its start does not wait for them."""

from pathlib import Path

from starlette.requests import Request as HttpRequest
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Route

from tabs.task import ASSETS

LATE = ("picker.js", "picker.css")
"""Of assets; assets/choose.js asks for them."""


def make_late_routes() -> list[BaseRoute]:
    """Return a route for each part, under /assets/late."""
    return [make_route(ASSETS / name) for name in LATE]


def make_route(file: Path) -> BaseRoute:
    """Return the route of a file; browsers ask whether what they have is still that."""

    async def send(_: HttpRequest) -> Response:
        return FileResponse(file, headers={"cache-control": "no-cache"})

    return Route(f"/assets/late/{file.name}", send, methods=["GET", "HEAD"])
