"""Reading parameters: the bounds of a Parameter, wherever the value comes from."""

import json
import math
from typing import Any

from models.errors import BadInput
from tabs.read.text import clean
from tabs.task import Parameter
from tabs.words import say

NAMED_CHOICES = 20
"""A longer list would bury the sentence that tells of it."""


def read_parameter(parameter: Parameter, payload: Any) -> bool | int | float | str:
    """Return the parameter's value as the type of its default, or raise BadInput; None gives the default."""
    if payload is None:
        return parameter.default
    if isinstance(parameter.default, bool):
        return read_flag(parameter, payload)
    if isinstance(parameter.default, str):
        return read_word(parameter, payload)
    return read_number(parameter, payload)


def read_flag(parameter: Parameter, payload: Any) -> bool:
    """Accept true and false alone."""
    if not isinstance(payload, bool):
        raise BadInput(
            "read.parameter_parameter_2_either_true_or", parameter=say(parameter.label), parameter_2=parameter.name
        )
    return payload


def read_word(parameter: Parameter, payload: Any) -> str:
    """Accept one of the choices, or any short text where there are none; True and lists as pipelines take them."""
    if isinstance(payload, list) and parameter.lists:
        payload = write_list(parameter, payload)
    if isinstance(payload, list) and not parameter.choices and all(isinstance(one, str) for one in payload):
        payload = ", ".join(payload)
    if isinstance(payload, bool | int) and str(payload).lower() in parameter.aliases:
        payload = str(payload)
    if not isinstance(payload, str) or len(payload) > parameter.longest:
        many = " " + say("read.at_most_longest_characters", longest=parameter.longest)
        raise BadInput(
            "read.setting_takes_short_text",
            parameter=say(parameter.label),
            parameter_2=parameter.name,
            many=many,
        )
    if not parameter.choices:
        return clean(payload)
    if payload in parameter.choices:
        return payload
    meant = parameter.aliases.get(payload.strip().lower())
    if meant is None:
        choices = ", ".join(parameter.choices[:NAMED_CHOICES])
        more = ", …" if len(parameter.choices) > NAMED_CHOICES else ""
        raise BadInput(
            "read.setting_is_one_of",
            parameter=say(parameter.label),
            parameter_2=parameter.name,
            choices=choices,
            more=more,
        )
    return meant


def write_list(parameter: Parameter, payload: list[Any]) -> str:
    """Return a list as JSON, "" for an empty one."""
    try:
        return json.dumps(payload, ensure_ascii=False) if payload else ""
    except (TypeError, ValueError, RecursionError) as error:
        raise BadInput("read.setting_is_no_json", parameter=say(parameter.label), parameter_2=parameter.name) from error


def read_number(parameter: Parameter, payload: Any) -> int | float:
    """Accept a finite number within the bounds; where the default is whole, a whole one."""
    whole = isinstance(parameter.default, int)
    number = payload if isinstance(payload, int | float) and not isinstance(payload, bool) else math.nan
    low = -math.inf if parameter.minimum is None else parameter.minimum
    high = math.inf if parameter.maximum is None else parameter.maximum
    if not (low <= number <= high and math.isfinite(number)) or (whole and number != int(number)):
        kind = say("read.a_whole_number") if whole else say("read.a_number")
        raise BadInput(
            "read.parameter_parameter_2_kind_from_low",
            parameter=say(parameter.label),
            parameter_2=parameter.name,
            kind=kind,
            low=low,
            high=high,
        )
    return int(number) if whole else float(number)
