"""Image-text to text: talk about a picture with a model that sees."""

from typing import Any

from PIL import Image

from models.errors import BadInput
from models.multimodal import as_words, check_room, generation, tiling, user_message
from tabs.examples.packaged import find_photo
from tabs.kinds import PICTURE, TEXT, WRITTEN
from tabs.run.generation import max_new_tokens
from tabs.run.job import Job
from tabs.task import Input, ModelChoice, Output, Parameter, Task

CODE = """\
from PIL import Image
from transformers import pipeline

looker = pipeline("image-text-to-text", model={model}{revision})
picture = Image.open({image}).convert("RGB")
chat = [
    {{
        "role": "user",
        "content": [{{"type": "image", "image": picture}}, {{"type": "text", "text": {text}}}],
    }}
]
answer = looker(
    text=chat,
    max_new_tokens={max_new_tokens},
    generate_kwargs={{"do_sample": {do_sample}}},
    processor_kwargs={{"do_image_splitting": {do_image_splitting}}},
    return_full_text=False,
)
print(answer[0]["generated_text"])
"""


def call(
    pipe: Any,
    job: Job,
    *,
    image: Image.Image,
    text: str,
    max_new_tokens: int,
    do_sample: bool,
    temperature: float,
    do_image_splitting: bool,
) -> list[dict[str, str]]:
    """Return [{"generated_text"}], the answer alone."""
    if not getattr(pipe.processor, "chat_template", None):
        raise BadInput("This model cannot hold a conversation. Choose one whose name says Instruct.")
    check_room(pipe, text, max_new_tokens)
    options = generation(
        pipe,
        lambda words: job.show([{"generated_text": words}]),
        max_new_tokens=max_new_tokens,
        do_sample=do_sample,
        temperature=temperature,
        count=job.count,
    )
    job.report("Looking at the picture")
    raw = pipe(
        text=user_message(as_words(pipe, text), image=image),
        generate_kwargs=options,
        processor_kwargs=tiling(pipe, do_image_splitting),
        return_full_text=False,
    )
    return [{"generated_text": item["generated_text"]} for item in raw]


def render(raw: list[dict[str, str]], *, image: Image.Image, text: str) -> str:
    """Return the answer."""
    return raw[0]["generated_text"].strip()


TASK = Task(
    id="image-text-to-text",
    title="Talk about a picture",
    summary="Give a picture and say what you want to know; the model looks at it and answers in sentences.",
    models=(
        ModelChoice("HuggingFaceTB/SmolVLM-256M-Instruct", 513_000_000, "Apache-2.0", "small, English"),
        ModelChoice("HuggingFaceTB/SmolVLM-500M-Instruct", 1_020_000_000, "Apache-2.0", "more accurate, English"),
    ),
    starter=None,
    inputs=(Input("image", "Picture", PICTURE), Input("text", "What do you want to know?", TEXT, lines=2)),
    outputs=(Output("text", "Answer", WRITTEN),),
    parameters=(
        max_new_tokens(128),
        Parameter("do_sample", "Vary the answer", False, "Different words each time"),
        Parameter("temperature", "Temperature", 0.7, "How much it varies", 0.1, 2.0, 0.1),
        Parameter("do_image_splitting", "Look closely", False, "Sees small print, takes many times longer"),
    ),
    call=call,
    render=render,
    code=CODE,
    packages=("pillow",),
    examples=(
        (find_photo("tower.jpg"), "Describe this picture in two sentences."),
        (find_photo("lion.jpg"), "What is the animal doing?"),
        (find_photo("bus.png"), "Write a short caption for this photo."),
    ),
)
