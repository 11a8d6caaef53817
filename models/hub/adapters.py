"""Which files of a repository are an adapter: what training changed, without the model it belongs to."""

from collections.abc import Iterable
from pathlib import Path

from models.hub.files import RepoFile, Wanted

SETTINGS = "adapter_config.json"
WEIGHTS = ("adapter_model.safetensors", "adapter_model.bin")
"""As peft writes them today, and as it did; peft reads the pickle without running code."""


def select_adapter(files: Iterable[RepoFile]) -> Wanted | None:
    """Return the files of an adapter, None where there is none."""
    by_path = {file.path: file for file in files}
    weights = [by_path[name] for name in WEIGHTS if name in by_path]
    return Wanted((weights[0],), (by_path[SETTINGS],)) if weights and SETTINGS in by_path else None


def cached_adapter(model: str, revision: str) -> Path | None:
    """Return the folder of an adapter that is on this machine; asks no network."""
    from huggingface_hub import try_to_load_from_cache

    settings = try_to_load_from_cache(model, SETTINGS, revision=revision or None)
    folder = Path(settings).parent if isinstance(settings, str) else None
    return folder if folder and any((folder / name).is_file() for name in WEIGHTS) else None
