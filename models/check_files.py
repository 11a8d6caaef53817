"""What the files of a model claim, looked at before anything is built from them.

A model is data, but reading it costs what its files say: a JSON file of 300 MB, a config of a billion numbers
beside four bytes of weights, 20,000 layers, a tokenizer that doubles a text forty times. Sizes, names and numbers are
checked here, for all sources; what a visitor named is also tried in a child process with limits.
"""

import json
import logging
import re
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

from models.bounded import Failed, OutOfBounds, call_bounded
from models.errors import ModelRefused, ModelTooLarge

log = logging.getLogger(__name__)

MB = 1_000_000
CONFIG_LIMIT_BYTES = 5 * MB
"""Of a JSON file that says how; the largest of the Hub have 200,000 labels."""

WORDS_LIMIT_BYTES = 60 * MB
"""Of a JSON file that lists words or tensors; Gemma's tokenizer.json has 34 MB."""

WORD_FILES = re.compile(r"(tokenizer|vocab|.*vocab.*|merges|added_tokens|.*\.index)\.json")
MOST_LAYERS = 1_000
MOST_NUMBER = 100_000_000
"""Of one side of a matrix: ten million positions and 500,000 words are the most there is."""

LAYERS = re.compile(r"(.*_)?(layers?|blocks?|depths?|heads?|experts?|stages?)(_per_\w+)?")
COUNTED = re.compile(r"(num|n|max)_.*|.*(layers|depths?|size|dim|hidden|positions?|embeddings|channels|width|heads)")
SETTINGS = ("tokenizer_config.json", "preprocessor_config.json", "processor_config.json", "generation_config.json")
INDEXES = ("*.index.json", "*/*.index.json")
MODULES = "sentence_transformers."
TRIAL = {"address_bytes": 6_000 * MB, "cpu_s": 60.0, "wall_s": 180.0}
"""Importing Transformers, once in a while, is a part of it."""

TEXTS = {"address_bytes": 1_000 * MB, "cpu_s": 15.0, "wall_s": 60.0}
SLACK = 3
"""So many times as many numbers as the files hold may a config describe: weights can be shared or packed."""

SLACK_NUMBERS = 30_000_000
PACKED = 8
POINTER, POINTER_LIMIT_BYTES = b"version https://git-lfs", 1_000
MOST_GROWTH = 20
"""Tokens a character, or characters for one: an emoji of four bytes is four tokens to some."""


def check_files(folder: Path, name: str) -> None:
    """Check the sizes of a folder's JSON files, and the names and numbers in them.

    Raises:
        ModelRefused: one is too large, cannot be read, names a file that is not a safe one of the folder, or has a
            number that no model has. The message tells the model by `name`.
    """
    for file in [*folder.glob("*.json"), *folder.glob("*/*.json")]:
        check_size(name, file.name, file.stat().st_size)
    for file_name in SETTINGS:
        _read(folder / file_name, name, {})
    for file in [*folder.glob("*.safetensors"), *folder.glob("*.bin"), *folder.glob("*/*.safetensors")]:
        _check_is_no_pointer(file, name)
    if (folder / "adapter_config.json").exists():
        raise ModelRefused("models.name_small_difference_adapter_to_another", name=name)
    for pattern in INDEXES:
        for file in folder.glob(pattern):
            _check_index(file, name)
    _check_modules(folder / "modules.json", name)
    for part in parts_of(folder):
        config = _read(part / "config.json", name, {})
        if not isinstance(config, dict):
            raise unreadable("config.json", name)
        _check_numbers(config, name)
        explicit = config.get("transformers_weights")
        if explicit is not None:
            _check_shards([str(explicit).removesuffix(".index.json")], ".safetensors", "config.json", name)


def parts_of(folder: Path) -> list[Path]:
    """Return the folder and those in it that hold a config.json, as the parts of a SentenceTransformer do."""
    return [folder, *sorted(file.parent for file in folder.glob("*/config.json"))]


def check_size(name: str, file: str, size_bytes: int) -> None:
    """Raise ModelRefused if a small file of a model is no small file."""
    limit = CONFIG_LIMIT_BYTES if file.endswith(".json") and not WORD_FILES.fullmatch(file) else WORDS_LIMIT_BYTES
    if size_bytes > limit:
        raise ModelRefused(
            "models.file_file_name_has_size_bytes", file=file, name=name, size_bytes=size_bytes / MB, limit=limit // MB
        )


def try_files(folder: Path, name: str, task: str, number_bytes: float, budget_bytes: int) -> None:
    """Try what a visitor named in a child process: build the config without memory, tokenize a short text.

    Args:
        folder: passes check_files.
        name: for messages.
        task: whose class of model is built.
        number_bytes: what one number takes once loaded.
        budget_bytes: memory for models.

    Raises:
        ModelRefused: it cannot be tried within its limits, or describes another model than its weights.
        ModelTooLarge: what it describes does not fit.
    """
    for part in parts_of(folder):
        file = part / "tokenizer.json"
        if file.is_file():
            growth = _try("tokenizer", "models.decode.tokenizer.growth", str(file), limits=TEXTS, name=name)
            if (growth or 0) > MOST_GROWTH:
                raise _too_costly("tokenizer", name)
        if "model_type" in _read(part / "config.json", name, {}):
            _try_config(part, name, task, number_bytes, budget_bytes)


def _try_config(folder: Path, name: str, task: str, number_bytes: float, budget_bytes: int) -> None:
    described = _try("config", "models.decode.claims.count_numbers", str(folder), task, limits=TRIAL, name=name)
    if described is None:  # the loader says why
        return
    if described * number_bytes > budget_bytes:
        raise ModelTooLarge(name, round(described * number_bytes), budget_bytes)
    held = held_numbers(folder) * (PACKED if "quantization_config" in _read(folder / "config.json", name, {}) else 1)
    if described > SLACK * held + SLACK_NUMBERS:
        raise ModelRefused(
            "models.config_json_name_describes_described_million",
            name=name,
            described=described / 1000000.0,
            held=held / 1000000.0,
        )


def held_numbers(folder: Path) -> int:
    """Return about how many numbers the weights of a folder hold, by their headers or, of pickles, their length."""
    from models.size import tensor_sizes

    counts = [count for file in folder.rglob("*.safetensors") for count, _, _ in tensor_sizes(file)]
    return sum(counts) or sum(file.stat().st_size for file in folder.rglob("*.bin")) // 2


def _try(what: str, function: str, *arguments: str, limits: dict[str, Any], name: str) -> Any:
    """Return what a bounded call returns, None where it failed as a broken file fails."""
    try:
        return call_bounded(function, *arguments, **limits)
    except Failed as error:
        log.warning("the %s.json of %s could not be tried: %s", what, name, error)
        return None
    except OutOfBounds as error:
        raise _too_costly(what, name) from error


def _too_costly(what: str, name: str) -> ModelRefused:
    return ModelRefused("models.what_json_name_asks_for_more", what=what, name=name)


def _check_index(file: Path, name: str) -> None:
    """Every shard is a plain name beside the index, and no pickle behind safetensors."""
    index = _read(file, name, None)
    weights = index.get("weight_map") if isinstance(index, dict) else None
    if not isinstance(weights, dict):
        raise unreadable(file.name, name)
    ending = ".safetensors" if ".safetensors." in file.name else ".bin"
    _check_shards(map(str, weights.values()), ending, file.name, name)
    is_read = not file.with_name(file.name.removesuffix(".index.json")).is_file() and (
        ending == ".safetensors" or not any(file.parent.glob("model*.safetensors"))
    )
    missing = sorted({str(shard) for shard in weights.values() if not (file.parent / str(shard)).is_file()})
    if is_read and missing:
        raise lacks_part(missing[0], name)


def _check_is_no_pointer(file: Path, name: str) -> None:
    """A copy that git made without its extension for large files has three lines in the place of each."""
    if file.is_file() and file.stat().st_size < POINTER_LIMIT_BYTES and file.read_bytes().startswith(POINTER):
        raise ModelRefused("models.file_file_name_only_pointer_git", file=file.name, name=name)


def lacks_part(part: str, name: str) -> ModelRefused:
    """Say that a file with a part of a model's weights is not there."""
    return ModelRefused("models.part_weights_name_missing", name=name, part=part)


def _check_shards(shards: Iterable[str], ending: str, file: str, name: str) -> None:
    if not all(_is_plain(shard) and shard.endswith(ending) for shard in set(shards)):
        raise ModelRefused("models.file_file_name_names_weights_are", file=file, name=name, ending=ending[1:])


def _check_modules(file: Path, name: str) -> None:
    """Parts of a SentenceTransformer lie in folders of its own and are of the library's own classes."""
    modules = _read(file, name, [])
    if not isinstance(modules, list) or not all(isinstance(module, dict) for module in modules):
        raise unreadable(file.name, name)
    for module in modules:
        path = str(module.get("path") or "")
        if (path and not _is_plain(path)) or not str(module.get("type") or MODULES).startswith(MODULES):
            raise ModelRefused("models.name_has_parts_lie_outside_folder", name=name)


def _is_plain(path: str) -> bool:
    """Tell whether a path is one name, with no folder in it on any system."""
    one = len(PurePosixPath(path).parts) == len(PureWindowsPath(path).parts) == 1
    return one and path not in (".", "..") and not PureWindowsPath(path).drive


def _check_numbers(config: Any, name: str) -> None:
    for key, number in _numbers(config):
        most = MOST_LAYERS if LAYERS.fullmatch(key) else MOST_NUMBER if COUNTED.fullmatch(key) else None
        if most is not None and number > most:
            raise ModelRefused("models.config_json_name_says_key_number", name=name, key=key, number=number, most=most)


def _numbers(config: Any, key: str = "") -> Iterator[tuple[str, float]]:
    """Yield the numbers of a configuration with the key they stand under."""
    if isinstance(config, dict):
        for name, value in config.items():
            yield from _numbers(value, str(name))
    elif isinstance(config, list):
        for value in config:
            yield from _numbers(value, key)
    elif isinstance(config, int | float) and not isinstance(config, bool):
        yield key, config


def _read(file: Path, name: str, missing: Any) -> Any:
    if not file.is_file():
        return missing
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except PermissionError as error:
        raise ModelRefused("models.server_may_not_read_file_file", file=file.name, name=name) from error
    except (OSError, ValueError, RecursionError) as error:
        raise unreadable(file.name, name) from error


def unreadable(file: str, name: str) -> ModelRefused:
    """Say that a file of a model is not what its name says."""
    return ModelRefused("models.file_file_name_cannot_be_read", file=file, name=name)
