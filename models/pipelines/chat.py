"""Conversation: the next message of a chat, by a decoder with a chat template or by Blenderbot.

Transformers 5 has chats inside its text-generation pipeline, for decoders alone; its conversational pipeline,
which served Blenderbot, is gone. This one serves both, and leaves out the oldest messages when a
conversation outgrows the model instead of failing.
"""

from collections.abc import Sequence
from typing import Any

from transformers import GenerationConfig, Pipeline

from models.chat_turns import Message, forms_of, left_out
from models.errors import BadInput, ModelRefused, word
from models.length import capped, context_limit

TURN_GAP = "  "
"""Two spaces stand between turns, as in Blenderbot's training (ParlAI) and Transformers 4's tokenizer."""


class ChatPipeline(Pipeline):  # type: ignore[misc]
    """Called like Transformers' text-generation pipeline with a chat.

    `pipe(messages, **generate)` takes a list of {"role", "content"}, the last one the user's, and returns
    [{"generated_text": messages + [{"role": "assistant", "content": ...}]}].

    Raises:
        BadInput: no messages, a model without a chat template, or a last message longer than the model reads.
    """

    auto_classes = ("AutoModelForSeq2SeqLM", "AutoModelForCausalLM")
    """In this order: the configurations of encoder-decoders are known to both, and only the first loads all."""

    _pipeline_calls_generate = True
    _load_processor = False
    _load_image_processor = False
    _load_feature_extractor = False
    _load_tokenizer = True
    _default_generation_config = GenerationConfig(max_new_tokens=256, do_sample=True, temperature=0.7)

    @property
    def is_decoder_only(self) -> bool:
        """Whether the answer follows the conversation in one sequence; False for encoder-decoders."""
        return not self.model.config.is_encoder_decoder

    def room(self, max_new_tokens: int) -> int:
        """Return how many tokens a conversation may have if so many are to follow."""
        limit = context_limit(self.model, self.tokenizer)
        return limit - max_new_tokens if self.is_decoder_only else limit

    def recent(self, messages: Sequence[Message], max_new_tokens: int) -> list[Message]:
        """Return the conversation, without its oldest messages where the model could not read all of it.

        A leading system message stays, and what is kept of a longer conversation begins with one of the user's.
        """
        room = self.room(max_new_tokens)
        system = [message for message in messages[:1] if message["role"] == "system"]
        turns = list(messages[len(system) :])
        starts = [number for number, message in enumerate(turns) if message["role"] == "user"]
        for start in dict.fromkeys([0, *starts]):
            kept = [*system, *turns[start:]]
            if self.encode(kept)["input_ids"].shape[-1] <= room:
                return kept
        raise BadInput(
            word("chat.your_message_too_long", room=room + max_new_tokens)
            if self.is_decoder_only
            else word("chat.your_message_too_long_alone", room=room)
        )

    def __call__(self, messages: Sequence[Message], **kwargs: Any) -> Any:
        """Answer a conversation."""
        if not messages:
            raise BadInput("chat.there_no_message_yet")
        return super().__call__(list(messages), **kwargs)

    @property
    def has_template(self) -> bool:
        """Whether the conversation is written by a template of the model; Blenderbot has none."""
        return self.is_decoder_only or bool(self.tokenizer.chat_template)

    def encode(self, messages: Sequence[Message]) -> Any:
        """Turn a conversation into `input_ids` and `attention_mask`, int64 (1, tokens)."""
        fitted, _ = self.fit(messages)
        if not self.has_template:
            return self.tokenizer(TURN_GAP.join(text_of(fitted)), return_tensors="pt", verbose=False)
        return self.write(fitted, return_dict=True, return_tensors="pt")

    def fit(self, messages: Sequence[Message]) -> tuple[list[Message], str]:
        """Return a conversation in the form that the model takes, and a sentence on what that left out or moved.

        Some templates know no system message, refuse it or leave it out without a word; some want the user to speak
        first, and in turns.

        Raises:
            BadInput: the model has no template, or it takes no form of the conversation.
        """
        if not self.has_template:
            return left_out(messages)
        if not self.tokenizer.chat_template:
            raise BadInput("chat.model_was_not_made_for_conversations")
        forms = forms_of(messages)
        if len(forms) == 1:
            return forms[0]
        wanted = [one["content"].strip() for one in messages if one["role"] == "system"]
        for form, note in forms:
            try:
                written = str(self.write(form, tokenize=False))
            except BadInput:
                continue
            if all(words in written for words in wanted):
                return form, note
        return forms[0]

    def write(self, messages: Sequence[Message], **options: Any) -> Any:
        """Write a conversation as the model's chat template does."""
        try:
            return self.tokenizer.apply_chat_template(list(messages), add_generation_prompt=True, **options)
        except ModelRefused:
            raise
        except Exception as error:  # templates are programs of the model's authors and raise what they like
            raise BadInput("chat.models_chat_template_accepts_conversation_in") from error

    def _sanitize_parameters(self, **generate_kwargs: Any) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
        return {}, generate_kwargs, {}

    def preprocess(self, chat: Any) -> dict[str, Any]:
        """Tokenize a conversation, which the base class hands over as transformers.Chat."""
        return {"tokens": self.encode(chat.messages), "messages": chat.messages}

    def _forward(self, model_inputs: dict[str, Any], **generate_kwargs: Any) -> dict[str, Any]:
        tokens = {name: model_inputs["tokens"][name] for name in ("input_ids", "attention_mask")}
        options = self._prepare_generate_kwargs(generate_kwargs)
        if not self.is_decoder_only:
            options = capped(options, context_limit(self.model, self.tokenizer))
        output_ids = self.model.generate(**tokens, **options)
        start = tokens["input_ids"].shape[-1] if self.is_decoder_only else 0
        return {"new_ids": output_ids[:, start:], "messages": model_inputs["messages"]}

    def postprocess(self, model_outputs: dict[str, Any]) -> list[dict[str, list[Message]]]:
        """Append the answer to the conversation."""
        texts = [self.tokenizer.decode(ids, skip_special_tokens=True).strip() for ids in model_outputs["new_ids"]]
        messages = model_outputs["messages"]
        return [{"generated_text": [*messages, {"role": "assistant", "content": text}]} for text in texts]


def text_of(messages: Sequence[Message]) -> list[str]:
    """Return what was said, in order; a space more marks the user, and Blenderbot knows no system messages."""
    spaces = {"user": " ", "assistant": ""}
    return [spaces[one["role"]] + one["content"] for one in messages if one["role"] in spaces]
