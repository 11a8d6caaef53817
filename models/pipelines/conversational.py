"""The conversational pipeline of Transformers 4, which took and gave `Conversation`s."""

from collections.abc import Sequence
from typing import Any

from transformers import GenerationConfig

from models.chat_turns import Message
from models.errors import BadInput
from models.pipelines.chat import ChatPipeline
from models.pipelines.version_4.conversation import Conversation

MAX_NEW_TOKENS = 256


class ConversationalPipeline(ChatPipeline):
    """The chat pipeline, called with a `Conversation`, to which it adds the answer, or with a list of them.

    Called with a list of messages it answers as `ChatPipeline` does. A decoder without a chat template reads the
    messages each followed by its end token, as DialoGPT (Zhang et al. 2020, arXiv:1911.00536) was trained.

    Raises:
        BadInput: something else, or a conversation whose last message is not the user's.
    """

    _default_generation_config = GenerationConfig(max_new_tokens=MAX_NEW_TOKENS)

    def __call__(self, messages: Any, **kwargs: Any) -> Any:
        """Answer a conversation, or several; a list of one is answered as that one."""
        if isinstance(messages, Conversation):
            return self.go_on(messages, **kwargs)
        several = list(messages) if isinstance(messages, Sequence) else []
        if several and all(isinstance(one, Conversation) for one in several):
            answered = [self.go_on(one, **kwargs) for one in several]
            return answered[0] if len(answered) == 1 else answered
        if isinstance(messages, str) or not all(isinstance(one, dict) for one in several):
            raise BadInput("conversational.give_conversation_or_list")
        return super().__call__(several, **kwargs)

    def go_on(self, conversation: Conversation, **kwargs: Any) -> Conversation:
        """Add the model's answer to a conversation and return it."""
        if not conversation.messages or conversation.messages[-1]["role"] != "user":
            raise BadInput("conversational.last_message_not_users")
        recent = self.recent(conversation.messages, kwargs.get("max_new_tokens", MAX_NEW_TOKENS))
        (answer,) = super().__call__(recent, **kwargs)
        conversation.append_response(answer["generated_text"][-1]["content"])
        return conversation

    def room(self, max_new_tokens: int) -> int:
        """Return how many tokens a conversation may have; where the answer would take all, it gets half."""
        limit = super().room(0)
        return max(super().room(max_new_tokens), limit // 2)

    def encode(self, messages: Sequence[Message]) -> Any:
        """Turn a conversation into `input_ids` and `attention_mask`, int64 (1, tokens)."""
        if self.is_decoder_only and not self.tokenizer.chat_template:
            text = "".join(message["content"] + self.tokenizer.eos_token for message in messages)
            return self.tokenizer(text, return_tensors="pt", verbose=False)
        return super().encode(messages)

    def _forward(self, model_inputs: dict[str, Any], **generate_kwargs: Any) -> dict[str, Any]:
        length = model_inputs["tokens"]["input_ids"].shape[-1]
        if self.is_decoder_only and "max_length" not in generate_kwargs:
            wanted = generate_kwargs.get("max_new_tokens", self._generate_kwargs.get("max_new_tokens", MAX_NEW_TOKENS))
            generate_kwargs["max_new_tokens"] = min(wanted, super().room(0) - length)
        return super()._forward(model_inputs, **generate_kwargs)
