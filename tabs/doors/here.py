"""GET /here: which tasks answer now and which need a download, and the models on this machine. The page marks them."""

import asyncio
import time
from typing import Any

from starlette.requests import Request as HttpRequest
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from tabs.here import describe_here
from tabs.task import Tab

FRESH_S = 5.0
"""For so long an answer is given again: a hundred folders are looked at for each."""


def make_here_routes(tabs: tuple[Tab, ...]) -> list[BaseRoute]:
    """Return the route."""
    told: dict[str, Any] = {}
    looking = asyncio.Lock()

    async def here(_: HttpRequest) -> Response:
        async with looking:
            if not told or time.monotonic() > told["until_s"]:
                told["answer"] = await asyncio.to_thread(describe_here, tabs)
                told["until_s"] = time.monotonic() + FRESH_S
        return JSONResponse(told["answer"], headers={"cache-control": "no-store"})

    return [Route("/here", here, methods=["GET"])]
