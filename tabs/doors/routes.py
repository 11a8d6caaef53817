"""The routes of all plain doors, for launch(app_kwargs={"routes": ...}): they come before Gradio's own."""

from typing import Any

from starlette.routing import BaseRoute

from models.cache import ModelCache
from tabs.doors.caller import Caller
from tabs.doors.inference import inference_routes
from tabs.doors.metrics import are_wanted, metrics_routes
from tabs.doors.openai import openai_routes
from tabs.doors.openapi import description_routes
from tabs.task import Tab


def plain_routes(tabs: tuple[Tab, ...], cache: ModelCache[Any]) -> list[BaseRoute]:
    """Return the routes."""
    caller = Caller(cache)
    metrics = metrics_routes(cache) if are_wanted() else []
    return [*inference_routes(tabs, caller), *openai_routes(tabs, caller), *description_routes(tabs), *metrics]
