"""The routes of all plain doors, for launch(app_kwargs={"routes": ...}): they come before Gradio's own."""

from starlette.routing import BaseRoute

from tabs.doors.caller import Caller
from tabs.doors.data import make_data_routes
from tabs.doors.here import make_here_routes
from tabs.doors.inference import make_inference_routes
from tabs.doors.late import make_late_routes
from tabs.doors.metrics import are_wanted, make_metrics_routes
from tabs.doors.openai import make_openai_routes
from tabs.doors.openapi import make_description_routes
from tabs.run.engine import Engine
from tabs.task import Tab


def make_plain_routes(tabs: tuple[Tab, ...], engine: Engine) -> list[BaseRoute]:
    """Return the routes."""
    caller = Caller(engine)
    metrics = make_metrics_routes(engine) if are_wanted() else []
    return [
        *make_inference_routes(tabs, caller),
        *make_openai_routes(tabs, caller),
        *make_description_routes(tabs),
        *make_here_routes(tabs),
        *make_late_routes(),
        *make_data_routes(),
        *metrics,
    ]
