"""The arguments of `pipeline()`, in the forms version 4 took them."""

from pathlib import Path
from typing import Any

from models.errors import BadInput


def one_of(name: str, *given: Any) -> Any:
    """Return the one that is given of an argument's names; None where none is, or where all is left to the model.

    Raises:
        BadInput: two are given.
    """
    values = [value for value in given if value is not None and not (name == "dtype" and value == "auto")]
    if len(values) > 1:
        raise BadInput("pipeline.name_is_given_twice", name=name)
    return values[0] if values else None


def given_only(parts: dict[str, Any]) -> dict[str, Any]:
    """Return the parts that are given."""
    return {name: value for name, value in parts.items() if value is not None}


def with_default(parts: dict[str, Any], config: Any) -> dict[str, Any]:
    """Return the parts, those that are missing by the name of the configuration, if it has one."""
    return {name: config if value is None and isinstance(config, str) else value for name, value in parts.items()}


def with_revision(model: Any, revision: str | None) -> tuple[Any, str | None]:
    """Return the model and its revision, which may stand behind an @; a path as text."""
    if isinstance(model, Path):
        return str(model), revision
    if not isinstance(model, str) or "@" not in model or Path(model).exists():
        return model, revision
    name, _, behind = model.rpartition("@")
    return name, one_of("revision", *{behind, revision or behind})


def place(device: Any, device_map: Any) -> str:
    """Return the name of a device that is given as version 4 took it."""
    from models.device import best_device

    if device is None:
        device = device_map.get("") if isinstance(device_map, dict) else device_map
    if device is None or device in ("auto", "balanced", "balanced_low_0", "sequential"):
        return best_device()
    if isinstance(device, int):
        return "cpu" if device < 0 or best_device() == "cpu" else f"cuda:{device}"
    return str(device)


def dtype_name(dtype: Any) -> str:
    """Return a torch dtype's name, or "auto"."""
    return str(dtype or "auto").removeprefix("torch.")


def configuration(config: Any) -> Any:
    """Return a configuration that may be given by its name."""
    from transformers import AutoConfig

    return AutoConfig.from_pretrained(config, trust_remote_code=False) if isinstance(config, str) else config
