"""Conversations in the forms that chat templates take: who may speak first, in which order, and as what."""

from collections.abc import Sequence
from itertools import groupby

from models.errors import word

Message = dict[str, str]
Form = tuple[list[Message], str]
"""A conversation, and a sentence on what differs from the one that was given; "" for nothing worth saying."""

FOLDED = "models.model_has_no_place_for_system"
NO_GREETING = "models.model_lets_user_speak_first"
NO_SYSTEM = "models.model_takes_no_system_message"


def forms_of(messages: Sequence[Message]) -> list[Form]:
    """Return the forms of a conversation, the most faithful first; one where it has nothing that a template refuses."""
    forms: list[Form] = []
    for systems, folded in ((list(messages), ""), (lead(messages), ""), (fold(messages), word(FOLDED))):
        merged = merge(systems)
        begun, cut = begin_with_user(merged)
        for form, words in ((systems, folded), (merged, folded), (begun, " ".join(filter(None, [folded, cut])))):
            if all(form != known for known, _ in forms):
                forms.append((form, words))
    return forms


def lead(messages: Sequence[Message]) -> list[Message]:
    """Return the conversation with all that the system says in one message at its beginning."""
    said = [one["content"] for one in messages if one["role"] == "system"]
    first = [{"role": "system", "content": "\n\n".join(said)}] if said else []
    return [*first, *(one for one in messages if one["role"] != "system")]


def fold(messages: Sequence[Message]) -> list[Message]:
    """Return the conversation with what the system says put before the next message of the user."""
    folded: list[Message] = []
    waiting: list[str] = []
    for one in messages:
        if one["role"] == "system":
            waiting.append(one["content"])
        elif one["role"] == "user" and waiting:
            folded.append({**one, "content": "\n\n".join([*waiting, one["content"]])})
            waiting = []
        else:
            folded.append(one)
    return folded


def merge(messages: Sequence[Message]) -> list[Message]:
    """Return the conversation with messages in a row by the same speaker as one."""
    groups = ((role, list(group)) for role, group in groupby(messages, lambda one: one["role"]))
    return [{"role": role, "content": "\n\n".join(one["content"] for one in group)} for role, group in groups]


def begin_with_user(messages: Sequence[Message]) -> Form:
    """Return the conversation without what the assistant says before the user's first message."""
    users = [number for number, one in enumerate(messages) if one["role"] == "user"]
    first = users[0] if users else 0
    greeting = [one for one in messages[:first] if one["role"] == "assistant"]
    kept = [one for one in messages[:first] if one["role"] != "assistant"]
    return [*kept, *messages[first:]], word(NO_GREETING) if greeting else ""


def left_out(messages: Sequence[Message]) -> Form:
    """Return the conversation without what the system says."""
    kept = [one for one in messages if one["role"] != "system"]
    return kept, word(NO_SYSTEM) if len(kept) < len(messages) else ""
