"""OpenAI's names for what our tasks call otherwise."""

from collections.abc import Mapping
from typing import Any

from models.errors import BadInput

DEFAULT_MODELS = {"", "dummy", "default", "auto", "tgi"}
"""What clients send that name no model."""

LEAST_TEMPERATURE, MOST_TEMPERATURE = 0.1, 2.0


def read_model(body: Mapping[str, Any]) -> str:
    """Return the model that is asked for, "" for the automatic choice."""
    model = body.get("model") or ""
    if not isinstance(model, str):
        raise BadInput("openai.model_text")
    return "" if model in DEFAULT_MODELS else model


def read_generation(body: Mapping[str, Any]) -> dict[str, Any]:
    """Return the settings of a generation by our names; a temperature of 0 is the likeliest word each time."""
    if body.get("n") not in (None, 1):
        raise BadInput("openai.server_gives_one_answer_at_time")
    settings: dict[str, Any] = {}
    longest = body.get("max_completion_tokens") or body.get("max_tokens")
    if longest is not None:
        settings["max_new_tokens"] = longest
    temperature = body.get("temperature")
    if temperature is not None:
        if isinstance(temperature, bool) or not isinstance(temperature, int | float) or temperature < 0:
            raise BadInput("openai.temperature_number_from_0_to_2")
        settings["do_sample"] = temperature > 0
        settings["temperature"] = min(max(float(temperature), LEAST_TEMPERATURE), MOST_TEMPERATURE)
    if body.get("top_p") is not None:
        settings["top_p"] = body["top_p"]
    return settings


def read_stops(body: Mapping[str, Any]) -> list[str]:
    """Return the texts at which an answer ends."""
    stops = body.get("stop") or []
    stops = [stops] if isinstance(stops, str) else stops
    if not isinstance(stops, list) or not all(isinstance(one, str) and one for one in stops):
        raise BadInput("openai.stop_text_or_list_texts")
    return stops


def cut_at(text: str, stops: list[str]) -> tuple[str, bool]:
    """Return the text up to the first stop, and whether there was one."""
    places = [text.find(one) for one in stops if one in text]
    return (text[: min(places)], True) if places else (text, False)
