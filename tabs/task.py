"""What a task is: plain data from which its panel, its endpoint, its code and its tests are made."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from models.errors import BadInput
from models.source import Choice
from tabs.kinds import Kind, OutputKind, is_blank
from tabs.visitor import NOBODY, Visitor

SAID_BY_KIND = ("text", "image", "audio", "video", "document", "table")
"""Inputs whose kind's own sentence says well enough which of them is empty."""

Value = Any
"""What a pipeline takes or gives; each task's own inputs and outputs say which."""


@dataclass(frozen=True)
class ModelChoice:
    """A model of the catalogue that is known to do the task.

    Attributes:
        id: Hub id, "organisation/name".
        bytes: what is downloaded, roughly, in bytes.
        licence: SPDX name where there is one.
        good_for: why one would choose it, in a few plain words.
        revision: the pinned commit, where one is known; "" follows the model's default branch.
        needs: packages that a server of this application does not have by itself, with spaces between.
        example: the place of the task's example that shows what this model does.
    """

    id: str
    bytes: int
    licence: str
    good_for: str
    revision: str = ""
    needs: str = ""
    example: int = 0

    def as_choice(self) -> Choice:
        """Return what the choice of a source needs to know of this model."""
        return Choice(self.id, self.revision)


@dataclass(frozen=True)
class Input:
    """One thing the user gives.

    Attributes:
        name: the argument's name in `call`, in the HTTP interface and in the code snippet.
        label: plain words above the widget.
        kind: what it is, and so how it is read, sent and written.
        lines: the height of a text's widget.
        placeholder: what an empty text's widget shows.
        required: False where it may be left out.
        clicked_on: the name of the picture input whose clicks fill this one; "" for none.
    """

    name: str
    label: str
    kind: Kind
    lines: int = 4
    placeholder: str = ""
    required: bool = True
    clicked_on: str = ""

    def read(self, payload: Value) -> Value:
        """Return the checked value of an untrusted payload, or raise BadInput."""
        if not self.required and is_blank(payload):
            return self.kind.nothing
        try:
            return self.kind.read(payload)
        except BadInput as error:
            if is_blank(payload) and self.name not in SAID_BY_KIND:
                raise BadInput("page.label_is_still_empty", label=self.label) from error
            raise


@dataclass(frozen=True)
class Parameter:
    """A setting with bounds that hold in the page, over HTTP and in `call` alike.

    The type follows from the default: bool, int, float or str. Numbers have `minimum` and `maximum`,
    a str with `choices` is one of them, or, in small letters, one of `aliases`, which stand for choices; another
    has at most `longest` characters. A list that comes over HTTP is written with commas, or, where the task reads
    `lists`, as JSON. What is `in_sight` stands beside the inputs, all others under “Model and settings”.
    """

    name: str
    label: str
    default: bool | int | float | str
    info: str = ""
    minimum: float | None = None
    maximum: float | None = None
    step: float | None = None
    choices: tuple[str, ...] = ()
    aliases: Mapping[str, str] = field(default_factory=dict)
    longest: int = 1_000
    lists: bool = False
    in_sight: bool = False


@dataclass(frozen=True)
class Output:
    """One part of the answer.

    Attributes:
        name: by which programs know it.
        label: plain words above the widget.
        kind: what `render` gives for it.
        lines: the height of a text's widget.
        shown_in: the name of the input whose widget shows it instead, as a chat shows its own next message.
        script: JavaScript that makes a drawing answer to clicks; `element` is the drawing.
    """

    name: str
    label: str
    kind: OutputKind
    lines: int = 4
    shown_in: str = ""
    script: str = ""


@dataclass(frozen=True)
class Task:
    """A task, whole.

    Attributes:
        id: the field's own name of the task, "image-classification".
        title: what it does, in plain words.
        summary: one sentence for somebody who has never heard of it.
        models: the catalogue; the first is the default.
        starter: the model that comes with the app and serves when the Hub is out of reach, or None.
        inputs, parameters, outputs: in the order of the page and of the HTTP interface.
        call: `call(pipe, job, **inputs, **parameters) -> raw`, the pipeline's own output.
        call_many: `call_many(pipe, jobs, items, **parameters) -> list of raw`, one forward pass for several callers
            who wait for the same model with equal parameters; an item is a caller's inputs by name. None where
            each is answered alone. The answers are those of `call`, up to rounding.
        render: `render(raw, **inputs)`, the outputs' values; a tuple where there are several.
        code: the snippet's text, with {model}, {revision} and every input and parameter to fill in.
        packages: what the snippet needs besides transformers and torch.
        examples: tuples of one value per input; the first one fills the page.
        make_example: makes one more example, a different one each time, for a button beside them.
        example_titles: what the examples are called, where their first input is no good name for them.
        find_known: of a model, by its Hub id or its starter's name, the choices of settings that it knows; those of a
            setting that is not named, all.
    """

    id: str
    title: str
    summary: str
    models: tuple[ModelChoice, ...]
    starter: str | None
    inputs: tuple[Input, ...]
    outputs: tuple[Output, ...]
    call: Callable[..., Value]
    render: Callable[..., Value]
    code: str
    examples: tuple[tuple[Value, ...], ...]
    call_many: Callable[..., list[Value]] | None = None
    parameters: tuple[Parameter, ...] = ()
    packages: tuple[str, ...] = ()
    make_example: Callable[[], tuple[Value, ...]] | None = None
    example_titles: tuple[str, ...] = ()
    find_known: Callable[[str], Mapping[str, tuple[str, ...]]] | None = None

    @property
    def endpoint(self) -> str:
        """The name of the task's endpoint."""
        return self.id.replace("-", "_")

    @property
    def term(self) -> str:
        """The task's id as words, for readers who will meet it elsewhere."""
        return self.id.replace("-", " ")


@dataclass(frozen=True)
class Tab:
    """A kind of data and its tasks."""

    id: str
    title: str
    tasks: tuple[Task, ...]


@dataclass(frozen=True)
class Request:
    """One call of a task, still unchecked: payloads as they came from the page or over HTTP.

    With `try_instantly` the starter's answer is shown until a model of the Hub is loaded and has answered; `visitor`
    is who sent it.
    """

    inputs: Mapping[str, Value]
    model: Value = ""
    revision: Value = ""
    device: Value = ""
    dtype: Value = ""
    try_instantly: Value = False
    parameters: Mapping[str, Value] = field(default_factory=dict)
    visitor: Visitor = NOBODY


ASSETS = Path(__file__).parent.parent / "assets"
