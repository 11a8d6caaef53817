"""`pipeline()` as Transformers 4 had it: code written for it runs after a change of the import.

Instead of `from transformers import pipeline` it says `from models.pipelines import pipeline`.
"""

from pathlib import Path
from typing import Any

from models.errors import BadInput, HubUnreachable, ModelRefused

DEFAULTS = {
    "summarization": ("sshleifer/distilbart-cnn-12-6", "a4f8f3e"),
    "translation": ("google-t5/t5-base", "a9723ea"),
    "text2text-generation": ("google-t5/t5-base", "a9723ea"),
    "question-answering": ("distilbert/distilbert-base-cased-distilled-squad", "564e9b5"),
    "visual-question-answering": ("dandelin/vilt-b32-finetuned-vqa", "d0a1f6a"),
    "image-to-image": ("caidas/swin2SR-classical-sr-x2-64", "cee1c92"),
    "image-to-text": ("ydshieh/vit-gpt2-coco-en", "5bebf1e"),
}
"""The tasks that Transformers 5 removed, each with the model and revision it had in Transformers 4.57."""

OTHER_NAMES = {"vqa": "visual-question-answering"}

WITHOUT_EFFECT = ("framework", "use_fast", "device_map")
"""Arguments of version 4 with one choice left: PyTorch, fast tokenizers, and the best device there is."""


def pipeline(
    task: str | None = None,
    model: Any = None,
    *,
    revision: str | None = None,
    device: Any = None,
    dtype: Any = None,
    trust_remote_code: bool | None = None,
    **options: Any,
) -> Any:
    """Build a pipeline: of a removed task with the classes here, of any other with Transformers' own.

    Args:
        task: its name in version 4, such as "summarization", "translation_en_to_fr" or "vqa"; without one it is
            what the model's page on the Hub says.
        model: a Hub id, a folder, or a loaded model; without one the task's model in version 4.
        revision: branch, tag or commit of a Hub id.
        device: "cpu", "cuda:1", a number (-1 is the CPU) or a torch.device; without one the best there is.
        dtype: a torch dtype or its name, or "auto"; `torch_dtype` is its older name.
        trust_remote_code: code from a model's repository is never run.
        **options: tokenizer, image_processor, and defaults for the calls, such as max_length.

    The weights may be pickles, as in Transformers; torch reads them without running code. The pipeline opens
    paths and web addresses where it takes pictures: hand it no text of strangers.

    Raises:
        AppError: the model cannot be had, or cannot do the task.
    """
    if trust_remote_code:
        raise ModelRefused("Code from a model's repository is never run here. Leave trust_remote_code out.")
    dtype = options.pop("torch_dtype", None) or dtype or "auto"
    asked = task or task_on_the_hub(model, revision or "")
    name = "translation" if asked.startswith("translation_") else OTHER_NAMES.get(asked, asked)
    if name not in DEFAULTS:
        from transformers import pipeline as of_transformers

        given = {"task": asked, "model": model, "revision": revision, "device": device, "dtype": dtype}
        return of_transformers(**given, trust_remote_code=False, **options)
    if model is None:
        model, revision = DEFAULTS[name][0], revision or DEFAULTS[name][1]
    options = {one: value for one, value in options.items() if one not in WITHOUT_EFFECT}
    if isinstance(model, str | Path):
        pipe = from_name(name, str(model), revision or "", device, dtype, options | {"task": asked})
    else:
        pipe = around(name, model, options | {"task": asked, "device": device})
    if hasattr(pipe, "opens_paths"):
        pipe.opens_paths = True
    return pipe


def task_on_the_hub(model: Any, revision: str) -> str:
    """Return the task that a model's page on the Hub names.

    Raises:
        BadInput: nothing says what the task is.
    """
    from models import hub

    try:
        found = hub.task_of(model, revision) if isinstance(model, str) else ""
    except HubUnreachable:
        found = ""
    if not found:
        raise BadInput('Nothing says what the model is for. Name the task, as in pipeline("summarization", model=...).')
    return found


def from_name(task: str, model: str, revision: str, device: Any, dtype: Any, options: dict[str, Any]) -> Any:
    """Build a pipeline from a Hub id or a folder, the way the application does."""
    from models.key import ModelKey
    from models.libraries import IMPORTING, import_transformers
    from models.load import fetch, load_pipeline

    is_folder = Path(model).is_dir()
    key = ModelKey(
        task=task,
        source="local" if is_folder else "hub",
        model=str(Path(model).resolve()) if is_folder else model,
        revision=revision,
        device=place(device),
        dtype=str(dtype).removeprefix("torch."),
        pickle=True,
    )
    folder = fetch(key, lambda _: None)
    with IMPORTING:
        import_transformers()
        return load_pipeline(key, folder, **loaded_parts(model, options))


def place(device: Any) -> str:
    """Return the name of a device that is given as version 4 took it."""
    from models.device import best_device

    if device is None:
        return best_device()
    if isinstance(device, int):
        return "cpu" if device < 0 else f"cuda:{device}"
    return str(device)


def loaded_parts(model: str, options: dict[str, Any]) -> dict[str, Any]:
    """Return the options, tokenizers and processors loaded where only their names are given."""
    import transformers

    from models.load import PARTS

    named = {part: options[part] for part in PARTS if isinstance(options.get(part), str)}
    others = {
        part: getattr(transformers, PARTS[part]).from_pretrained(name, trust_remote_code=False)
        for part, name in named.items()
        if name != model
    }
    return {name: value for name, value in options.items() if name not in named} | others


def around(task: str, model: Any, options: dict[str, Any]) -> Any:
    """Build a pipeline around a loaded model.

    Raises:
        BadInput: its tokenizer or its processor is missing.
    """
    from models.engines import pipeline_class_for
    from models.load import PARTS

    pipeline_class = pipeline_class_for(task)
    missing = [part for part in PARTS if getattr(pipeline_class, f"_load_{part}") and options.get(part) is None]
    if missing:
        raise BadInput(f"A loaded model does not bring its {missing[0]} along. Pass it too: {missing[0]}=...")
    return pipeline_class(model=model, **{name: value for name, value in options.items() if value is not None})
