"""From a name, a folder or a loaded model to the pipeline of a task, as the application builds it."""

import json
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

from models.errors import BadInput, HubUnreachable, ModelRefused
from models.source import check_id

ADAPTER = "adapter_config.json"
"""What a folder has instead of config.json that holds only what training changed (LoRA, Hu et al. 2021)."""

LOGGING_IN = threading.RLock()


@contextmanager
def logged_in(token: str | bool | None) -> Iterator[None]:
    """Ask the Hub with a token, or without any where it is False; huggingface_hub looks for it at each request."""
    if not isinstance(token, str) and token is not False:
        yield
        return
    from huggingface_hub import constants

    with (
        LOGGING_IN,
        patch.dict(os.environ, {"HF_TOKEN": token or ""}),
        patch.object(constants, "HF_HUB_DISABLE_IMPLICIT_TOKEN", token is False),
    ):
        yield


def from_name(
    task: str,
    model: str,
    revision: str,
    device: str,
    dtype: str,
    pipeline_class: Any,
    loading: dict[str, Any],
    options: dict[str, Any],
) -> Any:
    """Build a pipeline from a Hub id or a folder.

    Args:
        task: as the application calls it.
        model: a Hub id or a folder; either may hold an adapter alone, whose model is loaded then.
        revision: branch, tag or commit; "" for the default.
        device: its name.
        dtype: the name of a torch dtype, or "auto".
        pipeline_class: what to build.
        loading: for the model's `from_pretrained`.
        options: for the pipeline's class.
    """
    from models.libraries import IMPORTING, import_transformers

    with IMPORTING:
        import_transformers()
    build = partial(
        whole_model, task=task, device=device, dtype=dtype, pipeline_class=pipeline_class, loading=loading,
        options=options,
    )  # fmt: skip
    is_folder = Path(model).is_dir()
    adapter = adapter_in(model) if is_folder else None
    if adapter is None:
        try:
            return build(model, revision)
        except (ModelRefused, HubUnreachable):
            adapter = None if is_folder else adapter_on_the_hub(model, revision)
            if adapter is None:
                raise
    base, at = base_of(adapter)
    if not is_folder:
        check_id(base)  # a stranger's adapter names no folder of this machine
    pipe = build(base, at)
    with IMPORTING:
        add_adapter(pipe, adapter)
    return pipe


def whole_model(
    model: str,
    revision: str,
    *,
    task: str,
    device: str,
    dtype: str,
    pipeline_class: Any,
    loading: dict[str, Any],
    options: dict[str, Any],
) -> Any:
    """Build a pipeline from a Hub id or a folder that holds a model; the arguments are those of `from_name`."""
    from models.key import ModelKey
    from models.libraries import IMPORTING
    from models.load import fetch, load_pipeline

    is_folder = Path(model).is_dir()
    name = str(Path(model).resolve()) if is_folder else model
    key = ModelKey(task, "local" if is_folder else "hub", name, revision, device, dtype, pickle=True)
    folder = fetch(key, lambda _: None, given=tuple(options))
    with IMPORTING:
        return load_pipeline(key, folder, pipeline_class, loading, **options)


def adapter_on_the_hub(model: str, revision: str) -> Path | None:
    """Return the folder of an adapter that a repository holds instead of a model, downloaded where needed.

    None where it holds none, or nobody can say: what was wrong with it as a model is told then.
    """
    from models import hub

    try:
        return hub.download_adapter(model, revision, lambda _: None)
    except HubUnreachable:
        return None


def adapter_in(model: str) -> Path | None:
    """Return the folder if it holds an adapter without the model that it belongs to."""
    folder = Path(model)
    return folder if (folder / ADAPTER).is_file() and not (folder / "config.json").is_file() else None


def base_of(adapter: Path) -> tuple[str, str]:
    """Return the name or the folder of the model that an adapter belongs to, and its revision.

    Raises:
        ModelRefused: it does not say.
    """
    settings = json.loads((adapter / ADAPTER).read_text(encoding="utf-8"))
    base, revision = settings.get("base_model_name_or_path"), settings.get("revision")
    if not isinstance(base, str) or not base:
        raise ModelRefused("pipeline.adapter_does_not_name_model")
    return base, revision if isinstance(revision, str) else ""


def add_adapter(pipe: Any, adapter: Path) -> None:
    """Put what training changed on top of the model.

    Raises:
        ModelRefused: the package for it is not installed.
    """
    try:
        import peft  # noqa: F401
    except ImportError as error:
        raise ModelRefused("pipeline.only_adapter_lora_which_needs_package") from error
    pipe.model.load_adapter(str(adapter))


def around(pipeline_class: Any, model: Any, options: dict[str, Any]) -> Any:
    """Build a pipeline around a loaded model.

    Raises:
        BadInput: its tokenizer or its processor is missing.
    """
    from models.readers import PARTS

    missing = [part for part in PARTS if getattr(pipeline_class, f"_load_{part}") and options.get(part) is None]
    if missing:
        raise BadInput("pipeline.loaded_model_does_not_bring_missing", missing=missing[0])
    return pipeline_class(model=model, **{name: value for name, value in options.items() if value is not None})


def loaded_parts(parts: dict[str, Any], model: Any) -> dict[str, Any]:
    """Return the tokenizers and processors, loaded where only a name is given, or a name with options.

    The model's own name is left out: its folder holds them.
    """
    import transformers

    from models.readers import PARTS

    loaded = {}
    for part, given in parts.items():
        name, options = given if isinstance(given, tuple) else (given, {})
        if given is None or (not options and name == model):
            continue
        if isinstance(name, str | Path):
            options = {key: value for key, value in options.items() if key != "use_fast"}
            auto_class = getattr(transformers, PARTS[part][0])
            loaded[part] = auto_class.from_pretrained(name, trust_remote_code=False, **options)
        else:
            loaded[part] = name
    return loaded
