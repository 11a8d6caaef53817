"""Everything that talks to the Hugging Face Hub, on top of huggingface_hub.

When the network is asked, for a model and revision:

    all wanted files cached, revision is a commit        never
    all wanted files cached, Hub known to be down        never
    all wanted files cached, branch or tag, Hub up       one request, two seconds at most, then the cache
    not cached, Hub down                                 HubUnreachable, within a second
    not cached, Hub up                                   metadata, then the missing bytes

huggingface_hub is imported on first use: it takes a quarter of a second.
"""

import os
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Any

from models.errors import HubUnreachable, ModelGated, ModelNotFound, SourceError
from models.hub.adapters import cached_adapter, select_adapter
from models.hub.explain import plain_errors, unreachable
from models.hub.fetch import fetch
from models.hub.files import select
from models.hub.listing import Listing, ask, config_in, paths_in, read_config, require_parts
from models.hub.login import asking_for, caller_mark, caller_token, logged_in
from models.hub.probe import Probe
from models.hub.room import hold
from models.hub.snapshots import COMMIT, find_snapshot, repo_folder
from models.progress import Report

__all__ = ["asking_for", "caller_mark", "caller_token", "hold", "logged_in", "repo_folder"]

# Transformers otherwise starts a thread that asks a Space to convert pickles (safetensors_conversion.py).
os.environ.setdefault("DISABLE_SAFETENSORS_CONVERSION", "1")

PROBE_TIMEOUT_S = 3.0
ASK_TIMEOUT_S = 10.0
REFRESH_TIMEOUT_S = 2.0


@dataclass(frozen=True, slots=True)
class Description:
    """A model's config.json, the bytes to download (0: it is here), its licence ("": untold), its files' paths."""

    config: dict[str, Any]
    download_bytes: int
    licence: str
    files: tuple[str, ...]


def start_probe() -> None:
    """Begin to find out whether the Hub answers, without waiting."""
    if not _is_offline_mode():
        _probe.start()


def is_reachable() -> bool:
    """Tell whether the Hub answers: remembered 5 minutes when up, 30 s when down, renewed behind the scenes.

    Waits a second at most, once, when nothing is known yet. HF_HUB_OFFLINE and TRANSFORMERS_OFFLINE mean no.
    """
    return not _is_offline_mode() and _probe.answer()


def forget_probe() -> None:
    """Forget whether the Hub answered, as after a change of network."""
    _probe.forget()


def cached_folder(model: str, revision: str, *, allow_pickle: bool = False) -> Path | None:
    """Return the snapshot folder if all wanted files are in the Hub's cache; asks no network.

    See `snapshots.find_snapshot` for what counts as complete.
    """
    snapshot = find_snapshot(model, revision, allow_pickle=allow_pickle)
    return snapshot.folder if snapshot else None


def download(model: str, revision: str, report: Report, *, allow_pickle: bool = False) -> Path:
    """Bring the wanted files of a model to this machine and return their folder.

    A complete older snapshot is used when the Hub cannot be asked or the newer one cannot be had.

    Args:
        model: Hub id.
        revision: branch, tag or commit; "" for the default branch.
        report: told the bytes that are here, those of interrupted tries included, and the bytes of all
            files, in this thread. May raise to stop; what has arrived is kept.
        allow_pickle: also accept pytorch_model.bin where there are no safetensors.

    Raises:
        ModelNotFound, ModelGated, ModelRefused, HubUnreachable, DownloadFailed
    """
    hold(repo_folder(model))
    cached = cached_folder(model, revision, allow_pickle=allow_pickle)
    if cached and (COMMIT.fullmatch(revision) or not is_reachable()):
        return cached
    if not cached:
        _require_hub(model, revision)
    try:
        listing = _ask(model, revision, REFRESH_TIMEOUT_S if cached else ASK_TIMEOUT_S)
        if cached and cached.name == listing.commit:
            return cached
        wanted = select(model, listing.files, allow_pickle=allow_pickle)
        with plain_errors(model, revision, "downloading"):
            return fetch(model, revision, listing.commit, wanted, report)
    except SourceError:
        if cached:
            return cached
        raise


def download_adapter(model: str, revision: str, report: Report) -> Path | None:
    """Bring an adapter without its model (LoRA, Hu et al. 2021) to this machine; None where there is none.

    Without a network, what is in the cache is used.

    Raises:
        ModelNotFound, ModelGated, HubUnreachable, DownloadFailed
    """
    hold(repo_folder(model))
    cached = cached_adapter(model, revision)
    if cached and (COMMIT.fullmatch(revision) or not is_reachable()):
        return cached
    try:
        _require_hub(model, revision)
        listing = _ask(model, revision, REFRESH_TIMEOUT_S if cached else ASK_TIMEOUT_S)
        wanted = select_adapter(listing.files)
        if wanted is None:
            return None
        with plain_errors(model, revision, "downloading"):
            return fetch(model, revision, listing.commit, wanted, report)
    except SourceError:
        if cached:
            return cached
        raise


def size_bytes(model: str, revision: str, *, allow_pickle: bool = False) -> int:
    """Return the length of the weights, from the cache if complete, else from the Hub's metadata.

    Raises:
        ModelNotFound, ModelGated, ModelRefused, HubUnreachable
    """
    snapshot = find_snapshot(model, revision, allow_pickle=allow_pickle)
    if snapshot:
        return snapshot.wanted.weights_bytes
    _require_hub(model, revision)
    listing = _ask(model, revision, ASK_TIMEOUT_S)
    return select(model, listing.files, allow_pickle=allow_pickle).weights_bytes


def describe(model: str, revision: str, *, allow_pickle: bool = False) -> Description:
    """Return what is known of a model before it is used: from the cache if complete, else from the Hub.

    Raises:
        ModelNotFound, ModelGated, ModelRefused, HubUnreachable
    """
    cached = cached_folder(model, revision, allow_pickle=allow_pickle)
    if cached:
        return Description(config_in(cached), 0, "", paths_in(cached))
    _require_hub(model, revision)
    listing = _ask(model, revision, ASK_TIMEOUT_S)
    wanted = select(model, listing.files, allow_pickle=allow_pickle)
    with plain_errors(model, revision, "asking"):
        config = read_config(model, listing)
        require_parts(model, listing, wanted)
    paths = tuple(file.path for file in wanted.files)
    return Description(config, sum(file.size_bytes for file in wanted.files), listing.licence, paths)


def task_of(model: str, revision: str) -> str:
    """Return the task that a model's page names, "" for none; always asks the Hub.

    Raises:
        ModelNotFound, ModelGated, HubUnreachable
    """
    _require_hub(model, revision)
    return _ask(model, revision, ASK_TIMEOUT_S).task


def whose(model: str, revision: str, *, allow_pickle: bool = False) -> str:
    """Return the mark of this context's login where it takes one to read a model, "" where everybody may.

    What is on this machine for all, or given to all by the Hub, is never had with a visitor's login.
    """
    mark = caller_mark()
    if not mark or cached_folder(model, revision, allow_pickle=allow_pickle):
        return ""
    with asking_for(mark):
        if cached_folder(model, revision, allow_pickle=allow_pickle):
            return mark
    if not is_reachable():
        return ""
    try:
        return mark if _ask(model, revision, ASK_TIMEOUT_S).gated else ""
    except (ModelNotFound, ModelGated):
        return mark
    except SourceError:
        return ""


def _is_offline_mode() -> bool:
    from huggingface_hub import is_offline_mode

    return bool(is_offline_mode())


def _ask_whether_up() -> bool:
    """One HEAD over the library's own session: the same proxies and certificates as the downloads."""
    from huggingface_hub import constants
    from huggingface_hub.utils import get_session

    answer = get_session().head(constants.ENDPOINT, timeout=PROBE_TIMEOUT_S, follow_redirects=False)
    login_page = HTTPStatus.PROXY_AUTHENTICATION_REQUIRED
    return bool(answer.status_code < HTTPStatus.INTERNAL_SERVER_ERROR and answer.status_code != login_page)


_probe = Probe(_ask_whether_up)


def _require_hub(model: str, revision: str) -> None:
    """Raise unless the Hub answers."""
    if not _is_offline_mode() and _probe.fresh_answer():
        return
    pickles = find_snapshot(model, revision, allow_pickle=True)
    if pickles:
        select(model, pickles.wanted.files, allow_pickle=False)
    raise unreachable(model, is_offline_mode=_is_offline_mode())


def _ask(model: str, revision: str, timeout_s: float) -> Listing:
    try:
        with plain_errors(model, revision, "asking"):
            return ask(model, revision, timeout_s)
    except HubUnreachable:
        start_probe()
        raise
