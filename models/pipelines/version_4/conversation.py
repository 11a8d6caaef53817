"""What a chat was before chats were lists of messages: the `Conversation` of Transformers 4."""

import uuid
from collections.abc import Iterator
from typing import Any

Message = dict[str, str]


class Conversation:
    """The messages of a chat, which `pipeline("conversational")` adds its answers to.

    Args:
        messages: the user's first words, or a list of {"role", "content"}.
        conversation_id: what it is known by; without one it gets a random id.
        past_user_inputs, generated_responses: an older chat in the older form, taken in turns before the messages.
    """

    def __init__(
        self,
        messages: str | list[Message] | None = None,
        conversation_id: uuid.UUID | None = None,
        *,
        past_user_inputs: list[str] | None = None,
        generated_responses: list[str] | None = None,
        text: str | None = None,
    ) -> None:
        self.uuid = conversation_id or uuid.uuid4()
        self.messages: list[Message] = []
        answers = iter(generated_responses or [])
        for said in past_user_inputs or []:
            self.add_message({"role": "user", "content": said})
            self.messages += [{"role": "assistant", "content": answer} for answer in [next(answers, None)] if answer]
        given = messages if messages is not None else text
        if isinstance(given, str):
            self.add_user_input(given)
        else:
            self.messages += given or []

    def add_message(self, message: Message) -> None:
        """Add {"role": "user", "assistant" or "system", "content"}.

        Raises:
            ValueError: it has other parts, or another role.
        """
        if set(message) != {"role", "content"} or message["role"] not in {"user", "assistant", "system"}:
            raise ValueError('A message is {"role": "user", "assistant" or "system", "content": "..."}.')
        self.messages.append(message)

    def add_user_input(self, text: str, overwrite: bool = False) -> None:
        """Add what the user says; in place of the last words, if they are unanswered and `overwrite` is set.

        Raises:
            ValueError: the user's last words are unanswered.
        """
        if self.messages and self.messages[-1]["role"] == "user":
            if not overwrite:
                raise ValueError("The last message of the user has no answer yet. Pass overwrite=True to replace it.")
            self.messages.pop()
        self.messages.append({"role": "user", "content": text})

    def append_response(self, response: str) -> None:
        """Add the model's answer."""
        self.messages.append({"role": "assistant", "content": response})

    def mark_processed(self) -> None:
        """Do nothing: answers follow questions. Older programs call it."""

    def said_by(self, role: str) -> list[str]:
        """Return what one side said, in order."""
        return [message["content"] for message in self.messages if message["role"] == role]

    @property
    def past_user_inputs(self) -> list[str]:
        """What the user said."""
        return self.said_by("user")

    @property
    def generated_responses(self) -> list[str]:
        """What the model answered."""
        return self.said_by("assistant")

    @property
    def new_user_input(self) -> str:
        """What the user said last.

        Raises:
            ValueError: it has been answered, or there is nothing.
        """
        if not self.messages or self.messages[-1]["role"] != "user":
            raise ValueError("There is no message of the user that waits for an answer.")
        return self.messages[-1]["content"]

    def iter_texts(self) -> Iterator[tuple[bool, str]]:
        """Yield (whether the user said it, what was said)."""
        for message in self.messages:
            yield message["role"] == "user", message["content"]

    def __iter__(self) -> Iterator[Message]:
        return iter(self.messages)

    def __getitem__(self, place: Any) -> Any:
        return self.messages[place]

    def __setitem__(self, place: int, message: Message) -> None:
        self.messages[place] = message

    def __len__(self) -> int:
        return len(self.messages)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Conversation) and (self.uuid == other.uuid or self.messages == other.messages)

    __hash__ = None  # type: ignore[assignment]  # it changes as the chat goes on

    def __repr__(self) -> str:
        lines = (f"{message['role']}: {message['content']}" for message in self.messages)
        return "\n".join([f"Conversation id: {self.uuid}", *lines])
