"""From the body of a request to calls of a task."""

import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from starlette.requests import Request as HttpRequest

from models.errors import BadInput
from tabs.kinds import LINES, TEXT, Kind
from tabs.task import Request, Task

MOST_CALLS = 128
"""Inputs in one request."""

IGNORED = {
    "truncation",
    "truncate",
    "normalize",
    "prompt_name",
    "clean_up_tokenization_spaces",
    "padding",
    "return_full_text",
    "details",
    "decoder_input_details",
    "stream",
    "watermark",
}
"""Parameters of the clients that change nothing here, where the task has none of that name."""

OTHER_NAMES = {
    "query": "question",
    "prompt": "text",
    "source_sentence": "question",
    "sentences": "text",
    "image": "document",
}
"""Names of inputs in the Inference API, where the task has none of that name."""


JSON_ALONE = ("application/json", "multipart/form-data")
"""Content types under which nothing else is looked for."""

NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
"""What stands in files and in no text."""


@dataclass(frozen=True)
class Body:
    """What was sent: the inputs, a value or bytes; settings; and what stands beside them."""

    inputs: Any
    parameters: Mapping[str, Any] = field(default_factory=dict)
    options: Mapping[str, Any] = field(default_factory=dict)
    beside: Mapping[str, Any] = field(default_factory=dict)


async def read_body(http: HttpRequest) -> Body:
    """Return the body of a request: JSON, or the bytes of a file, or a text, with their settings in the address.

    What is not said to be one of them is told by its content, as clients send bytes without a word, and curl as a form.

    Raises:
        BadInput: it is none of these.
    """
    content = await http.body()
    kind = http.headers.get("content-type", "").partition(";")[0].strip().lower()
    asked = {name: value for name, value in http.query_params.items() if name not in ("model", "task")}
    settings = {name: parse_setting(value) for name, value in asked.items()}
    if not content:
        raise BadInput("doors.nothing_was_sent")
    if kind.startswith(("image/", "audio/", "video/")) or kind in ("application/octet-stream", "application/pdf"):
        return Body(content, settings)
    text = None if kind in JSON_ALONE else find_text(content)
    if kind in JSON_ALONE or (text or "").lstrip().startswith("{"):
        return split_body(parse_json(content))
    return Body(content if text is None else text, settings)


def find_text(content: bytes) -> str | None:
    """Return the text that bytes are; None where they are a file's."""
    if content.startswith(b"%PDF"):
        return None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    return None if NO_TEXT.search(text) else text


def parse_json(content: bytes) -> dict[str, Any]:
    """Return a JSON object."""
    try:
        body = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise BadInput("doors.this_is_no_json") from error
    if not isinstance(body, dict) or "inputs" not in body:
        raise BadInput("doors.json_has_no_inputs")
    return body


def split_body(body: dict[str, Any]) -> Body:
    """Return the parts of a JSON object."""
    beside = {name: value for name, value in body.items() if name not in ("inputs", "parameters", "options")}
    parameters, options = body.get("parameters") or {}, body.get("options") or {}
    if not isinstance(parameters, dict) or not isinstance(options, dict):
        raise BadInput("doors.parameters_options_are_objects")
    generated = parameters.get("generate_parameters") or parameters.get("generate_kwargs") or {}
    if isinstance(generated, dict):
        rest = {k: v for k, v in parameters.items() if k not in ("generate_parameters", "generate_kwargs")}
        parameters = {**rest, **generated}
    return Body(body["inputs"], parameters, options, beside)


def read_model(body: Body) -> str:
    """Return the model that stands beside the inputs, "" where none does.

    Raises:
        BadInput: it is no text.
    """
    model = body.beside.get("model") or ""
    if not isinstance(model, str):
        raise BadInput("doors.model_is_a_text")
    return model


def parse_setting(text: str) -> Any:
    """Return a setting from an address: a number, true or false, else the text."""
    try:
        return json.loads(text)
    except ValueError:
        return text


def read_calls(task: Task, model: str, body: Body, folder: Path) -> tuple[list[Request], bool]:
    """Return a request for each input, and whether they came as a list.

    Args:
        task: what is asked for.
        model: which model, "" for the automatic choice.
        body: what was sent.
        folder: where files that came inside are kept.

    Raises:
        BadInput: there is no such input or setting, or there are too many inputs.
    """
    many = isinstance(body.inputs, list) and is_taken_one_by_one(task)
    inputs = body.inputs if many else [body.inputs]
    if len(inputs) > MOST_CALLS:
        raise BadInput("doors.there_are_count_inputs", count=len(inputs), most_calls=MOST_CALLS)
    if not inputs:
        raise BadInput("doors.list_inputs_empty")
    return [read_call(task, model, one, body, folder) for one in inputs], many


def is_taken_one_by_one(task: Task) -> bool:
    """Tell whether a list of inputs is several calls: unless the first input is itself a list."""
    return task.inputs[0].kind is TEXT or task.inputs[0].kind.media != ""


def read_call(task: Task, model: str, value: Any, body: Body, folder: Path) -> Request:
    """Return the request for one input."""
    given = {**name_inputs(task, value), **collect_settings(task, body)}
    names = {one.name: one.kind for one in task.inputs}
    settings = {name: one for name, one in given.items() if name not in names}
    refuse_unknown(task, settings)
    known = {one.name for one in task.parameters}
    return Request(
        inputs={name: store(kind, given[name], folder) for name, kind in names.items() if name in given},
        model=model,
        revision=str(body.options.get("revision", "") or ""),
        device=body.options.get("device", ""),
        dtype=body.options.get("dtype", ""),
        parameters={name: value for name, value in settings.items() if name in known},
    )


def collect_settings(task: Task, body: Body) -> dict[str, Any]:
    """Return what stands in the parameters and beside the inputs, by our names; None is not sent."""
    names = {one.name for one in task.inputs} | {one.name for one in task.parameters}
    beside = {name: value for name, value in body.beside.items() if name in names}
    return {name: value for name, value in {**beside, **body.parameters}.items() if value is not None}


def translate_name(name: str, names: Collection[str]) -> str:
    """Return our name of an input."""
    return name if name in names else OTHER_NAMES.get(name, name)


def name_inputs(task: Task, value: Any) -> dict[str, Any]:
    """Return the inputs by their names: a single value is the first."""
    first = task.inputs[0]
    names = {one.name for one in task.inputs}
    if not isinstance(value, Mapping):
        return {first.name: join_lines(value) if first.kind is LINES else value}
    named = {translate_name(str(name), names): inner for name, inner in value.items()}
    if names.isdisjoint(named):
        if first.name == "table":  # columns, without a question
            return {"table": value}
        raise BadInput("doors.inputs_has_none_of", inputs=", ".join(one.name for one in task.inputs))
    return named


def join_lines(value: Any) -> Any:
    """Return one text, or each of several, without line breaks: a line is a text of its own to the task."""
    if isinstance(value, str):
        return " ".join(value.split())
    return [join_lines(one) for one in value] if isinstance(value, list) else value


def store(kind: Kind, value: Any, folder: Path) -> Any:
    """Return the payload of a value; files come inside the request, none that lies on the server is named.

    Raises:
        BadInput: a file is neither bytes nor base64.
    """
    files = value if isinstance(value, list) else [value]
    if kind.media and not all(isinstance(one, bytes | str | None) for one in files):
        raise BadInput("doors.file_sent_as_base64_or_alone")
    return kind.store(value, folder)


def refuse_unknown(task: Task, settings: Mapping[str, Any]) -> None:
    """Refuse settings that would change nothing without a word."""
    known = {one.name for one in task.parameters}
    unknown = [name for name in settings if name not in known | IGNORED]
    if unknown:
        names = ", ".join(sorted(known)) or "none"
        raise BadInput("doors.task_task_has_no_setting_unknown", task=task.id, unknown=unknown[0][:60], names=names)
