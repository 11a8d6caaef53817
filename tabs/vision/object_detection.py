"""Object detection: find things in a picture and say where they are."""

from typing import Any

from PIL import Image

from tabs.examples.packaged import find_photo, find_specimen
from tabs.examples.photos import pick_picture
from tabs.kinds import DRAWING, DRAWN_PICTURE, SCENE
from tabs.render.boxes import render_boxes
from tabs.run.job import Job
from tabs.run.own_pixels import keep_inside
from tabs.task import Input, ModelChoice, Output, Parameter, Task
from tabs.words import say

CODE = """\
from transformers import pipeline

detector = pipeline("object-detection", model={model}{revision})
found = detector({image}, threshold={threshold})
print(len(found), "found")
for thing in found:
    print(thing["label"], thing["score"], thing["box"])
"""


def call(pipe: Any, job: Job, *, image: Image.Image, threshold: float) -> list[dict[str, Any]]:
    """Return [{"score", "label", "box": {"xmin", "ymin", "xmax", "ymax"}}, ...], boxes in pixels of the picture."""
    return keep_inside(pipe(image, threshold=threshold), image.size)


TASK = Task(
    id="object-detection",
    title=say("object_detection.find_things_in_picture"),
    summary=say("object_detection.model_draws_box_around_each_thing"),
    models=(
        ModelChoice(
            "hustvl/yolos-tiny", 26_000_000, "Apache-2.0", say("object_detection.small_quick_80_everyday_things")
        ),
        ModelChoice(
            "PekingU/rtdetr_r18vd",
            81_000_000,
            "Apache-2.0",
            say("object_detection.more_accurate_still_quick_80_things"),
        ),
        ModelChoice(
            "facebook/detr-resnet-50",
            167_000_000,
            "Apache-2.0",
            say("object_detection.the_classic_80_things"),
            "no_timm",
        ),
    ),
    starter="nanodet-g",
    inputs=(Input("image", say("common.picture"), SCENE),),
    outputs=(
        Output("picture", say("common.picture_with_boxes"), DRAWN_PICTURE),
        Output("found", say("common.found"), DRAWING),
    ),
    parameters=(
        Parameter(
            "threshold", say("common.show_from"), 0.5, say("common.how_sure_model_must_be_from"), 0.05, 0.95, 0.05
        ),
    ),
    call=call,
    render=render_boxes,
    code=CODE,
    packages=("pillow",),
    examples=(
        *((find_specimen(f"{name}.png"),) for name in ("astronaut", "motorcycle_left", "coffee")),
        (find_photo("lion.jpg"),),
    ),
    make_example=pick_picture,
)
