"""Which files of a Hub repository a pipeline needs; pure functions over file lists."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from models.check_files import check_size, lacks_part
from models.errors import ModelRefused

# Configurations, tokenizers (SentencePiece, BPE and tiktoken tables included) and chat templates.
SMALL_FILE_SUFFIXES = frozenset({".json", ".txt", ".model", ".jinja", ".tiktoken", ".spm", ".vocab", ".bpe", ".codes"})
UNUSED_FILES = frozenset({"trainer_state.json"})
CHAT_TEMPLATES_FOLDER = "additional_chat_templates"
# Sentence Transformers: "1_Pooling", and "query_0_Dense" below a router.
MODULE_FOLDER = re.compile(r"([a-z]+_)?\d+_\w+", re.ASCII)

SAFETENSORS = "model.safetensors"
PICKLE = "pytorch_model.bin"
SHARDS = {
    # Both spellings are found on the Hub; "model.fp16-00001-of-00002" is a variant and matches neither.
    SAFETENSORS: re.compile(r"(model(?:\.safetensors)?)-(\d+)-of-(\d+)\.safetensors"),
    PICKLE: re.compile(r"(pytorch_model)-(\d+)-of-(\d+)\.bin"),
}


@dataclass(frozen=True, slots=True)
class RepoFile:
    """One file of a repository.

    Attributes:
        path: relative to the repository, with "/" between folders.
        size_bytes: its length.
        etag: SHA-256 of a large (LFS) file, git object id of a small one; "" when unknown.
    """

    path: str
    size_bytes: int
    etag: str = ""

    @property
    def folder(self) -> str:
        """The folder inside the repository; "" for its root."""
        return self.path.rpartition("/")[0]

    @property
    def name(self) -> str:
        """The name without the folder."""
        return self.path.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is worth downloading.

    Attributes:
        weights: safetensors (or, where allowed, pickles), without their indexes.
        small_files: everything else a pipeline reads.
    """

    weights: tuple[RepoFile, ...]
    small_files: tuple[RepoFile, ...]

    @property
    def files(self) -> tuple[RepoFile, ...]:
        """All of them."""
        return self.small_files + self.weights

    @property
    def weights_bytes(self) -> int:
        """Length of all weights together."""
        return sum(file.size_bytes for file in self.weights)


def select(model: str, files: Iterable[RepoFile], *, allow_pickle: bool) -> Wanted:
    """Pick the files that Transformers and Sentence Transformers read, in one weight format per folder.

    `model.safetensors` wins over its shards, shards over pickles, as in Transformers'
    `modeling_utils._get_resolved_checkpoint_files`. Variants (`model.fp16.safetensors`), other
    frameworks, code and pictures are left out.

    Raises:
        ModelRefused: not a Transformers model, no weights, pickles where they are not allowed, or a small file
            that is none.
    """
    folders = _group_by_folder(files)
    root_names = {file.name for file in folders.get("", [])}
    if not root_names & {"config.json", "modules.json"}:
        raise ModelRefused("hub.model_has_no_config_json_so", model=model)
    weights: list[RepoFile] = []
    small_files: list[RepoFile] = []
    for in_folder in folders.values():
        chosen = _weights_of(model, in_folder, allow_pickle=allow_pickle)
        weights += [file for file in chosen if not file.name.endswith(".json")]
        small_files += [file for file in chosen if file.name.endswith(".json")]
        small_files += [file for file in in_folder if _is_small_file(file)]
    if not weights:
        raise ModelRefused("hub.model_has_no_safetensors_weights_transformers", model=model)
    for file in small_files:
        check_size(model, file.name, file.size_bytes)
    return Wanted(tuple(weights), tuple(small_files))


def _group_by_folder(files: Iterable[RepoFile]) -> dict[str, list[RepoFile]]:
    folders: dict[str, list[RepoFile]] = {}
    for file in files:
        if _is_wanted_folder(file.folder):
            folders.setdefault(file.folder, []).append(file)
    return folders


def _is_wanted_folder(folder: str) -> bool:
    top = folder.partition("/")[0]
    return folder in ("", CHAT_TEMPLATES_FOLDER) or MODULE_FOLDER.fullmatch(top) is not None


def _is_small_file(file: RepoFile) -> bool:
    if file.name.startswith(".") or file.name in UNUSED_FILES or ".index." in file.name:
        return False
    return PurePosixPath(file.name).suffix in SMALL_FILE_SUFFIXES


def _weights_of(model: str, in_folder: Sequence[RepoFile], *, allow_pickle: bool) -> list[RepoFile]:
    """Return the weights of one folder and, when they are in shards, their index."""
    safetensors = _weights_named(model, SAFETENSORS, in_folder)
    if safetensors:
        return safetensors
    pickles = _weights_named(model, PICKLE, in_folder)
    if pickles and not allow_pickle:
        raise ModelRefused("hub.model_only_has_weights_in_pickle", model=model)
    return pickles


def _weights_named(model: str, name: str, in_folder: Sequence[RepoFile]) -> list[RepoFile]:
    by_name = {file.name: file for file in in_folder}
    if name in by_name:
        return [by_name[name]]
    index = by_name.get(f"{name}.index.json")
    if index is None:
        return []
    suffix = PurePosixPath(name).suffix
    shards = [file for file in in_folder if SHARDS[name].fullmatch(file.name)]
    require_all_shards(model, name, shards)
    # The index may name its shards as it likes; then no rule tells them from variants.
    shards = shards or [file for file in in_folder if file.name.endswith(suffix)]
    return [index, *shards] if shards else []


def require_all_shards(model: str, name: str, shards: Sequence[RepoFile]) -> None:
    """Refuse weights whose parts, by the numbers in their names, are not all there; where several sets lie, of any set.

    Raises:
        ModelRefused: a part is missing.
    """
    sets: dict[tuple[str, str], set[int]] = {}
    for file in shards:
        if found := SHARDS[name].fullmatch(file.name):
            sets.setdefault((found[1], found[3]), set()).add(int(found[2]))
    lacking = [
        next((number for number in range(1, len(there) + 2) if number <= int(count) and number not in there), 0)
        for (_, count), there in sets.items()
    ]
    if lacking and all(lacking):
        stem, count = next(iter(sets))
        raise lacks_part(f"{stem}-{lacking[0]:0{len(count)}}-of-{count}{PurePosixPath(name).suffix}", model)
