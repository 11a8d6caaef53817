"""What keeps a starter to what it can know: beyond that it refuses, in a sentence with the way to the full model.

A starter's row names its guard. It looks at what is asked, before the model works, and at
what it answered. Each tells on which data its threshold was measured; decision 12 on which it was chosen.
"""

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from models.key import ModelKey
from models.starters import starter_named


def let_pass(*_: Any) -> None:
    """Refuse nothing."""


@dataclass(frozen=True, slots=True)
class Guard:
    """What is refused; both raise BadInput.

    Attributes:
        asked: `asked(task, inputs)`, of what is asked, the inputs by name.
        answered: `answered(raw, parameters)`, of what the pipeline answered.
    """

    asked: Callable[[str, Mapping[str, Any]], None] = let_pass
    answered: Callable[[Any, Mapping[str, Any]], None] = let_pass


def guard_of(key: ModelKey) -> Guard:
    """Return the guard of a model, one that lets all pass where it has none."""
    name = starter_named(key.model).guard if key.source == "starter" else ""
    if not name:
        return Guard()
    module, _, constant = name.rpartition(".")
    guard: Guard = getattr(importlib.import_module(module), constant)
    return guard
