"""Reading a conversation."""

from typing import Any

from models.errors import BadInput
from tabs.read.text import read_optional_text

ROLES = ("system", "user", "assistant")
MAX_MESSAGES = 200
FORM = "read.send_text_or_list_messages_such"


Messages = list[dict[str, str]]
"""[{"role", "content"}, ...]"""


def read_messages(payload: Any) -> Messages:
    """Return the messages of a conversation, empty ones left out: [{"role", "content"}, ...], [] for none.

    Args:
        payload: a text (one message of the user's), a list of messages, or what gr.Chatbot sends, whose
            content is a list of parts.
    """
    if payload is None:
        return []
    if isinstance(payload, str):
        payload = [{"role": "user", "content": payload}]
    if not isinstance(payload, list):
        raise BadInput("read.field_takes_conversation", form=FORM)
    if len(payload) > MAX_MESSAGES:
        raise BadInput("read.there_are_count_messages", count=len(payload), max_messages=MAX_MESSAGES)
    messages = [read_message(one) for one in payload]
    return [message for message in messages if message["content"]]


def read_message(payload: Any) -> dict[str, str]:
    """Return one message, of its role and its text alone."""
    if not isinstance(payload, dict) or payload.get("role") not in ROLES:
        raise BadInput("read.message_has_role_system_user_or", form=FORM)
    return {"role": payload["role"], "content": read_content(payload.get("content"))}


def read_content(content: Any) -> str:
    """Return a message's text, which may come in parts."""
    parts = content if isinstance(content, list) else [content]
    return read_optional_text("\n".join(read_part(part) for part in parts))


def read_part(part: Any) -> str:
    """Return one part of a message's text."""
    text = part.get("text") if isinstance(part, dict) and part.get("type") == "text" else part
    if not isinstance(text, str):
        raise BadInput("read.messages_chat_are_texts", form=FORM)
    return text


def add_turn(messages: list[dict[str, str]], text: str) -> list[dict[str, str]]:
    """Return the conversation with the user's new message, which takes the place of one without an answer.

    Raises:
        BadInput: there is nothing to answer.
    """
    if not text:
        if not messages or messages[-1]["role"] != "user":
            raise BadInput("read.there_nothing_to_answer_yet")
        return messages
    answered = messages
    while answered and answered[-1]["role"] == "user":
        answered = answered[:-1]
    return [*answered, {"role": "user", "content": text}]


def take_until(payload: Any, index: int, words: str | None = None) -> Messages:
    """Return the messages up to that of the user's at `index` of what was sent, with other words where they are given.

    Raises:
        BadInput: there is no message of the user's at that place, or nothing would be asked.
    """
    if not isinstance(payload, list) or not 0 <= index < len(payload):
        raise BadInput("chat.message_gone")
    asked = read_message(payload[index])
    if asked["role"] != "user":
        raise BadInput("chat.message_gone")
    content = asked["content"] if words is None else read_optional_text(words)
    if not content:
        raise BadInput("chat.message_empty")
    return [*read_messages(payload[:index]), {"role": "user", "content": content}]
