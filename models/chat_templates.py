"""Chat templates run in a child process: a loop within a loop in one of them cannot be stopped otherwise."""

from dataclasses import asdict, is_dataclass
from typing import Any

from models.bounded import OutOfBounds, call_bounded
from models.errors import ModelRefused

LIMITS: dict[str, Any] = {"address_bytes": 700_000_000, "cpu_s": 10.0, "wall_s": 40.0}


class BoundedTemplate:
    """Stands in for a compiled template of Jinja's, whose compiler already computes what it can.

    Attributes:
        environment: Jinja's, which Transformers parses the source with.
    """

    def __init__(self, source: str, environment: Any) -> None:
        self._source, self.environment = source, environment

    def render(self, **values: Any) -> str:
        """Return what the template writes; Transformers has made the values plain before, but the question to decide.

        Raises:
            BadInput: the template refuses the conversation.
            ModelRefused: it does not come to an end.
        """
        values = {name: asdict(one) if is_dataclass(one) else one for name, one in values.items()}  # type: ignore[arg-type]
        try:
            return str(call_bounded("models.decode.template.render", self._source, values, **LIMITS))
        except OutOfBounds as error:
            raise ModelRefused("models.chat_template_model_takes_too_long") from error


def bound_templates() -> None:
    """Let Transformers (5.23) render every chat template of a model within limits."""
    # Imported first, so that it keeps the compiler: its prompt is Transformers' own, and its values are objects.
    from transformers.decision import template_utils  # noqa: F401
    from transformers.utils import chat_template_utils

    if not hasattr(chat_template_utils, "_unbounded"):
        compile_template = chat_template_utils._compile_jinja_template
        chat_template_utils._unbounded = compile_template
        environment = compile_template("").environment
        chat_template_utils._compile_jinja_template = lambda source: BoundedTemplate(source, environment)
