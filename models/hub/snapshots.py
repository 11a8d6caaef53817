"""What is already on this machine, in the Hub's cache folder; never touches the network.

Layout: https://huggingface.co/docs/huggingface_hub/guides/manage-cache
"""

import json
import os
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path

from models.errors import ModelRefused
from models.hub.files import RepoFile, Wanted, select
from models.hub.login import cache_folder
from models.size import is_cut_off

COMMIT = re.compile(r"[0-9a-f]{40}")
DEFAULT_BRANCH = "main"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A complete copy of the wanted files of one commit.

    Attributes:
        folder: holds the files under their own names; its name is the commit.
        wanted: the files and their sizes.
    """

    folder: Path
    wanted: Wanted


def repo_folder(model: str) -> Path:
    """Where the cache keeps `blobs`, `refs` and `snapshots` of a model."""
    from huggingface_hub.file_download import repo_folder_name

    return cache_folder() / str(repo_folder_name(repo_id=model, repo_type="model"))


def lock_file(model: str, etag: str) -> Path:
    """Name the lock that huggingface_hub takes too while it writes this blob."""
    folder = repo_folder(model)
    return folder.parent / ".locks" / folder.name / f"{etag}.lock"


def find_snapshot(model: str, revision: str, *, allow_pickle: bool) -> Snapshot | None:
    """Return the cached snapshot of a revision, if every wanted file of it is there.

    huggingface_hub 2 keeps the list of files of each commit it downloads (`trees/<commit>.json`): all
    wanted files must be there with the listed sizes. Snapshots made by older versions or by
    `from_pretrained` have no list: then a configuration, weights with every shard their index names, and
    no interrupted transfer (`blobs/*.incomplete`) must do, and no safetensors file shorter than its header says.
    """
    commit = _cached_commit(model, revision)
    folder = repo_folder(model) / "snapshots" / commit
    if not commit or not folder.is_dir():
        return None
    listed = _listed_files(model, commit)
    present = _files_in(folder)
    try:
        wanted = select(model, present if listed is None else listed, allow_pickle=allow_pickle)
    except ModelRefused:
        return None
    if listed is None:
        complete = (
            _has_all_shards(folder, wanted)
            and not _has_interrupted_transfer(folder)
            and not any(is_cut_off(folder / file.path) for file in wanted.weights if file.path.endswith(".safetensors"))
        )
    else:
        sizes = {file.path: file.size_bytes for file in present}
        complete = all(sizes.get(file.path) == file.size_bytes for file in wanted.files)
    return Snapshot(folder, wanted) if complete else None


def cached_bytes(model: str, revision: str, *, allow_pickle: bool = False) -> int:
    """Return what a model's files take on this machine; 0 where they are not all there."""
    snapshot = find_snapshot(model, revision, allow_pickle=allow_pickle)
    return sum(file.size_bytes for file in snapshot.wanted.files) if snapshot else 0


def cached_models() -> tuple[str, ...]:
    """Return the ids of the models of which something is on this machine, in the order of their names."""
    folders = sorted(path.name for path in cache_folder().glob("models--*") if path.is_dir())
    return tuple(name.removeprefix("models--").replace("--", "/", 1) for name in folders)


def remember_commit(model: str, revision: str, commit: str) -> None:
    """Note which commit a branch or tag stands for, so that it is found without a network.

    Raises:
        OSError: the cache cannot be written.
    """
    if COMMIT.fullmatch(revision):
        return
    ref = repo_folder(model) / "refs" / (revision or DEFAULT_BRANCH)
    ref.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=ref.parent)
    with os.fdopen(handle, "w") as file:
        file.write(commit)
    Path(temporary).replace(ref)


def _cached_commit(model: str, revision: str) -> str:
    if COMMIT.fullmatch(revision):
        return revision
    try:
        commit = (repo_folder(model) / "refs" / (revision or DEFAULT_BRANCH)).read_text().strip()
    except OSError:
        return ""
    return commit if COMMIT.fullmatch(commit) else ""


def _listed_files(model: str, commit: str) -> list[RepoFile] | None:
    from huggingface_hub import get_cached_repo_tree
    from huggingface_hub.errors import CachedRepoTreeNotFoundError

    try:
        tree = get_cached_repo_tree(model, revision=commit, cache_dir=cache_folder())
    except CachedRepoTreeNotFoundError:
        return None
    return [RepoFile(entry.path, entry.size) for entry in tree]


def _files_in(folder: Path) -> list[RepoFile]:
    return [
        RepoFile(path.relative_to(folder).as_posix(), path.stat().st_size)
        for path in folder.rglob("*")
        if path.is_file()
    ]


def _has_all_shards(folder: Path, wanted: Wanted) -> bool:
    indexes = [file for file in wanted.small_files if file.name.endswith(".index.json")]
    present = {file.path for file in wanted.weights}
    return all(_shards_of(folder, index) <= present for index in indexes)


def _shards_of(folder: Path, index: RepoFile) -> set[str]:
    """Return the paths of the shards that an index names; an index that cannot be read lacks "?"."""
    try:
        names = set(json.loads((folder / index.path).read_text())["weight_map"].values())
    except (ValueError, KeyError, AttributeError):
        return {"?"}
    return {f"{index.folder}/{name}" if index.folder else name for name in names}


def _has_interrupted_transfer(folder: Path) -> bool:
    return any((folder.parent.parent / "blobs").glob("*.incomplete"))
