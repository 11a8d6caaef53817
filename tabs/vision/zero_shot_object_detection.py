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
        job.report(f"Looking for {label} ({number} of {len(candidate_labels)})")
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
        raise BadInput(f"There are {len(labels)} things to look for; at most {MAX_LABELS} are accepted. Remove some.")
    room = pipe.model.config.text_config.max_position_embeddings
    for label in labels:
        if len(pipe.tokenizer(write_phrase(pipe, label))["input_ids"]) > room:
            raise BadInput(f"“{label[:40]}…” is too long for this model. Say it in a few words.")


TASK = Task(
    id="zero-shot-object-detection",
    title="Find what you name in a picture",
    summary="Type what to look for in your own words; the model draws a box around each match.",
    models=(
        ModelChoice("google/owlvit-base-patch32", 613_000_000, "Apache-2.0", "the quicker one", "cbc355f"),
        ModelChoice(
            "IDEA-Research/grounding-dino-tiny", 690_000_000, "Apache-2.0", "more accurate; set the threshold to 0.3"
        ),
    ),
    starter="nanodet-by-name",
    inputs=(
        Input("image", "Picture", SCENE),
        Input("candidate_labels", "Words to look for, with commas between", LABELS, lines=2),
    ),
    outputs=(Output("picture", "Picture with boxes", DRAWN_PICTURE), Output("found", "Found", DRAWING)),
    parameters=(
        Parameter("threshold", "Show from", 0.1, "How sure the model must be, from 0 to 1", 0.01, 0.95, 0.01),
        Parameter("top_k", "Boxes to show", 20, "How many of the best are drawn", 1, 50, 1),
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
