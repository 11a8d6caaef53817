"""Zero-shot image classification: match a picture to words of one's own."""

from typing import Any

from PIL import Image

from tabs.examples.packaged import find_flower, find_photo
from tabs.kinds import LABELS, PICTURE, SCORES
from tabs.read.frames import describe_blank
from tabs.read.template import check_template
from tabs.render.labels import render_labels
from tabs.run.job import Job
from tabs.run.labels import spell_all
from tabs.run.one_label import keep_asked, set_beside
from tabs.run.truncation import check_label_length
from tabs.task import Input, ModelChoice, Output, Parameter, Task

CODE = """\
from transformers import pipeline

classifier = pipeline("zero-shot-image-classification", model={model}{revision})
print(classifier({image}, candidate_labels={candidate_labels}, hypothesis_template={hypothesis_template}))
"""


def call(
    pipe: Any, job: Job, *, image: Image.Image, candidate_labels: list[str], hypothesis_template: str
) -> list[dict[str, Any]]:
    """Return [{"label", "score"}, ...], best first."""
    template = check_template(hypothesis_template)
    written = spell_all(candidate_labels)
    check_label_length(pipe, list(written), template)
    labels = set_beside(job, list(written))
    job.note = " ".join(filter(None, [job.note, describe_blank(image)]))
    answer: list[dict[str, Any]] = pipe(image, candidate_labels=labels, hypothesis_template=template)
    return keep_asked(answer, written)


def render(raw: list[dict[str, Any]], *, image: Image.Image, candidate_labels: list[str]) -> dict[str, float]:
    """Return {label: score}."""
    return render_labels(raw)


TASK = Task(
    id="zero-shot-image-classification",
    title="Match a picture to your own words",
    summary="Type any words; the model says how well each fits the picture, without training on them.",
    models=(
        ModelChoice("openai/clip-vit-base-patch32", 605_000_000, "MIT", "knows what the web knows", "3d74acf"),
        ModelChoice("google/siglip2-base-patch16-224", 1_500_000_000, "Apache-2.0", "larger, many languages"),
    ),
    starter="conse",
    inputs=(
        Input("image", "Picture", PICTURE),
        Input(
            "candidate_labels",
            "Words to choose from, with commas between",
            LABELS,
            lines=2,
        ),
    ),
    outputs=(Output("labels", "Answer", SCORES),),
    parameters=(
        Parameter("hypothesis_template", "Sentence around each word", "This is a photo of {}.", "{} is the word"),
    ),
    call=call,
    render=render,
    code=CODE,
    packages=("pillow",),
    examples=(
        (find_photo("lion.jpg"), "lion, tiger, house cat, dog"),
        (find_photo("tower.jpg"), "tower, bridge, beach, forest"),
        (find_flower(), "flower, tree, mushroom, butterfly"),
    ),
)
