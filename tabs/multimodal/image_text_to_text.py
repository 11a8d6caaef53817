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
from tabs.words import say

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
        raise BadInput("image_text_to_text.model_cannot_hold_conversation")
    check_room(pipe, text, max_new_tokens)
    options = generation(
        pipe,
        lambda words: job.show([{"generated_text": words}]),
        max_new_tokens=max_new_tokens,
        do_sample=do_sample,
        temperature=temperature,
        count=job.count,
    )
    job.report(say("image_text_to_text.looking_at_the_picture"))
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
    title=say("image_text_to_text.talk_about_a_picture"),
    summary=say("image_text_to_text.give_picture_say_what_you_want"),
    models=(
        ModelChoice("HuggingFaceTB/SmolVLM-256M-Instruct", 513_000_000, "Apache-2.0", say("common.small_english")),
        ModelChoice(
            "HuggingFaceTB/SmolVLM-500M-Instruct", 1_020_000_000, "Apache-2.0", say("common.more_accurate_english")
        ),
    ),
    starter=None,
    inputs=(
        Input("image", say("common.picture"), PICTURE),
        Input("text", say("common.what_do_you_want_to_know"), TEXT, lines=2),
    ),
    outputs=(Output("text", say("common.answer"), WRITTEN),),
    parameters=(
        max_new_tokens(128),
        Parameter("do_sample", say("common.vary_the_answer"), False, say("common.different_words_each_time")),
        Parameter("temperature", say("common.temperature"), 0.7, say("common.how_much_it_varies"), 0.1, 2.0, 0.1),
        Parameter(
            "do_image_splitting",
            say("image_text_to_text.look_closely"),
            False,
            say("image_text_to_text.sees_small_print_takes_many_times"),
        ),
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
