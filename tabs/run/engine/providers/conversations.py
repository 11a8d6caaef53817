"""Conversations, asked of the Inference API; what is seen comes inside as a data URL."""

import base64
from typing import Any

from PIL import Image

from models.errors import BadInput
from tabs.read.messages import add_turn
from tabs.run.engine.providers.wire import Settings, encode_picture
from tabs.run.generation import read_stops
from tabs.run.job import Job


def chat(client: Any, job: Job, settings: Settings, *, messages: Any, text: str) -> Any:
    """[{"generated_text": the conversation with the answer}], shown while it is written."""
    asked = add_turn(messages, text)

    def wrap(words: str) -> Any:
        return [{"generated_text": [*asked, {"role": "assistant", "content": words}]}]

    return wrap(write(client, job, settings, asked, wrap))


def talk(client: Any, job: Job, settings: Settings, *, text: str, image: Any = None, audio: Any = None) -> Any:
    """[{"generated_text"}], the answer alone, shown while it is written."""
    if audio is not None:
        raise BadInput("engine.no_sound_in_a_conversation")
    content: list[dict[str, Any]] = [{"type": "text", "text": text}]
    if image is not None:
        content.insert(0, {"type": "image_url", "image_url": {"url": as_url(image)}})
    asked = [{"role": "user", "content": content}]

    def wrap(words: str) -> Any:
        return [{"generated_text": words}]

    return wrap(write(client, job, settings, asked, wrap))


def write(client: Any, job: Job, settings: Settings, messages: Any, wrap: Any) -> str:
    """Return the answer to a conversation; the job shows what there is of it, as `wrap` has it."""
    written, tokens = "", 0
    options = {name: settings[name] for name in ("temperature", "top_p") if name in settings and settings["do_sample"]}
    stops = read_stops(settings.get("stop", ""))
    stream = client.chat_completion(
        messages, stream=True, max_tokens=settings["max_new_tokens"], stop=stops or None, **options
    )
    for chunk in stream:
        job.check()
        part = chunk.choices[0].delta.content if chunk.choices else None
        if part:
            written, tokens = written + part, tokens + 1
            job.show(wrap(written))
    job.count(tokens)
    return written.strip()


def as_url(image: Image.Image) -> str:
    """Return a picture as a data URL."""
    return f"data:image/png;base64,{base64.b64encode(encode_picture(image)).decode()}"
