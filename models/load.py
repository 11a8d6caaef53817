"""The one place that builds pipelines."""

import contextlib
import importlib
import json
import logging
from collections.abc import Container
from functools import partial
from pathlib import Path
from typing import Any

from models import elsewhere, hub, starters
from models.cache.failure import display_name
from models.check_files import check_files, try_files
from models.device import budget_bytes, computes_in_half, float_bytes, torch_dtype, unused_gpu
from models.engines import ENGINES, check_kind, classes_for, pipeline_class_for
from models.errors import ModelRefused
from models.examine import examine, judge
from models.failed_load import explained
from models.hub.listing import paths_in
from models.key import ModelKey
from models.length import limit_tokenizer
from models.libraries import IMPORTING, import_sentence_transformers, import_transformers
from models.needs import kind_of, refusal
from models.precision import QUANTIZED, quantization
from models.progress import Report
from models.readers import load_readers, require_readers, require_words
from models.size import folder_bytes
from models.stop_words import heed_stop_strings
from models.training.adapted import add_adapter, base_beside, base_bytes, bring_base, holds_adapter, learned_whole
from models.training.runs import trained_folder

log = logging.getLogger(__name__)


def warm_up() -> None:
    """Import what the first run needs, so that it need not wait for it; a run in between comes first."""
    import_transformers()
    quiet()
    if why := unused_gpu():
        log.warning(why)
    import_sentence_transformers()


def quiet() -> None:
    """Keep Transformers' advice to programmers and its progress bars out of the server's log."""
    from transformers.utils import logging as transformers_logging

    transformers_logging.set_verbosity_error()
    transformers_logging.disable_progress_bar()


def fetch(key: ModelKey, report: Report, *, given: Container[str] = ()) -> Path:
    """Return the folder with the model's files, downloaded or prepared first where needed, and checked.

    It may lack the `given` parts, see `models.readers`.
    """
    with hub.asking_for(key.visitor):
        folder = files_of(key, report, given)
    if key.source in ("hub", "local"):
        name = display_name(key)
        check_files(folder, name)
        if not key.known:
            try_files(folder, name, key.task, float_bytes("F32", key.dtype, key.device), budget_bytes())
    return folder


def files_of(key: ModelKey, report: Report, given: Container[str] = ()) -> Path:
    """Return the folder with the model's files."""
    if key.source in elsewhere.SOURCES:
        raise ModelRefused("elsewhere.not_loaded_here")
    if key.source == "hub":
        if not is_cached(key):
            examine(key.task, key.model, key.revision, allow_pickle=key.pickle, given=given)
        return hub.download(key.model, key.revision, report, allow_pickle=key.pickle)
    if key.source == "starter":
        return starters.folder_of(key.model, report)
    if key.source == "trained":
        folder = trained_folder(key.task, key.model)
        bring_base(folder, report)
        return folder
    return Path(key.model)


def estimate(key: ModelKey) -> int:
    """Return about how many bytes the loaded model will take, without downloading or loading it."""
    if key.source == "starter":
        return starters.memory_bytes(starters.starter_named(key.model))
    folder = trained_folder(key.task, key.model) if key.source == "trained" else Path(key.model)
    if key.source == "hub":
        with hub.asking_for(key.visitor):
            hub.hold(hub.repo_folder(key.model))
            cached = hub.cached_folder(key.model, key.revision, allow_pickle=key.pickle)
            if cached is None:
                return hub.size_bytes(key.model, key.revision, allow_pickle=key.pickle)
        folder = cached
    as_loaded = partial(float_bytes, dtype=key.dtype, device=key.device)
    beside = base_bytes(folder, as_loaded) if key.source == "trained" else 0
    return folder_bytes(folder, as_loaded) + beside


def is_cached(key: ModelKey) -> bool:
    """Tell whether the files of a Hub model are on this machine."""
    return hub.cached_folder(key.model, key.revision, allow_pickle=key.pickle) is not None


def load(key: ModelKey, folder: Path) -> Any:
    """Build the pipeline of a key from its folder, on the key's device.

    Raises:
        ModelLoadError: the folder does not hold a model for the task.
    """
    with IMPORTING, explained(display_name(key)):
        return build(key, folder)


def build(key: ModelKey, folder: Path) -> Any:
    """Build the pipeline the way its task and its source ask for."""
    import_transformers()
    quiet()
    if key.source != "starter":
        config = config_of(folder)
        judge(key.task, kind_of(config), "")  # one of another kind is told as such, whatever it lacks
        require_readers(display_name(key), key.task, config, paths_in(folder))
    own = starters.starter_named(key.model).build if key.source == "starter" else ""
    if own:
        module, _, function = own.rpartition(".")
        return getattr(importlib.import_module(module), function)(folder, key.device)
    if ENGINES[key.task].is_sentence_transformer:
        check_kind(key.task, kind_of(config_of(folder)))
        return load_sentence_transformer(key, folder)
    return load_pipeline(key, folder)


def load_sentence_transformer(key: ModelKey, folder: Path) -> Any:
    """Build a SentenceTransformer; folders without its own configuration get mean pooling."""
    from sentence_transformers import SentenceTransformer

    if not key.pickle:
        refuse_pickles(folder)

    return SentenceTransformer(
        str(folder),
        device=key.device,
        trust_remote_code=False,
        local_files_only=True,
        model_kwargs={"dtype": dtype_for(key, folder)},
    )


def refuse_pickles(folder: Path) -> None:
    """Refuse weights that can run code when opened; the modules of a SentenceTransformer each read their own.

    Raises:
        ModelRefused: a folder of the model has weights as pickles only.
    """
    for pickled in folder.rglob("*.bin"):
        if not any(pickled.parent.glob("*.safetensors")):
            raise ModelRefused("models.model_has_weights_in_pickle_format")


def load_pipeline(
    key: ModelKey, folder: Path, pipeline_class: Any = None, loading: dict[str, Any] | None = None, **options: Any
) -> Any:
    """Build a Transformers pipeline.

    Args:
        key: what it is for, and where it goes.
        folder: the model's files.
        pipeline_class: its class; None for the one of the task.
        loading: for the model's `from_pretrained`, before what the key says.
        **options: for the pipeline's class, before what is found in the folder.

    The model is loaded apart from its pipeline: `transformers.pipeline()` itself takes a checkpoint of
    another kind without a word and fills what is missing with random numbers.
    """
    try:
        model = load_model(key, folder, **(loading or {}))
    except ImportError as error:
        raise refusal("This model", error) from error
    pipeline_class = pipeline_class or pipeline_class_for(key.task)
    parts = load_readers(display_name(key), pipeline_class, folder, options)
    placed = {} if key.dtype in QUANTIZED else {"device": key.device}  # quantized weights lie where they were loaded
    pipe = pipeline_class(model=model, **{"task": key.task, **placed, **parts, **options})
    require_words(display_name(key), pipe)
    limit_tokenizer(pipe)
    heed_stop_strings(pipe)
    return pipe


def load_model(key: ModelKey, folder: Path, config: Any = None, **loading: Any) -> Any:
    """Load the model with the class its task needs, and refuse it if weights are missing.

    Args:
        key: what it is for, and where it goes.
        folder: the model's files.
        config: what to use instead of the folder's config.json.
        **loading: further arguments of `from_pretrained`.
    """
    from transformers import AutoConfig

    config = config or AutoConfig.from_pretrained(folder, trust_remote_code=False)
    settings = {
        "config": config,
        "dtype": dtype_for(key, folder),
        "trust_remote_code": False,
        "use_safetensors": None if key.pickle else True,
        **quantization(key.dtype, key.device),
        "output_loading_info": True,
    }
    adapted = key.source == "trained" and holds_adapter(folder)
    if adapted:
        settings["ignore_mismatched_sizes"] = True  # the adapter brings its head
    weights, whole = (base_beside(folder), learned_whole(folder)) if adapted else (folder, ())
    model, info = load_with_first(classes_for(key.task, config), weights, **settings | loading)
    missing = sorted(
        name for name in info["missing_keys"] if not (ENGINES[key.task].may_lack(name) or name.startswith(whole))
    )
    if missing:
        log.warning("%r lacks %s", key.model, missing[:5])
        raise wrong_kind(key, config)
    return add_adapter(model, folder) if adapted else model


def load_with_first(classes: list[Any], folder: Path, **options: Any) -> Any:
    """Load with the first class that takes the folder.

    JevForDecision knows every Qwen's config, but refuses what has no head for decisions beside its weights.
    """
    for auto_class in classes[:-1]:
        with contextlib.suppress(ValueError):
            return auto_class.from_pretrained(folder, **options)
    return classes[-1].from_pretrained(folder, **options)


def wrong_kind(key: ModelKey, config: Any) -> ModelRefused:
    """Say that a checkpoint belongs to another task."""
    made_for = ", ".join(config.architectures or []) or config.model_type
    return ModelRefused("models.model_made_for_was_not_trained", made_for=made_for, replace=key.task.replace("-", " "))


def dtype_for(key: ModelKey, folder: Path) -> Any:
    """Return the torch dtype to load a folder's weights with."""
    import torch

    config = config_of(folder)
    name = config.get("dtype") or config.get("torch_dtype")
    wanted = "auto" if key.dtype in QUANTIZED else key.dtype
    chosen = torch_dtype(wanted, key.device, getattr(torch, name, None) if isinstance(name, str) else None)
    engine = ENGINES[key.task]
    if engine.through_numpy and chosen is torch.bfloat16:
        return torch.float32
    if engine.rounds and wanted == "auto" and key.device == "cpu" and computes_in_half("cpu"):
        return torch.bfloat16
    return chosen


def config_of(folder: Path) -> dict[str, Any]:
    """Return a folder's config.json, {} where there is none."""
    file = folder / "config.json"
    config: dict[str, Any] = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    return config
