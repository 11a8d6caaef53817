"""One commit's files, brought into the Hub's cache."""

from functools import partial
from glob import escape
from pathlib import Path

from models.hub.files import RepoFile, Wanted
from models.hub.login import cache_folder, prepare_folder, token
from models.hub.room import room_for
from models.hub.snapshots import lock_file, remember_commit, repo_folder
from models.hub.transfer import Transfer, run_transfers
from models.progress import Report


def fetch(model: str, revision: str, commit: str, wanted: Wanted, report: Report) -> Path:
    """Bring the wanted files of a commit here and return their folder.

    Raises:
        DownloadFailed: there is no room.
        Exception: what huggingface_hub, the network or the disk raise.
    """
    from huggingface_hub import snapshot_download
    from tqdm import tqdm

    prepare_folder()
    transfers = [_transfer(model, commit, file) for file in wanted.files if file.etag]
    need_bytes = sum(transfer.size_bytes - transfer.done_bytes for transfer in transfers)
    with room_for(model, repo_folder(model), need_bytes):
        run_transfers(transfers, report)
        folder = snapshot_download(
            model,
            revision=commit,
            cache_dir=cache_folder(),
            token=token(),
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
        token=token(),
    )


def _drop_copies(transfers: list[Transfer]) -> None:
    """Where links are not possible (Windows), the snapshot holds copies: the blobs are not needed twice."""
    for transfer in transfers:
        if transfer.link.is_file() and not transfer.link.is_symlink():
            transfer.blob.unlink(missing_ok=True)
