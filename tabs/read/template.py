"""Reading the sentence around a zero-shot label."""

from models.errors import BadInput


def check_template(template: str) -> str:
    """Return a template that holds {} once and no other braces; anything else str.format would act on."""
    if template.count("{}") != 1 or template.count("{") != 1 or template.count("}") != 1:
        raise BadInput("read.sentence_needs_exactly_once_where_word")
    return template
