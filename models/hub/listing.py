"""What the Hub says about a model before any of its weights are downloaded."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.check_files import lacks_part, unreadable
from models.hub.digest import is_that_file
from models.hub.files import RepoFile, Wanted
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
    """Return the model's config.json, {} where it has none or one too large.

    Raises:
        ModelRefused: it cannot be read.
    """
    file = next((one for one in listing.files if one.path == "config.json"), None)
    if file is None or file.size_bytes > CONFIG_LIMIT_BYTES:
        return {}
    config = read_json(model, listing, file)
    if not isinstance(config, dict):
        raise unreadable("config.json", model)
    return config


def read_json(model: str, listing: Listing, file: RepoFile) -> Any:
    """Return what is in a JSON file of the model, which is not kept.

    Raises:
        ModelRefused: the file is no JSON.
        ValueError: what came is another file: the login page of a network, as a rule.
    """
    from huggingface_hub import hf_hub_url
    from huggingface_hub.utils import build_hf_headers, get_session, hf_raise_for_status

    url = hf_hub_url(model, file.path, revision=listing.commit)
    headers = build_hf_headers(token=token())
    answer = get_session().get(url, headers=headers, timeout=CONFIG_TIMEOUT_S, follow_redirects=True)
    hf_raise_for_status(answer)
    try:
        return answer.json()
    except (ValueError, RecursionError) as error:
        if is_that_file(answer.content, file.etag):
            raise unreadable(file.path, model) from error
        raise


def require_parts(model: str, listing: Listing, wanted: Wanted) -> None:
    """Refuse weights of which the repository lacks a part that their index names.

    Raises:
        ModelRefused: a part is missing, or the index cannot be read.
    """
    paths = {file.path for file in listing.files}
    for index in wanted.small_files:
        if not index.name.endswith(".index.json") or index.size_bytes > CONFIG_LIMIT_BYTES:
            continue
        content = read_json(model, listing, index)
        weights = content.get("weight_map") if isinstance(content, dict) else None
        if not isinstance(weights, dict):
            raise unreadable(index.path, model)
        parts = {f"{index.folder}/{part}".lstrip("/") for part in weights.values()}
        missing = sorted(parts - paths)
        if missing:
            raise lacks_part(missing[0], model)


def config_in(folder: Path) -> dict[str, Any]:
    """Return the config.json of a folder, {} where there is none that can be read."""
    try:
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return config if isinstance(config, dict) else {}


def paths_in(folder: Path) -> tuple[str, ...]:
    """Return the paths of a model folder's files, with "/" between folders."""
    return tuple(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
