"""What to train, on what, and how: plain data, checked, that survives as JSON."""

import dataclasses
import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self

from models.data.store import describe_data
from models.errors import BadInput
from models.training.kinds import KINDS, LORA, QUANTIZED, Kind

TINY = 5_000_000

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,59}")


@dataclass(frozen=True, slots=True)
class Setting:
    """A number that a person may change, within its bounds."""

    default: float
    least: float
    most: float
    whole: bool = True


SETTINGS = {
    "epochs": Setting(3, 0.1, 100, whole=False),
    "batch": Setting(16, 1, 256),
    "rate": Setting(1e-4, 1e-7, 1.0, whole=False),
    "max_length": Setting(128, 8, 4096),
    "rows": Setting(20_000, 8, 10_000_000),
    "held_out": Setting(200, 4, 10_000),
    "warmup": Setting(0.1, 0, 1, whole=False),
    "weight_decay": Setting(0.01, 0, 1, whole=False),
    "seed": Setting(13, 0, 2**31 - 1),
    "r": Setting(16, 1, 256),
    "alpha": Setting(32, 1, 512),
    "dropout": Setting(0.05, 0, 0.9, whole=False),
}


@dataclass(frozen=True, slots=True)
class Base:
    """The model that training starts from.

    Attributes:
        name: of a starter, or an id of the Hub.
        source: "starter", "hub" or "local".
        revision: of the Hub; "" for its default.
        folder: where its files are on this machine.
        parameters: how many numbers it has.
        licence: as far as it is known.
    """

    name: str
    source: str
    revision: str
    folder: str
    parameters: int
    licence: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """A run's whole description.

    Attributes:
        name: what the trained model will be called.
        task: one of KINDS.
        data: the name of a data set.
        columns: the column for each role.
        base: what it starts from.
        way: "head", "lora", "all", "8-bit" or "4-bit".
        settings: numbers by the names in SETTINGS.
        targets: names of layers that get LoRA, "all-linear" for all.
        prefix: what is written before each source text.
        languages: from and to, in English, for translation.
        report_to: where else the curve goes, as Transformers' Trainer takes it.
        report_as: what the curve is called there; "" for the model's name.
        minutes: after which it ends with what it has learned; 0: no bound.
        merged: whether what LoRA learned is added to the base's weights, or kept alone, beside its base.
    """

    name: str
    task: str
    data: str
    columns: Mapping[str, str]
    base: Base
    way: str
    settings: Mapping[str, float] = field(default_factory=dict)
    targets: str = "all-linear"
    prefix: str = ""
    languages: tuple[str, ...] = ()
    report_to: str = "none"
    report_as: str = ""
    minutes: float = 0
    merged: bool = True

    @property
    def keeps_adapter(self) -> bool:
        """Whether what comes out is an adapter alone."""
        return plain(self.way) == LORA and not self.merged

    @property
    def kind(self) -> Kind:
        """The row of its task."""
        return KINDS[self.task]

    def to_json(self) -> str:
        """Write it down."""
        return json.dumps(dataclasses.asdict(self), indent=1)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Read what `to_json` wrote."""
        plain = json.loads(text)
        return cls(**{**plain, "base": Base(**plain["base"]), "languages": tuple(plain["languages"])})


def default_settings(kind: Kind, way: str, parameters: int) -> dict[str, float]:
    """Return the usual settings of a task and a way, for a base of so many numbers."""
    usual = {"epochs": kind.epochs, "batch": kind.batch, "max_length": kind.max_length, "rate": kind.rates[plain(way)]}
    tiny = kind.tiny if parameters < TINY else {}
    return {name: one.default for name, one in SETTINGS.items()} | usual | dict(tiny)


def plain(way: str) -> str:
    """Return the way without its number format: 8-bit and 4-bit are LoRA."""
    return LORA if way in QUANTIZED else way


def guess_columns(kind: Kind, columns: Mapping[str, str]) -> dict[str, str]:
    """Return the likeliest column for each role, "" where there is none; no column has two roles.

    Args:
        kind: of the task.
        columns: what each column of the data holds.
    """
    guessed: dict[str, str] = {}
    for one in kind.columns:
        free = [name for name in columns if name not in guessed.values()]
        named = [name for name in one.guesses if name in free and fits(one.kind, columns[name])]
        fitting = [name for name in free if columns[name] == one.kind]
        guessed[one.role] = next(iter([*named, *fitting]), "")
    return guessed


def fits(wanted: str, found: str) -> bool:
    """Tell whether a column can serve; classes may be written as texts or numbers."""
    return (
        found == wanted or (wanted == "label" and found in ("text", "number")) or (wanted, found) == ("tags", "tokens")
    )


def check_plan(plan: Plan) -> Plan:
    """Return the plan, with the usual settings where it has none.

    Raises:
        BadInput: something in it cannot be; the sentence says what would work.
    """
    if plan.task not in KINDS:
        raise BadInput("train.task_cannot_be_trained_here", task=plan.task, kinds=", ".join(KINDS))
    if not NAME.fullmatch(plan.name):
        raise BadInput("train.give_model_short_name_letters_digits")
    if plan.way not in (*plan.kind.ways, *(QUANTIZED if LORA in plan.kind.ways else ())):
        raise BadInput("train.such_model_can_be_trained_in", ways=", ".join(plan.kind.ways))
    described = describe_data(plan.data)
    for one in plan.kind.columns:
        name = plan.columns.get(one.role, "")
        if name not in described.columns:
            raise BadInput("train.choose_column_data_holds_lower", data=plan.data, lower=one.role.lower())
        if not fits(one.kind, described.columns[name]):
            raise BadInput("train.column_name_holds_no_kind_which", name=name, kind=one.kind, lower=one.role.lower())
    if len(set(plan.columns.values())) < len(plan.columns):
        raise BadInput("train.two_roles_have_same_column")
    settings = default_settings(plan.kind, plan.way, plan.base.parameters or TINY) | {
        name: check_setting(name, value) for name, value in plan.settings.items()
    }
    return dataclasses.replace(plan, settings=settings)


def check_setting(name: str, value: object) -> float:
    """Return a setting's value as a number within its bounds."""
    bounds = SETTINGS.get(name)
    if bounds is None:
        raise BadInput("train.there_no_setting_name", name=str(name)[:40], settings=", ".join(SETTINGS))
    is_number = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    if not is_number or not bounds.least <= float(value) <= bounds.most:  # type: ignore[arg-type]
        raise BadInput("train.setting_name_number_from_least_to", name=name, least=bounds.least, most=bounds.most)
    number = float(value)  # type: ignore[arg-type]
    return int(number) if bounds.whole else number
