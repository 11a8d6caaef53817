"""Adapters that were kept beside their base: what a run learned, without the model that it belongs to.

On disk lies the adapter alone; in memory it is added to its base (W + BA, Hu et al., arXiv:2106.09685), so that what
answers is an ordinary model.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from models import hub, starters
from models.progress import Report
from models.training.runs import Run

SETTINGS = "adapter_config.json"


def holds_adapter(folder: Path) -> bool:
    """Tell whether a folder holds an adapter instead of whole weights."""
    return (folder / SETTINGS).is_file()


def bring_base(folder: Path, report: Report) -> None:
    """Put the base beside the adapter of a run, fetched or prepared again where it is not on this machine any more.

    Args:
        folder: of the run's model; whole weights need no base.
        report: is told how a download goes.

    Raises:
        SourceError: it cannot be had.
    """
    if not holds_adapter(folder):
        return
    base = Run(folder.parent).plan.base
    found = Path(base.folder)
    if not (found / "config.json").is_file() and base.source == "hub":
        found = hub.download(base.name, base.revision, report)
    elif base.source == "starter":
        found = starters.folder_of(base.name, report)
    link = base_beside(folder)
    if not link.exists():
        link.unlink(missing_ok=True)
        link.symlink_to(found, target_is_directory=True)


def base_beside(folder: Path) -> Path:
    """Return where the base of a run's adapter lies."""
    return folder.parent / "base"


def base_bytes(folder: Path, float_bytes: Callable[[str], float]) -> int:
    """Return about what the base of a run's adapter takes once loaded; 0 where the model is whole."""
    return int(Run(folder.parent).plan.base.parameters * float_bytes("F32")) if holds_adapter(folder) else 0


def learned_whole(folder: Path) -> tuple[str, ...]:
    """Return the beginnings of the names of weights that an adapter holds whole, such as a new head's."""
    settings = json.loads((folder / SETTINGS).read_text(encoding="utf-8"))
    return tuple(settings.get("modules_to_save") or ())


def add_adapter(model: Any, folder: Path) -> Any:
    """Return the model with what an adapter learned added to its weights."""
    from peft import PeftModel

    return PeftModel.from_pretrained(model, str(folder)).merge_and_unload()
