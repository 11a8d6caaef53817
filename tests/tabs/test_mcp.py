"""The tasks as tools for language models: Gradio's MCP server, asked by the client of the `mcp` package."""

import ast
import asyncio
import base64
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tabs import TABS
from tabs.examples.packaged import find_photo
from tests.serve import serve

TASKS = [task for tab in TABS for task in tab.tasks]


async def ask(url: str, *calls: tuple[str, dict[str, Any]]) -> tuple[list[Any], list[Any]]:
    """Return the tools that are offered and the answers to calls of them."""
    from mcp import ClientSession
    from mcp.client.streamable_http import streamable_http_client

    async with (
        streamable_http_client(f"{url}gradio_api/mcp/") as (receive, send, _),
        ClientSession(receive, send) as session,
    ):
        await session.initialize()
        tools = (await session.list_tools()).tools
        return tools, [await session.call_tool(name, arguments) for name, arguments in calls]


@pytest.fixture(scope="module")
def mcp_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("mcp")
    settings = {"GRADIO_MCP_SERVER": "True", "HF_HUB_OFFLINE": "1", "GRADIO_TEMP_DIR": str(folder / "uploads")}
    with serve(log=folder / "log.txt", **settings) as url:
        yield url


@pytest.fixture(scope="module")
def tools(mcp_server: str) -> dict[str, Any]:
    tools, _ = asyncio.run(ask(mcp_server))
    return {tool.name: tool for tool in tools}


def test_every_endpoint_is_a_tool(tools):
    assert sorted(tools) == sorted([*(task.endpoint for task in TASKS), "check_model", "status"])


def test_every_tool_and_every_argument_is_described(tools):
    assert [name for name, tool in tools.items() if not tool.description.strip()] == []
    arguments = {
        f"{name}.{argument}": schema
        for name, tool in tools.items()
        for argument, schema in tool.inputSchema["properties"].items()
    }
    assert len(arguments) > 5 * len(TASKS)
    assert [name for name, schema in arguments.items() if not schema.get("description", "").strip()] == []


def test_a_text_and_a_picture_are_understood(mcp_server, tools):
    lion = "data:image/jpeg;base64," + base64.b64encode(Path(find_photo("lion.jpg")).read_bytes()).decode()
    _, (tone, animal) = asyncio.run(
        ask(
            mcp_server,
            ("text_classification", {"text": "I love this film."}),
            ("image_classification", {"image": lion, "top_k": 3}),
        )
    )
    assert not tone.isError
    assert not animal.isError
    assert labels(tone)[0] == "POSITIVE"
    assert labels(animal)[0] == "lion"
    assert len(labels(animal)) == 3


def labels(answer: Any) -> list[str]:
    """Return the labels of the model's own output: Gradio sends all outputs as one Python literal."""
    _, raw, _ = ast.literal_eval(answer.content[0].text)
    return [one["label"] for one in raw]
