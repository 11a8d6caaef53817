"""Image to text: captions for pictures, and the words of one line of writing."""

from typing import Any

from PIL import Image

from models.streaming import text_streamer
from tabs.examples.packaged import find_photo, find_specimen
from tabs.examples.photos import pick_picture
from tabs.kinds import PICTURE, WRITTEN
from tabs.run.generation import max_new_tokens
from tabs.run.job import Job
from tabs.task import Input, ModelChoice, Output, Parameter, Task
from tabs.words import say

CODE = """\
from PIL import Image
from transformers import AutoImageProcessor, AutoModelForImageTextToText, AutoTokenizer

model = AutoModelForImageTextToText.from_pretrained({model}{revision})
tokenizer = AutoTokenizer.from_pretrained({model}{revision})
image_processor = AutoImageProcessor.from_pretrained({model}{revision})

picture = Image.open({image}).convert("RGB")
pixels = image_processor(images=picture, return_tensors="pt").pixel_values
tokens = model.generate(pixel_values=pixels, max_new_tokens={max_new_tokens}, num_beams={num_beams})
print(tokenizer.decode(tokens[0], skip_special_tokens=True))
"""


def call(
    pipe: Any, job: Job, *, image: Image.Image, prompt: str, max_new_tokens: int, num_beams: int
) -> list[dict[str, str]]:
    """Return [{"generated_text"}]."""
    options: dict[str, Any] = {"num_beams": num_beams}
    if num_beams == 1:
        options["streamer"] = text_streamer(
            pipe.tokenizer, lambda text: job.show([{"generated_text": text}]), skip_prompt=False
        )
    raw: list[dict[str, str]] = pipe(
        image, prompt=prompt.strip(), max_new_tokens=max_new_tokens, generate_kwargs=options
    )
    return raw


def render(raw: list[dict[str, str]], *, image: Image.Image) -> str:
    """Return the text."""
    return raw[0]["generated_text"].strip()


TASK = Task(
    id="image-to-text",
    title=say("image_to_text.describe_a_picture"),
    summary=say("image_to_text.model_writes_sentence_about_picture"),
    models=(
        ModelChoice("microsoft/git-base-coco", 707_000_000, "MIT", say("image_to_text.captions_english")),
        ModelChoice(
            "Salesforce/blip-image-captioning-large",
            1_880_000_000,
            "BSD-3-Clause",
            say("image_to_text.richer_captions"),
        ),
        ModelChoice(
            "microsoft/trocr-base-handwritten", 1_330_000_000, "MIT", say("image_to_text.reads_one_handwritten_line")
        ),
        ModelChoice("microsoft/trocr-base-printed", 1_330_000_000, "MIT", say("image_to_text.reads_one_printed_line")),
    ),
    starter="nanodet-captions",
    inputs=(Input("image", say("common.picture"), PICTURE),),
    outputs=(Output("text", say("image_to_text.description"), WRITTEN),),
    parameters=(
        Parameter("prompt", say("image_to_text.begin_with"), "", say("image_to_text.first_words_caption_such_as")),
        max_new_tokens(40, say("image_to_text.longest_text_in_tokens"), 200, minimum=5),
        Parameter(
            "num_beams",
            say("image_to_text.search_width"),
            1,
            say("image_to_text.wider_slower_often_little_better_not"),
            1,
            5,
            1,
        ),
    ),
    call=call,
    render=render,
    code=CODE,
    packages=("pillow",),
    examples=((find_specimen("astronaut.png"),), (find_specimen("camera.png"),), (find_photo("lion.jpg"),)),
    make_example=pick_picture,
)
