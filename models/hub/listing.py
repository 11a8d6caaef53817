"""What the Hub says about a model before any of its weights are downloaded."""

from dataclasses import dataclass
from typing import Any

from models.hub.files import RepoFile
from models.hub.login import token

CONFIG_LIMIT_BYTES = 5_000_000
CONFIG_TIMEOUT_S = 10.0


@dataclass(frozen=True, slots=True)
class Listing:
    """A revision of a model: the commit it stands for and the commit's files.

    Attributes:
        licence: as the model's author states it; "" where untold.
        task: what the model's page names; "" where it names none.
        gated: whether its files are for those alone who asked its author.
    """

    commit: str
    files: tuple[RepoFile, ...]
    licence: str
    task: str
    gated: bool = False


def ask(model: str, revision: str, timeout_s: float) -> Listing:
    """Ask the Hub for a revision of a model; raises what huggingface_hub raises."""
    from huggingface_hub import HfApi

    info = HfApi().model_info(model, revision=revision or None, files_metadata=True, timeout=timeout_s, token=token())
    files = (
        RepoFile(file.rfilename, file.size or 0, file.lfs.sha256 if file.lfs else file.blob_id or "")
        for file in info.siblings or []
    )
    return Listing(info.sha, tuple(files), licence(info), info.pipeline_tag or "", bool(info.gated))


def licence(info: Any) -> str:
    """Return the licence of a model's card."""
    given = getattr(info.card_data, "license", None) if info.card_data else None
    return given if isinstance(given, str) else ""


def read_config(model: str, listing: Listing) -> dict[str, Any]:
    """Return the model's config.json, {} where it has none; a few kilobytes that are not kept."""
    from huggingface_hub import hf_hub_url
    from huggingface_hub.utils import build_hf_headers, get_session, hf_raise_for_status

    size_bytes = next((file.size_bytes for file in listing.files if file.path == "config.json"), 0)
    if not 0 < size_bytes <= CONFIG_LIMIT_BYTES:
        return {}
    url = hf_hub_url(model, "config.json", revision=listing.commit)
    headers = build_hf_headers(token=token())
    answer = get_session().get(url, headers=headers, timeout=CONFIG_TIMEOUT_S, follow_redirects=True)
    hf_raise_for_status(answer)
    config = answer.json()
    return config if isinstance(config, dict) else {}
