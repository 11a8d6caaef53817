"""Chat templates: programs in Jinja that come with a model."""

from typing import Any


def render(template: str, values: dict[str, Any]) -> str:
    """Write a conversation as a template does, in Transformers' own sandbox for them."""
    from jinja2.exceptions import TemplateError
    from transformers.utils.chat_template_utils import _cached_compile_jinja_template

    from models.errors import BadInput

    try:
        return str(_cached_compile_jinja_template(template).render(**values))
    except TemplateError as error:
        raise BadInput(str(error)[:200]) from error
