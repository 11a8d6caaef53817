"""GET /data and /data/NAME/SPLIT: the data sets that everybody here may see, and their rows, as JSON.

Rows come in the form of the Hub's own viewer: features by the library's names, rows by number; the bytes of pictures
and sounds as base64. What a visitor of a Space brought is not among them.
"""

import asyncio
import base64
import dataclasses
from pathlib import Path
from typing import Any

from starlette.requests import Request as HttpRequest
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from models.data.store import describe_data, list_data
from models.errors import BadInput
from tabs.doors.refusal import describe_error, tell_errors
from tabs.page.data.chosen import open_own, without_decoding

MOST_ROWS = 100
LENGTH = 20


def make_data_routes() -> list[BaseRoute]:
    """Return the routes."""

    async def list_sets(_: HttpRequest) -> Response:
        return JSONResponse(await asyncio.to_thread(describe_sets))

    async def give_rows(asked: HttpRequest) -> Response:
        name, split = asked.path_params["name"], asked.path_params["split"]
        first, count = number(asked, "offset", 0), number(asked, "length", LENGTH)
        return JSONResponse(await asyncio.to_thread(read_rows, name, split, first, count))

    return [
        Route("/data", tell_errors(list_sets, describe), methods=["GET"]),
        Route("/data/{name}/{split}", tell_errors(give_rows, describe), methods=["GET"]),
    ]


def describe(error: Exception) -> dict[str, Any]:
    """Return the body for an error."""
    return {"error": describe_error(error)}


def describe_sets() -> list[dict[str, Any]]:
    """Return what is known of each data set."""
    return [dataclasses.asdict(describe_data(name)) for name in list_data()]


def read_rows(name: str, split: str, first: int, count: int) -> dict[str, Any]:
    """Return rows of a split from `first` on, at most MOST_ROWS of them.

    Raises:
        BadInput: there is no such data set or split.
    """
    data = open_own("", name)
    if split not in data:
        raise BadInput("data.no_such_split", splits=", ".join(data))
    rows = without_decoding(data[split])
    places = range(first, min(first + min(count, MOST_ROWS), len(rows)))
    return {
        "features": rows.features.to_dict(),
        "num_rows_total": len(rows),
        "rows": [
            {"row_idx": place, "row": {name: plain(cell) for name, cell in rows[place].items()}} for place in places
        ],
    }


def plain(cell: Any) -> Any:
    """Return a cell as JSON has it; of a file's place its name alone."""
    if isinstance(cell, bytes):
        return base64.b64encode(cell).decode()
    if isinstance(cell, dict):
        named = {**cell, "path": Path(cell["path"] or "").name} if set(cell) == {"bytes", "path"} else cell
        return {name: plain(one) for name, one in named.items()}
    if isinstance(cell, list):
        return [plain(one) for one in cell]
    return cell if isinstance(cell, str | int | float | bool | None) else str(cell)


def number(asked: HttpRequest, name: str, usual: int) -> int:
    """Return a whole number of the address.

    Raises:
        BadInput: it is none.
    """
    words = asked.query_params.get(name, str(usual))
    if not words.isascii() or not words.isdigit() or len(words) > 9:
        raise BadInput("data.no_number", name=name)
    return int(words)
