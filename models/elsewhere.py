"""Models that somebody has run elsewhere, by the name that is typed: at Inference Providers, or at an Endpoint.

"providers:organisation/name" names a model of the Hub, an address an Endpoint, whose own model answers. It is this
server that asks there: only Hugging Face's hosts, and what the owner wrote out, are taken.
"""

import os
import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from models.errors import BadModelName, ModelRefused
from models.source import HUB_HOSTS, Choice, Policy, Source, check_id

PROVIDERS = "providers:"
SOURCES = frozenset({"providers", "endpoint"})
"""The sources of keys whose models are elsewhere."""

PATH = r"(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*/?"
HUGGING_FACE = re.compile(rf"https://(?:[a-z0-9-]+\.)+endpoints\.huggingface\.cloud(?::443)?{PATH}")
ORIGIN = re.compile(r"https?://[a-z0-9.-]+(?::\d+)?")
LONGEST = 300


def is_allowed() -> bool:
    """Tell whether people may have models run elsewhere: by PLAYGROUND_ELSEWHERE; of itself not on a Space."""
    return os.environ.get("PLAYGROUND_ELSEWHERE", "0" if os.environ.get("SPACE_ID") else "1") == "1"


def listed_origins() -> tuple[str, ...]:
    """Return the servers of PLAYGROUND_ENDPOINTS, which may be asked beside Hugging Face's.

    Raises:
        SystemExit: the setting means nothing.
    """
    found = (one.strip().rstrip("/").lower() for one in os.environ.get("PLAYGROUND_ENDPOINTS", "").split(","))
    origins = tuple(filter(None, found))
    for one in origins:
        if not ORIGIN.fullmatch(one):
            raise SystemExit(
                f"PLAYGROUND_ENDPOINTS holds {one!r}. Write servers with commas between, such as "
                "https://tgi.example.org, http://10.0.0.5:8080."
            )
    return origins


def is_named(model: str) -> bool:
    """Tell whether a name says that the model is elsewhere; addresses of the Hub's pages name models of the Hub."""
    if model.startswith(PROVIDERS):
        return True
    try:
        return model.startswith(("https://", "http://")) and urlsplit(model).hostname not in HUB_HOSTS
    except ValueError:
        return True


def names_endpoint(model: str) -> bool:
    """Tell whether a name is an address that is asked as an Endpoint."""
    return is_named(model.strip()) and not model.strip().startswith(PROVIDERS)


def find_source(model: str, revision: str, catalogue: Sequence[Choice], policy: Policy) -> Source | None:
    """Return where a model is that somebody wants to be run elsewhere; None for one of this server.

    Raises:
        BadModelName: no model can be called that, or no Endpoint of this address may be asked.
        ModelRefused: the owner allows none, or not this one.
    """
    model = model.strip()
    if not is_named(model):
        return None
    if not is_allowed():
        raise ModelRefused("elsewhere.not_allowed")
    if revision.strip():
        raise BadModelName("models.what_has_no_revisions", what="elsewhere.a_model_elsewhere")
    if names_endpoint(model):
        return Source("endpoint", check_address(model), "")
    model = check_id(model.removeprefix(PROVIDERS).strip())
    if not policy.allow_any and model not in [one.model for one in catalogue]:
        raise ModelRefused("models.server_only_runs_models_in_list")
    return Source("providers", model, "")


def check_address(address: str) -> str:
    """Return the address of an Endpoint that this server may ask, without a slash at its end.

    Raises:
        BadModelName: its host is nothing of the kind, or it holds what no Endpoint's address does.
    """
    if len(address) > LONGEST or not (HUGGING_FACE.fullmatch(address) or is_listed(address)):
        raise BadModelName("elsewhere.no_such_address")
    return address.rstrip("/")


def is_listed(address: str) -> bool:
    """Tell whether an address lies at a server that the owner wrote out."""
    return any(re.fullmatch(re.escape(origin) + PATH, address) for origin in listed_origins())
