"""From the name of a base to its files: a built-in model, one of the Hub, or a folder where the server allows it."""

import json
from pathlib import Path

from models import hub, starters
from models.check_files import check_files, try_files
from models.device import budget_bytes
from models.engines import auto_classes
from models.errors import ModelRefused
from models.libraries import import_transformers
from models.progress import Progress, Report
from models.size import folder_bytes
from models.source import Choice, Policy, check_id, choose_source
from models.training.kinds import Kind
from models.training.plan import Base

COUNTED = 4
"""Bytes that a number is counted with, to learn how many there are."""


def ignore(_: Progress) -> None:
    """Show nothing."""


def quick_base(kind: Kind, name: str) -> Base:
    """Return a base as far as it is known at once: a built-in one, or the name alone, of no size yet."""
    name = name.strip() or kind.bases[0]
    if name not in kind.bases:
        return Base(check_id(name), "hub", "", "", 0)
    starter = starters.starter_named(name)
    return Base(name, "starter", "", "", starters.memory_bytes(starter) // COUNTED, starter.licence)


def find_base(
    kind: Kind, name: str, revision: str = "", catalogue: tuple[Choice, ...] = (), report: Report = ignore
) -> Base:
    """Return a base with its files on this machine, downloaded or prepared first where needed, and checked.

    Args:
        kind: what it is to be trained for.
        name: of a built-in model, a Hub id, or a folder where the server allows folders; "" for the default.
        revision: of the Hub.
        catalogue: models of the Hub that this server always allows.
        report: is told how the download goes.

    Raises:
        SourceError: it cannot be had, or this server may not use it.
        ModelRefused: it is no base for this task.
    """
    name = name.strip() or kind.bases[0]
    if name in kind.bases:
        starter = starters.starter_named(name)
        folder = starters.folder_of(name, report)
        return Base(name, "starter", "", str(folder), count_parameters(folder), starter.licence)
    source = choose_source(
        model=name,
        revision=revision,
        catalogue=catalogue,
        starter=None,
        policy=Policy.from_environment(),
        is_cached=lambda *_: True,
        is_reachable=hub.is_reachable,
    )
    if source.kind == "hub":
        licence = hub.describe(source.model, source.revision).licence
        folder = hub.download(source.model, source.revision, report)
    else:
        licence, folder = "", Path(source.model)
    shown = source.model if source.kind == "hub" else folder.name
    check_files(folder, shown)
    check_base(kind, folder, shown)
    if source.model not in [one.model for one in catalogue]:
        try_files(folder, shown, kind.task, COUNTED, budget_bytes())
    return Base(shown, source.kind, commit_of(folder, source.revision), str(folder), count_parameters(folder), licence)


def commit_of(folder: Path, revision: str) -> str:
    """Return the commit of a snapshot in the Hub's cache, so that the script says exactly what ran."""
    return folder.name if folder.parent.name == "snapshots" else revision


def check_base(kind: Kind, folder: Path, name: str) -> None:
    """Raise ModelRefused where no model for the task can be made of the folder."""
    if "sentence_pairs" in kind.parts:
        return
    import_transformers()
    from transformers import AutoConfig

    try:
        config = AutoConfig.from_pretrained(folder, trust_remote_code=False)
    except (OSError, ValueError, KeyError) as error:
        raise ModelRefused("train.name_has_no_configuration_transformers_knows", name=name) from error
    if not any(type(config) in one._model_mapping for one in auto_classes(kind.task)):
        raise ModelRefused(
            "train.model_kind_model_type_cannot_be", model_type=config.model_type, replace=kind.task.replace("-", " ")
        )


def count_parameters(folder: Path) -> int:
    """Return about how many numbers the weights in a folder hold."""
    return folder_bytes(folder, lambda _: COUNTED) // COUNTED


def reads_prefix(base: Base) -> bool:
    """Tell whether a model that writes expects to be told its task first, as T5 does (Raffel et al. 2020)."""
    file = Path(base.folder, "config.json")
    return file.is_file() and json.loads(file.read_text(encoding="utf-8")).get("model_type") in ("t5", "mt5", "umt5")
