"""Packages and programs that some models need and this application does not install."""

import importlib.util
import re
import shutil
from typing import Any

from models.errors import ModelRefused, word

HOW = {"torchvision": "models.the_fitting_torchvision"}
DETR = "facebook/detr-"
"""Models that wait in a revision of their own for those who do not have timm."""

REQUIRES = re.compile(r"requires the (\S+) library")

TIMM = "timm_wrapper"
"""The kind of what timm itself saved."""


def kind_of(config: dict[str, Any]) -> str:
    """Return the kind of model a config.json tells, "" for none; timm's name themselves by their pretrained_cfg."""
    return str(config.get("model_type") or (TIMM if "pretrained_cfg" in config else ""))


def needed_by(config: dict[str, Any], pipeline_class: Any = None) -> str:
    """Return the packages that a model needs, by its config.json, with spaces between; "" for none.

    Args:
        config: as the model has it.
        pipeline_class: what will call it, None for what reads text alone: of the readers that exist for torchvision
            only, it needs those that it loads.
    """
    from transformers.models.auto.image_processing_auto import IMAGE_PROCESSOR_MAPPING_NAMES
    from transformers.models.auto.processing_auto import PROCESSOR_MAPPING_NAMES
    from transformers.models.auto.video_processing_auto import VIDEO_PROCESSOR_MAPPING_NAMES

    kind = kind_of(config)
    if kind == TIMM or config.get("use_timm_backbone"):
        return "timm torchvision"
    takes_pictures = getattr(pipeline_class, "_load_image_processor", False)
    takes_all = getattr(pipeline_class, "_load_processor", False)
    pictures = kind in IMAGE_PROCESSOR_MAPPING_NAMES and "pil" not in IMAGE_PROCESSOR_MAPPING_NAMES[kind]
    videos = kind in VIDEO_PROCESSOR_MAPPING_NAMES and kind in PROCESSOR_MAPPING_NAMES
    return "torchvision" if (pictures and (takes_pictures or takes_all)) or (videos and takes_all) else ""


def missing_packages(needs: str) -> list[str]:
    """Return which of the packages and programs, named with spaces between, are not installed."""
    return [name for name in needs.split() if importlib.util.find_spec(name) is None and shutil.which(name) is None]


def refuse_without(model: str, needs: str) -> None:
    """Raise ModelRefused if a package the model needs is not installed."""
    missing = missing_packages(needs)
    if missing:
        raise refuse(model, missing)


def refusal(model: str, error: ImportError) -> ModelRefused:
    """Return the ImportError of a library that a model needs, in words; Transformers names the library."""
    found = REQUIRES.search(str(error))
    name = found.group(1).lower() if found else getattr(error, "name", None) or "models.another_package"
    return refuse(model, [name])


def refuse(model: str, missing: list[str]) -> ModelRefused:
    """Say what is missing, and what to do."""
    key = "models.needs_package_or_revision" if model.startswith(DETR) else "models.needs_package"
    both = word("models.and")
    install = both.join(word(HOW[one]) if one in HOW else one for one in missing)
    return ModelRefused(key, model=model, missing=both.join(missing), install=install)
