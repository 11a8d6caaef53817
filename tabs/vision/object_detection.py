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
    title="Find things in a picture",
    summary="The model draws a box around each thing it knows and says what it is and how sure it is.",
    models=(
        ModelChoice("hustvl/yolos-tiny", 26_000_000, "Apache-2.0", "small and quick, 80 everyday things"),
        ModelChoice("PekingU/rtdetr_r18vd", 81_000_000, "Apache-2.0", "more accurate and still quick, 80 things"),
        ModelChoice("facebook/detr-resnet-50", 167_000_000, "Apache-2.0", "the classic, 80 things", "no_timm"),
    ),
    starter="nanodet-g",
    inputs=(Input("image", "Picture", SCENE),),
    outputs=(Output("picture", "Picture with boxes", DRAWN_PICTURE), Output("found", "Found", DRAWING)),
    parameters=(Parameter("threshold", "Show from", 0.5, "How sure the model must be, from 0 to 1", 0.05, 0.95, 0.05),),
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
