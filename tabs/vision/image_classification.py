"""Image classification: say what is in a picture."""

from typing import Any

from PIL import Image

from tabs.examples.packaged import find_pagoda, find_photo
from tabs.kinds import PICTURE, SCORES
from tabs.read.frames import describe_blank
from tabs.render.labels import render_labels
from tabs.run.job import Job
from tabs.task import Input, ModelChoice, Output, Parameter, Task
from tabs.words import say

CODE = """\
from transformers import pipeline

classifier = pipeline("image-classification", model={model}{revision})
print(classifier({image}, top_k={top_k}))
"""


def call(pipe: Any, job: Job, *, image: Image.Image, top_k: int) -> list[dict[str, Any]]:
    """Return [{"label", "score"}, ...], best first."""
    return call_many(pipe, [job], [{"image": image}], top_k=top_k)[0]


def call_many(pipe: Any, jobs: list[Job], items: list[dict[str, Any]], *, top_k: int) -> list[list[dict[str, Any]]]:
    """Return the answer to each picture."""
    pictures = [item["image"] for item in items]
    for job, picture in zip(jobs, pictures, strict=True):
        job.note = describe_blank(picture)
    answers: list[list[dict[str, Any]]] = pipe(pictures, top_k=top_k, batch_size=len(pictures))
    return answers


TASK = Task(
    id="image-classification",
    title=say("image_classification.say_what_in_picture"),
    summary=say("image_classification.model_picks_names_fit_picture_best"),
    models=(
        ModelChoice(
            "microsoft/resnet-18", 47_000_000, "Apache-2.0", say("image_classification.small_quick_1_000_things")
        ),
        ModelChoice(
            "google/vit-base-patch16-224",
            346_000_000,
            "Apache-2.0",
            say("image_classification.more_accurate_1_000_things"),
            "3f49326",
        ),
    ),
    starter="efficientnet-lite0",
    inputs=(Input("image", say("common.picture"), PICTURE),),
    outputs=(Output("labels", say("common.answer"), SCORES),),
    parameters=(Parameter("top_k", say("common.names_to_show"), 5, say("common.how_many_best_are_listed"), 1, 20, 1),),
    call=call,
    call_many=call_many,
    render=render_labels,
    code=CODE,
    packages=("pillow",),
    examples=((find_photo("lion.jpg"),), (find_photo("cheetah.jpg"),), (find_pagoda(),)),
)
