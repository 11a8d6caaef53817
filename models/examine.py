"""What will happen with a model, told before its weights are downloaded or loaded."""

import json
from collections.abc import Container
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models import hub
from models.check_files import check_files
from models.engines import ENGINES, check_kind, classes_for, pipeline_class_for
from models.errors import ModelRefused, word
from models.hub.files import RepoFile, select
from models.libraries import import_transformers
from models.needs import kind_of, needed_by, refuse_without
from models.readers import require_readers


@dataclass(frozen=True, slots=True)
class Findings:
    """What is known of a model before it is downloaded or loaded.

    Attributes:
        kind: the architecture's name, such as "vit"; "" where the model does not tell.
        made_for: the class it was saved from, such as "ViTForImageClassification"; "" where untold.
        licence: as its author states it; "" where untold.
        download_bytes: what will be transferred; 0 for what is on this machine.
        doubt: why it may not work for the task, a plain sentence; "" for none.
    """

    kind: str
    made_for: str
    licence: str
    download_bytes: int
    doubt: str


def examine(task: str, model: str, revision: str, *, allow_pickle: bool, given: Container[str] = ()) -> Findings:
    """Look at a model's description and config.json on the Hub; it may lack the `given` parts, see `require_readers`.

    Raises:
        ModelRefused: it cannot do the task, needs code of its own, or has only pickles.
        SourceError: the Hub does not have it or does not give it.
    """
    described = hub.describe(model, revision, allow_pickle=allow_pickle)
    found = found_in(described.config, task, model, described.licence, described.download_bytes)
    require_readers(model, task, described.config, described.files, given)
    return found


def examine_folder(task: str, folder: Path, *, allow_pickle: bool) -> Findings:
    """Look at the file names and the config.json of a model in a folder of this machine.

    Raises:
        ModelRefused: it cannot do the task, needs code of its own, has only pickles, or cannot be read.
    """
    check_files(folder, folder.name)
    try:
        files = [path for pattern in ("*", "*_*/*") for path in folder.glob(pattern) if path.is_file()]
        file = folder / "config.json"
        config = json.loads(file.read_text(encoding="utf-8")) if file in files else {}
    except (OSError, ValueError, RecursionError) as error:
        raise ModelRefused("models.config_json_folder_cannot_be_read", folder=folder.name) from error
    names = [path.relative_to(folder).as_posix() for path in files]
    select(folder.name, (RepoFile(name, 0) for name in names), allow_pickle=allow_pickle)
    config = config if isinstance(config, dict) else {}
    found = found_in(config, task, folder.name)
    require_readers(folder.name, task, config, names)
    return found


def found_in(config: dict[str, Any], task: str, model: str, licence: str = "", download_bytes: int = 0) -> Findings:
    """Return what a config.json tells."""
    import_transformers()
    refuse_own_code(model, config)
    kind = kind_of(config)
    refuse_without(
        model, needed_by(config, None if ENGINES[task].is_sentence_transformer else pipeline_class_for(task))
    )
    architectures = config.get("architectures")
    made_for = ", ".join(str(name) for name in architectures) if isinstance(architectures, list) else ""
    return Findings(kind, made_for, licence, download_bytes, judge(task, kind, made_for))


def can_do(task: str, config: dict[str, Any]) -> bool:
    """Tell whether a model with this config.json may do a task, as far as that tells."""
    try:
        return not found_in(config, task, "").doubt
    except ModelRefused:
        return False


def refuse_own_code(model: str, config: dict[str, Any]) -> None:
    """Refuse what only runs with code from its repository."""
    if config.get("auto_map") and not is_known(str(config.get("model_type") or "")):
        raise ModelRefused("models.model_runs_only_with_program_code", model=model)


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

    if ENGINES[task].is_sentence_transformer:
        check_kind(task, kind)
        return ""
    if not kind:
        return word("models.does_not_tell_what_kind_model")
    if not is_known(kind):
        raise ModelRefused("models.installed_transformers_does_not_know_models", kind=kind)
    config_class = CONFIG_MAPPING[kind]
    classes = classes_for(task, config_class.__new__(config_class))  # the defaults of some kinds contradict each other
    heads = {name for one in classes for name in names(one._model_mapping[config_class])}
    if not made_for or heads & set(made_for.split(", ")) or any(not is_head(name) for name in heads):
        return ""
    return word("models.was_saved_as_made_for_not", made_for=made_for, heads=" or ".join(sorted(heads)))


def names(found: Any) -> list[str]:
    """Return the names of one class or of several."""
    return [one.__name__ for one in (found if isinstance(found, list | tuple) else [found])]


def is_head(name: str) -> bool:
    """Tell whether a class has a head of its own, which a bare encoder's checkpoint lacks."""
    return "For" in name or name.endswith(("LMHeadModel", "MTModel"))
