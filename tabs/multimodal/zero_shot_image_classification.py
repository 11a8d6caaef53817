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
from tabs.words import say

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
    title=say("zero_shot_image_classification.match_picture_to_your_own_words"),
    summary=say("zero_shot_image_classification.type_any_words"),
    models=(
        ModelChoice(
            "openai/clip-vit-base-patch32",
            605_000_000,
            "MIT",
            say("zero_shot_image_classification.knows_what_web_knows"),
            "3d74acf",
        ),
        ModelChoice(
            "google/siglip2-base-patch16-224",
            1_500_000_000,
            "Apache-2.0",
            say("zero_shot_image_classification.larger_many_languages"),
        ),
    ),
    starter="conse",
    inputs=(
        Input("image", say("common.picture"), PICTURE),
        Input(
            "candidate_labels",
            say("common.words_to_choose_from_with_commas"),
            LABELS,
            lines=2,
        ),
    ),
    outputs=(Output("labels", say("common.answer"), SCORES),),
    parameters=(
        Parameter(
            "hypothesis_template",
            say("common.sentence_around_each_word"),
            "This is a photo of {}.",
            say("common.braces_are_the_word"),
        ),
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
