"""What chats about pictures and sound need besides their pipelines."""

from collections.abc import Callable
from typing import Any

from models.errors import BadInput
from models.streaming import ignore, text_streamer

PICTURE_TOKENS = 1_500
"""Room left for what a picture or a recording becomes: SmolVLM's 17 tiles of 64, Qwen2-Audio's 750."""

Message = dict[str, Any]


def user_message(text: str, *, image: Any = None, audio: Any = None) -> list[Message]:
    """Return a chat of one message, as Transformers' chat templates take it.

    Args:
        text: what is asked.
        image: a PIL image or None.
        audio: float32 samples (n,) at the model's own rate, or None.
    """
    content: list[Message] = []
    if image is not None:
        content.append({"type": "image", "image": image})
    if audio is not None:
        content.append({"type": "audio", "audio": audio})
    return [{"role": "user", "content": [*content, {"type": "text", "text": text}]}]


def as_words(pipe: Any, text: str) -> str:
    """Return a text in which what stands for a picture or a sound is spelled out: it would be taken for one."""
    for name in ("image_token", "audio_token", "video_token"):
        token = getattr(pipe.processor, name, None)
        if isinstance(token, str) and len(token) > 1:
            text = text.replace(token, f"{token[0]} {token[1:]}")
    return text


def tiling(pipe: Any, do_image_splitting: bool) -> dict[str, Any]:
    """Return the processor's argument that cuts a picture into tiles, where it knows one (Idefics3, SmolVLM).

    A picture in one piece is 64 tokens there, one in tiles up to 1088, and takes that much longer to read.
    """
    image_processor = getattr(pipe.processor, "image_processor", None)
    return {"do_image_splitting": do_image_splitting} if hasattr(image_processor, "do_image_splitting") else {}


def generation(
    pipe: Any,
    show: Callable[[str], None],
    *,
    max_new_tokens: int,
    do_sample: bool,
    temperature: float,
    count: Callable[[int], None] = ignore,
) -> dict[str, Any]:
    """Return the arguments of `generate` for an answer that `show` hears of as it grows."""
    sampling = {"do_sample": True, "temperature": temperature} if do_sample else {"do_sample": False}
    streamer = text_streamer(pipe.processor.tokenizer, show, skip_prompt=True, count=count)
    return {"max_new_tokens": max_new_tokens, "num_beams": 1, "streamer": streamer, **sampling}


def check_room(pipe: Any, text: str, max_new_tokens: int) -> None:
    """Refuse a text that, with what is seen, heard and answered, is longer than the model's context.

    Raises:
        BadInput: says how long a text may be.
    """
    config = pipe.model.config
    positions = getattr(getattr(config, "text_config", config), "max_position_embeddings", None)
    if positions is None:
        return
    room = positions - min(PICTURE_TOKENS, positions // 2) - max_new_tokens
    count = len(pipe.processor.tokenizer(text, verbose=False).input_ids)
    if count > room:
        raise BadInput("models.text_has_count_tokens_token_word", count=count, room=max(room, 0))
