"""Reading a conversation."""

from typing import Any

from models.errors import BadInput
from tabs.read.text import read_optional_text

ROLES = ("system", "user", "assistant")
MAX_MESSAGES = 200
FORM = 'Send a text, or a list of messages such as {"role": "user", "content": "Hello"}.'


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
        raise BadInput(f"This field takes a conversation. {FORM}")
    if len(payload) > MAX_MESSAGES:
        raise BadInput(f"There are {len(payload):,} messages; at most {MAX_MESSAGES} are accepted. Send the latest.")
    messages = [read_message(one) for one in payload]
    return [message for message in messages if message["content"]]


def read_message(payload: Any) -> dict[str, str]:
    """Return one message, of its role and its text alone."""
    if not isinstance(payload, dict) or payload.get("role") not in ROLES:
        raise BadInput(f"A message has a role (system, user or assistant) and a content. {FORM}")
    return {"role": payload["role"], "content": read_content(payload.get("content"))}


def read_content(content: Any) -> str:
    """Return a message's text, which may come in parts."""
    parts = content if isinstance(content, list) else [content]
    return read_optional_text("\n".join(read_part(part) for part in parts))


def read_part(part: Any) -> str:
    """Return one part of a message's text."""
    text = part.get("text") if isinstance(part, dict) and part.get("type") == "text" else part
    if not isinstance(text, str):
        raise BadInput(f"The messages of this chat are texts. {FORM}")
    return text


def add_turn(messages: list[dict[str, str]], text: str) -> list[dict[str, str]]:
    """Return the conversation with the user's new message, which takes the place of one without an answer.

    Raises:
        BadInput: there is nothing to answer.
    """
    if not text:
        if not messages or messages[-1]["role"] != "user":
            raise BadInput("There is nothing to answer yet. Write your next message and press Run.")
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
