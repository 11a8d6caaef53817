"""What can be chosen on the Train page: data sets, bases, ways, columns."""

from typing import Any

from models.data.embedded import EMBEDDED
from models.data.store import describe_data, list_data
from models.device import has_nvidia_driver
from models.errors import BadInput
from models.training.kinds import ALL, HEAD, KINDS, LORA, QUANTIZED, Kind
from models.training.plan import guess_columns
from tabs.task import Task
from tabs.words import say

WAYS = {
    HEAD: "train.the_head_alone",
    LORA: "train.lora_thin_matrices",
    ALL: "train.everything",
    "8-bit": "train.lora_on_8_bit_weights_needs",
    "4-bit": "train.lora_on_4_bit_weights_needs",
}


def known(tasks: dict[str, Task], name: Any) -> Kind:
    """Return the kind of a task that the page offers."""
    if name not in tasks:
        raise BadInput("train.choose_one_of", tasks=", ".join(tasks))
    return KINDS[name]


def own_data(kind: Kind, owner: str = "") -> list[str]:
    """Return the data sets that have the columns of a task; a visitor's own and those made for it first."""
    fitting = [name for name in list_data(owner) if all(guess_columns(kind, describe_data(name).columns).values())]
    return sorted(fitting, key=lambda name: name in EMBEDDED and EMBEDDED[name].task != kind.task)


def choices_of_data(kind: Kind, owner: str = "") -> list[tuple[str, str]]:
    """Return the data sets as the list shows them."""
    return [(say(describe_data(name).title), name) for name in own_data(kind, owner)]


def choices_of_bases(tasks: dict[str, Task], kind: Kind) -> list[tuple[str, str]]:
    """Return the bases as the list shows them."""
    built_in = [(say("train.name_built_in", name=name), name) for name in kind.bases]
    return built_in + [(f"{one.id} ({one.bytes / 1e6:,.0f} MB)", one.id) for one in tasks[kind.task].models]


def choices_of_ways(kind: Kind) -> list[tuple[str, str]]:
    """Return the ways that there are here."""
    ways = [*kind.ways, *(QUANTIZED if has_nvidia_driver() and LORA in kind.ways else ())]
    return [(say(WAYS[way]), way) for way in ways]


def column_choice(kind: Kind, place: int, data: str = "") -> dict[str, Any]:
    """Return the choices of one of the column fields, and the likeliest."""
    if place >= len(kind.columns):
        return {"choices": [], "value": None}
    described = describe_data(data or own_data(kind)[0])
    role = kind.columns[place].role
    return {"choices": list(described.columns), "value": guess_columns(kind, described.columns)[role] or None}
