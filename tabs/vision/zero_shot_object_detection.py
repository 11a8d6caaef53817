"""Zero-shot object detection: find what one names in a picture."""

from typing import Any

from PIL import Image

from models.errors import BadInput
from tabs.examples.packaged import find_photo, find_specimen
from tabs.examples.photos import pick_picture_and_labels
from tabs.kinds import DRAWING, DRAWN_PICTURE, LABELS, SCENE
from tabs.render.boxes import render_boxes
from tabs.run.job import Job
from tabs.run.labels import spell
from tabs.run.own_pixels import keep_inside
from tabs.task import Input, ModelChoice, Output, Parameter, Task
from tabs.words import say

MAX_LABELS = 20
"""Every label is a look at the whole picture."""

CODE = """\
from transformers import pipeline

detector = pipeline("zero-shot-object-detection", model={model}{revision})
found = detector({image}, candidate_labels={candidate_labels}, threshold={threshold}, top_k={top_k})
print(len(found), "found")
for thing in found:
    print(thing["label"], thing["score"], thing["box"])
"""


def call(
    pipe: Any, job: Job, *, image: Image.Image, candidate_labels: list[str], threshold: float, top_k: int
) -> list[dict[str, Any]]:
    """Return [{"score", "label", "box": {"xmin", "ymin", "xmax", "ymax"}}, ...], best first, in pixels.

    The pipeline runs the model once a label; here it gets one label at a time, so that the page can show what
    has been found so far.
    """
    check_labels(pipe, candidate_labels)
    found: list[dict[str, Any]] = []
    for number, label in enumerate(candidate_labels, 1):
        job.report(
            say(
                "zero_shot_object_detection.looking_for_label_number_count",
                label=label,
                number=number,
                count=len(candidate_labels),
            )
        )
        seen = pipe(image, candidate_labels=[write_phrase(pipe, label)], threshold=threshold, top_k=top_k)
        named = [{**thing, "label": label} for thing in keep_inside(seen, image.size)]
        found = sorted(found + named, key=lambda one: -one["score"])[:top_k]
        job.show(found)
    return found


def write_phrase(pipe: Any, label: str) -> str:
    """Return the label as the model learned them: Grounding DINO's are lower case and end with a full stop."""
    words = spell(label)
    return f"{words.lower().rstrip('.')}." if "grounding-dino" in pipe.model.config.model_type else words


def check_labels(pipe: Any, labels: list[str]) -> None:
    """Refuse more labels than one waits for, and labels longer than the model reads."""
    if len(labels) > MAX_LABELS:
        raise BadInput(
            "zero_shot_object_detection.there_are_count_things_to_look", count=len(labels), max_labels=MAX_LABELS
        )
    room = pipe.model.config.text_config.max_position_embeddings
    for label in labels:
        if len(pipe.tokenizer(write_phrase(pipe, label))["input_ids"]) > room:
            raise BadInput("zero_shot_object_detection.label_too_long_for_model", label=label[:40])


TASK = Task(
    id="zero-shot-object-detection",
    title=say("zero_shot_object_detection.find_what_you_name_in_picture"),
    summary=say("zero_shot_object_detection.type_what_to_look_for_in"),
    models=(
        ModelChoice(
            "google/owlvit-base-patch32",
            613_000_000,
            "Apache-2.0",
            say("zero_shot_object_detection.the_quicker_one"),
            "cbc355f",
        ),
        ModelChoice(
            "IDEA-Research/grounding-dino-tiny",
            690_000_000,
            "Apache-2.0",
            say("zero_shot_object_detection.more_accurate"),
        ),
    ),
    starter="nanodet-by-name",
    inputs=(
        Input("image", say("common.picture"), SCENE),
        Input("candidate_labels", say("zero_shot_object_detection.words_to_look_for_with_commas"), LABELS, lines=2),
    ),
    outputs=(
        Output("picture", say("common.picture_with_boxes"), DRAWN_PICTURE),
        Output("found", say("common.found"), DRAWING),
    ),
    parameters=(
        Parameter(
            "threshold", say("common.show_from"), 0.1, say("common.how_sure_model_must_be_from"), 0.01, 0.95, 0.01
        ),
        Parameter(
            "top_k",
            say("zero_shot_object_detection.boxes_to_show"),
            20,
            say("zero_shot_object_detection.how_many_best_are_drawn"),
            1,
            50,
            1,
        ),
    ),
    call=call,
    render=render_boxes,
    code=CODE,
    packages=("pillow",),
    examples=(
        (find_specimen("astronaut.png"), "a woman, bicycle, dog"),
        (find_specimen("coffee.png"), "mug, table, cat"),
        (find_photo("lion.jpg"), "lion, zebra, person"),
    ),
    make_example=pick_picture_and_labels,
)
