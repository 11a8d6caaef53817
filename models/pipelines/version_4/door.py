"""`pipeline()`, and what its arguments mean."""

import importlib
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from models.errors import BadInput, HubUnreachable, ModelRefused
from models.pipelines.version_4.answers import as_before
from models.pipelines.version_4.arguments import (
    configuration,
    dtype_name,
    given_only,
    one_of,
    place,
    with_default,
    with_revision,
)
from models.pipelines.version_4.build import around, from_name, loaded_parts, logged_in
from models.pipelines.version_4.names import (
    CHATS,
    DEFAULTS,
    DTYPE_NAMES,
    OTHER_DEFAULTS,
    OTHER_NAMES,
    OWN_CLASSES,
    OWN_TASKS,
    PAIRS,
    PARTS,
    WITHOUT_EFFECT,
)
from models.pipelines.version_4.put_back import put_back


class Unnamed(BadInput, RuntimeError):
    """Nothing says what the pipeline is for; version 4 raised a RuntimeError."""


def pipeline(
    task: str | None = None,
    model: Any = None,
    config: Any = None,
    tokenizer: Any = None,
    feature_extractor: Any = None,
    image_processor: Any = None,
    processor: Any = None,
    framework: str | None = None,
    revision: str | None = None,
    use_fast: bool = True,
    token: str | bool | None = None,
    device: Any = None,
    device_map: Any = None,
    dtype: Any = None,
    trust_remote_code: bool | None = None,
    model_kwargs: dict[str, Any] | None = None,
    pipeline_class: Any = None,
    **options: Any,
) -> Any:
    """Build a pipeline: of a removed task with the classes here, of any other with Transformers' own.

    Args:
        task: its name in version 4, such as "summarization", "translation_en_to_fr" or "vqa"; without one it is
            what the model's page on the Hub says.
        model: a Hub id, also with its revision as in "owner/name@main", a folder, or a loaded model; a repository
            or a folder may hold an adapter alone (LoRA); without one the task's model in version 4.
        config: instead of the model's own: a name, or a configuration.
        tokenizer: instead of the model's own: a name, one with options as in (name, {...}), or a loaded one.
        feature_extractor: likewise.
        image_processor: likewise.
        processor: likewise.
        framework: without effect; there is PyTorch.
        use_fast: without effect; there are fast tokenizers.
        revision: branch, tag or commit of a Hub id.
        token: for private models: a token of the Hub; False for none, even where this machine is logged in.
        device: "cpu", "cuda:1", a number (-1 is the CPU) or a torch.device; without one the best there is.
        device_map: a device as for `device`, or {"": device}; "auto" and its like are the best device there is.
        dtype: a torch dtype or its name, or "auto"; `torch_dtype` is its older name.
        trust_remote_code: without effect; code from a model's repository is never run.
        model_kwargs: further arguments for the model's `from_pretrained`.
        pipeline_class: what to build instead of the task's own class.
        **options: defaults for the calls, such as max_length.

    The weights may be pickles, as in Transformers; torch reads them without running code. The pipeline opens
    paths and web addresses where it takes pictures: hand it no text of strangers.

    Raises:
        AppError: the model cannot be had, or cannot do the task.
        Unnamed: neither a task nor a model says what it is for, or a tokenizer comes without its model.
    """
    if task is None and model is None:
        raise Unnamed(UNNAMED)
    if model is None and (tokenizer is not None or feature_extractor is not None):
        raise Unnamed("pipeline.tokenizer_goes_with_model")
    if trust_remote_code:
        warnings.warn("trust_remote_code has no effect: code from a model's repository is never run.", stacklevel=2)
    loading = {name: value for name, value in (model_kwargs or {}).items() if name not in WITHOUT_EFFECT}
    token = one_of("token", token, options.pop("use_auth_token", None), loading.pop("use_auth_token", None))
    dtype = one_of("dtype", dtype, *(given.pop(name, None) for given in (options, loading) for name in DTYPE_NAMES))
    device_map = one_of("device_map", device_map, loading.pop("device_map", None))
    model, revision = with_revision(model, revision)
    parts = dict(zip(PARTS, (tokenizer, feature_extractor, image_processor, processor), strict=True))
    with logged_in(token), in_words():
        asked = task or task_on_the_hub(model, revision or "")
        name = task_here(asked, model, revision)
        if model is None:
            model, revision = default_model(asked, name, revision)
        put_back(class_of)
        if name in OWN_TASKS:
            own_class = pipeline_class or class_of(name)
            own = loaded_parts(parts if isinstance(model, str) else with_default(parts, config), model)
            if not isinstance(model, str):
                return around(own_class, model, {**options, **own, "task": asked, "device": device})
            configured = {"config": configuration(config)} if config is not None else {}
            return from_name(
                model_task(name), model, revision or "", place(device, device_map), dtype_name(dtype),
                own_class, loading | configured, {**options, **own, "task": asked},
            )  # fmt: skip
        return of_transformers(
            task=asked, model=model, config=config, revision=revision, token=token, device=device,
            device_map=device_map, dtype=dtype or "auto", model_kwargs=loading or None,
            pipeline_class=pipeline_class, **given_only(parts), **options,
        )  # fmt: skip


UNNAMED = "pipeline.nothing_says_what_model_for"


def task_on_the_hub(model: Any, revision: str) -> str:
    """Return the task that a model's page on the Hub names.

    Raises:
        Unnamed: nothing says what the task is.
    """
    from models import hub

    try:
        found = hub.task_of(model, revision) if isinstance(model, str) else ""
    except HubUnreachable:
        found = ""
    if not found:
        raise Unnamed(UNNAMED)
    return found


def task_here(asked: str, model: Any, revision: str | None) -> str:
    """Return which task's pipeline serves what is asked for."""
    if asked == "text-generation" and kind_of_model(model, revision) in CHATS:
        return "conversational"
    return "translation" if asked.startswith("translation_") else OTHER_NAMES.get(asked, asked)


def kind_of_model(model: Any, revision: str | None) -> str:
    """Return a model's kind, such as "gpt2", "" where nothing says."""
    if model is None:
        return ""
    if not isinstance(model, str):
        return str(model.config.model_type)
    from transformers import AutoConfig

    try:
        config = AutoConfig.from_pretrained(model, revision=revision or "main", trust_remote_code=False)
    except (OSError, ValueError):  # the pipeline will say what is wrong
        return ""
    return str(config.model_type)


def default_model(asked: str, name: str, revision: str | None) -> tuple[str | None, str | None]:
    """Return the model that version 4 took for a task, and its revision; None where today's is the same.

    Raises:
        BadInput: a translation of other languages than it had a model for.
    """
    if name == "translation" and asked not in PAIRS:
        raise BadInput("pipeline.nothing_says_which_languages")
    model, pinned = {**DEFAULTS, **OTHER_DEFAULTS}.get(name, (None, None))
    return model, revision or pinned


def model_task(name: str) -> str:
    """Return the application's task whose models a task here takes."""
    return "chat" if name == "conversational" else name


def class_of(name: str) -> Any:
    """Return the class that serves a task here, answering as version 4 did."""
    from models.engines import pipeline_class_for

    return as_before(named(OWN_CLASSES[name]) if name in OWN_CLASSES else pipeline_class_for(name))


def named(path: str) -> Any:
    """Return the class of "module.Class"."""
    module, _, name = path.rpartition(".")
    return getattr(importlib.import_module(module), name)


def of_transformers(*, task: str, pipeline_class: Any, **given: Any) -> Any:
    """Build one of Transformers' own pipelines."""
    from transformers import pipeline as today
    from transformers.pipelines import PIPELINE_REGISTRY

    _, found, _ = PIPELINE_REGISTRY.check_task(task)
    impl = found["impl"]
    own = named(impl) if isinstance(impl, str) else impl
    return today(task=task, pipeline_class=pipeline_class or as_before(own), trust_remote_code=False, **given)


@contextmanager
def in_words() -> Iterator[None]:
    """Say that code is never run instead of Transformers' advice to let it.

    Raises:
        ModelRefused: the model needs code of its own.
    """
    try:
        yield
    except ValueError as error:
        if "trust_remote_code" not in str(error):
            raise
        raise ModelRefused("pipeline.model_runs_only_with_program_code") from error
