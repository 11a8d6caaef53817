"""Everything that talks to the Hugging Face Hub, on top of huggingface_hub.

When the network is asked, for a model and revision:

    all wanted files cached, revision is a commit        never
    all wanted files cached, Hub known to be down        never
    all wanted files cached, branch or tag, Hub up       one request, two seconds at most, then the cache
    not cached, Hub down                                 HubUnreachable, within a second
    not cached, Hub up                                   metadata, then the missing bytes

huggingface_hub is imported on first use: it takes a quarter of a second.
"""

import json
import os
from dataclasses import dataclass
from functools import partial
from glob import escape
from http import HTTPStatus
from pathlib import Path
from typing import Any

from models.errors import HubUnreachable, SourceError
from models.hub.adapters import cached_adapter, select_adapter
from models.hub.explain import plain_errors, unreachable
from models.hub.files import RepoFile, Wanted, select
from models.hub.listing import Listing, ask, read_config
from models.hub.probe import Probe
from models.hub.room import require_room
from models.hub.snapshots import COMMIT, find_snapshot, lock_file, remember_commit, repo_folder
from models.hub.transfer import Transfer, run_transfers
from models.progress import Report

# Transformers otherwise starts a thread that asks a Space to convert pickles (safetensors_conversion.py).
os.environ.setdefault("DISABLE_SAFETENSORS_CONVERSION", "1")

PROBE_TIMEOUT_S = 3.0
ASK_TIMEOUT_S = 10.0
REFRESH_TIMEOUT_S = 2.0


@dataclass(frozen=True, slots=True)
class Description:
    """A model's config.json, the bytes to download, 0 where it is on this machine, its licence, "" where untold."""

    config: dict[str, Any]
    download_bytes: int
    licence: str


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
            return _fetch(model, revision, listing.commit, wanted, report)
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
            return _fetch(model, revision, listing.commit, wanted, report)
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
        return Description(_config_in(cached), 0, "")
    _require_hub(model, revision)
    listing = _ask(model, revision, ASK_TIMEOUT_S)
    wanted = select(model, listing.files, allow_pickle=allow_pickle)
    with plain_errors(model, revision, "asking"):
        config = read_config(model, listing)
    return Description(config, sum(file.size_bytes for file in wanted.files), listing.licence)


def _config_in(folder: Path) -> dict[str, Any]:
    try:
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return config if isinstance(config, dict) else {}


def task_of(model: str, revision: str) -> str:
    """Return the task that a model's page names, "" for none; always asks the Hub.

    Raises:
        ModelNotFound, ModelGated, HubUnreachable
    """
    _require_hub(model, revision)
    return _ask(model, revision, ASK_TIMEOUT_S).task


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


def _fetch(model: str, revision: str, commit: str, wanted: Wanted, report: Report) -> Path:
    from huggingface_hub import snapshot_download
    from tqdm import tqdm

    transfers = [_transfer(model, commit, file) for file in wanted.files if file.etag]
    _require_room(model, transfers)
    run_transfers(transfers, report)
    folder = snapshot_download(
        model,
        revision=commit,
        allow_patterns=[escape(file.path) for file in wanted.files],
        tqdm_class=partial(tqdm, disable=True),
    )
    _drop_copies(transfers)
    remember_commit(model, revision, commit)
    return Path(folder)


def _transfer(model: str, commit: str, file: RepoFile) -> Transfer:
    from huggingface_hub import hf_hub_url

    folder = repo_folder(model)
    return Transfer(
        url=hf_hub_url(model, file.path, revision=commit),
        blob=folder / "blobs" / file.etag,
        link=folder / "snapshots" / commit / file.path,
        lock=lock_file(model, file.etag),
        etag=file.etag,
        size_bytes=file.size_bytes,
    )


def _require_room(model: str, transfers: list[Transfer]) -> None:
    need_bytes = sum(transfer.size_bytes - transfer.done_bytes for transfer in transfers)
    require_room(model, need_bytes, repo_folder(model).parent)


def _drop_copies(transfers: list[Transfer]) -> None:
    """Where links are not possible (Windows), the snapshot holds copies: the blobs are not needed twice."""
    for transfer in transfers:
        if transfer.link.is_file() and not transfer.link.is_symlink():
            transfer.blob.unlink(missing_ok=True)
