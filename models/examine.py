"""What will happen with a model, told before its weights are downloaded."""

from dataclasses import dataclass
from typing import Any

from models import hub
from models.classes import SENTENCE_TASKS, classes_for
from models.errors import ModelRefused
from models.libraries import import_transformers


@dataclass(frozen=True, slots=True)
class Findings:
    """What is known of a model of the Hub before it is downloaded.

    Attributes:
        kind: the architecture's name, such as "vit"; "" where the model does not tell.
        made_for: the class it was saved from, such as "ViTForImageClassification"; "" where untold.
        licence: as its author states it; "" where untold.
        download_bytes: what will be transferred.
        doubt: why it may not work for the task, a plain sentence; "" for none.
    """

    kind: str
    made_for: str
    licence: str
    download_bytes: int
    doubt: str


def examine(task: str, model: str, revision: str, *, allow_pickle: bool) -> Findings:
    """Look at a model's description and config.json on the Hub.

    Raises:
        ModelRefused: it cannot do the task, needs code of its own, or has only pickles.
        SourceError: the Hub does not have it or does not give it.
    """
    described = hub.describe(model, revision, allow_pickle=allow_pickle)
    config = described.config
    import_transformers()
    refuse_own_code(model, config)
    kind = str(config.get("model_type") or "")
    made_for = ", ".join(str(name) for name in config.get("architectures") or [])
    doubt = judge(task, kind, made_for)
    return Findings(kind, made_for, described.licence, described.download_bytes, doubt)


def refuse_own_code(model: str, config: dict[str, Any]) -> None:
    """Refuse what only runs with code from its repository."""
    if config.get("auto_map") and not is_known(str(config.get("model_type") or "")):
        raise ModelRefused(
            f"{model} runs only with program code from its own repository, which this server never executes. "
            "Choose another model."
        )


def is_known(kind: str) -> bool:
    """Tell whether the installed Transformers knows an architecture."""
    from transformers import CONFIG_MAPPING

    return kind in CONFIG_MAPPING


def judge(task: str, kind: str, made_for: str) -> str:
    """Return a doubt about the head of a model, or "".

    Raises:
        ModelRefused: its architecture is unknown, or has nothing for the task.
    """
    from transformers import CONFIG_MAPPING

    if not kind or task in SENTENCE_TASKS:
        return ""
    if not is_known(kind):
        raise ModelRefused(
            f"The installed Transformers does not know models of the kind “{kind}”. Choose another model, or start "
            "the server with a newer Transformers."
        )
    classes = classes_for(task, CONFIG_MAPPING[kind]())
    heads = {name for one in classes for name in names(one._model_mapping[CONFIG_MAPPING[kind]])}
    if not made_for or heads & set(made_for.split(", ")) or any(not is_head(name) for name in heads):
        return ""
    return (
        f"It was saved as {made_for}, not as {' or '.join(sorted(heads))}: if a part is missing, "
        "it will be refused after the download."
    )


def names(found: Any) -> list[str]:
    """Return the names of one class or of several."""
    return [one.__name__ for one in (found if isinstance(found, list | tuple) else [found])]


def is_head(name: str) -> bool:
    """Tell whether a class has a head of its own, which a bare encoder's checkpoint lacks."""
    return "For" in name
