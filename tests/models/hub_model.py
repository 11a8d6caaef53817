"""The model that the tests of the Hub download, and how they look at the cache."""

from pathlib import Path

from huggingface_hub import constants

from models.hub import download
from models.progress import Progress

NAME = "org/name"
WEIGHTS = bytes(range(256)) * 4_000
FILES: dict[str, bytes | str] = {
    "config.json": '{"model_type": "bert"}',
    "tokenizer.json": '{"version": "1.0"}',
    "model.safetensors": WEIGHTS,
}
LOGIN = "hf_secret"


def ignore(_: Progress) -> None:
    pass


def fetch(model: str = NAME, revision: str = "", **options: bool) -> Path:
    return download(model, revision, ignore, **options)


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def cache() -> Path:
    return Path(constants.HF_HUB_CACHE)


def without(*missing: str) -> dict[str, bytes | str]:
    return {name: data for name, data in FILES.items() if name not in missing}


def forget_listing() -> None:
    """Make the cache look as older versions and from_pretrained leave it."""
    from huggingface_hub import _tree_cache

    _tree_cache._IN_MEMORY_TREE_CACHE.clear()
    for listing in cache().rglob("trees/*.json"):
        listing.unlink()
