"""The routes of the plain doors, and those of Gradio 6.31 that its page, its clients and MCP need; no other is served.

Left out on purpose: process_recording (ffmpeg outside the queue), deep_link (keeps and shows what others wrote),
component_server, proxy=, file=http... (fetch for the caller), stream, token, monitoring, run-history, vibe-edit.
"""

import re

from tabs.doors.gate.asked import API, Asked
from tabs.doors.gate.refusal import Refusal

GET, READ, POST = ("GET",), ("GET", "HEAD"), ("POST",)

ROUTES: tuple[tuple[tuple[str, ...], str], ...] = (
    (READ, r"/"),
    (READ, r"/health|/ready|/status|/here"),
    (GET, r"/data(/[a-z0-9_-]+/[\w.-]+)?"),
    (GET, r"/metrics|/docs|/openapi\.json|/v1/models"),
    (POST, r"/tasks/[\w-]+|/models/.+|/pipeline/[\w-]+/.+"),
    (POST, r"/v1/(chat/completions|completions|embeddings|audio/(speech|transcriptions))"),
    (READ, r"/(assets|static)/[^?]+"),
    (READ, r"/(favicon\.ico|manifest\.json|robots\.txt|theme\.css|pwa_icon(/\d+)?)"),
    (GET, r"/config/?"),
    (GET, rf"{API}/(info/?|openapi\.json|app_id|theme\.css|startup-events|upload_progress)"),
    (GET, rf"{API}/queue/(data|status)"),
    (GET, rf"{API}/heartbeat/[\w-]+"),
    (GET, rf"{API}/call/(v2/)?\w+/[\w-]+"),
    (READ, rf"{API}/file=(?!(?i:https?:)).+"),
    (POST, rf"{API}/(upload|cancel|reset|queue/join)/?"),
    (POST, rf"{API}/(call|call/v2|run|api)/\w+/?"),
)

SIGN_IN = (GET, r"/login/(huggingface|callback)|/logout")

MCP = (("GET", "POST", "DELETE", "HEAD"), rf"{API}/mcp(/.*)?")
NOT_SERVED = "doors.there_nothing_under_address"
NOT_THIS_WAY = "doors.address_does_not_answer_such_request"


def check_route(asked: Asked, mcp: bool, signs_in: bool = False) -> Refusal | None:
    """Refuse an address that is not served, and a method that it does not take."""
    methods: set[str] = set()
    for allowed, pattern in (*ROUTES, *((MCP,) if mcp else ()), *((SIGN_IN,) if signs_in else ())):
        if re.fullmatch(pattern, asked.path, re.DOTALL):
            methods.update(allowed)
    if not methods:
        return Refusal(404, NOT_SERVED)
    return None if asked.method in methods else Refusal(405, NOT_THIS_WAY)
