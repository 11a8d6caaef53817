"""Zero-shot classification: sort a text by labels of one's own."""

from typing import Any

from models.errors import BadInput
from tabs.kinds import LABELS, SCORES, TEXT
from tabs.read.template import check_template
from tabs.run.job import Job
from tabs.run.labels import spell_all
from tabs.run.spelling import spell
from tabs.run.truncation import check_label_length, note_length
from tabs.task import Input, ModelChoice, Output, Parameter, Task
from tabs.words import say

CODE = """\
from transformers import pipeline

classifier = pipeline("zero-shot-classification", model={model}{revision})
print(
    classifier(
        {text},
        candidate_labels={candidate_labels},
        multi_label={multi_label},
        hypothesis_template={hypothesis_template},
    )
)
"""


def call(
    pipe: Any, job: Job, *, text: str, candidate_labels: list[str], multi_label: bool, hypothesis_template: str
) -> dict[str, Any]:
    """Return {"sequence", "labels", "scores"}, best first; each label costs one pass through the model."""
    template = check_template(hypothesis_template)
    check_model(pipe)
    note_length(pipe, job, text)
    written = spell_all(candidate_labels)
    check_labels(pipe, list(written), template)
    job.report(say("zero_shot_classification.comparing_text_with_count_labels", count=len(candidate_labels)))
    read = spell(pipe, job, text)
    spelled = {spell(pipe, job, words): label for words, label in written.items()}
    if len(spelled) < len(written):
        spelled = written
    answer: dict[str, Any] = pipe(
        read, candidate_labels=list(spelled), multi_label=multi_label, hypothesis_template=template
    )
    return {**answer, "sequence": text, "labels": [spelled[label] for label in answer["labels"]]}


def check_model(pipe: Any) -> None:
    """Refuse classifiers that were not trained on entailment: the pipeline would read any class of theirs as it."""
    if getattr(pipe, "entailment_id", None) == -1:  # a pipeline without one compares in its own way
        raise BadInput("zero_shot_classification.model_cannot_compare_text_with_labels")


def check_labels(pipe: Any, labels: list[str], template: str) -> None:
    """Refuse labels that leave the model no room for the text."""
    if "{}" in labels:
        raise BadInput("zero_shot_classification.stands_for_label_in_sentence_cannot")
    check_label_length(pipe, labels, template, share=1 / 2)


def render(raw: dict[str, Any], *, text: str, candidate_labels: list[str]) -> dict[str, float]:
    """Return {label: score}."""
    return {label: float(score) for label, score in zip(raw["labels"], raw["scores"], strict=True)}


TASK = Task(
    id="zero-shot-classification",
    title=say("zero_shot_classification.sort_text_by_your_own_labels"),
    summary=say("zero_shot_classification.type_any_labels"),
    models=(
        ModelChoice(
            "MoritzLaurer/deberta-v3-xsmall-zeroshot-v1.1-all-33",
            142_000_000,
            "MIT",
            say("common.small_and_quick_english"),
        ),
        ModelChoice(
            "facebook/bart-large-mnli",
            1_630_000_000,
            "MIT",
            say("zero_shot_classification.the_classic_more_accurate"),
            "d7645e1",
        ),
    ),
    starter="minilm-labels",
    inputs=(
        Input("text", say("common.text"), TEXT),
        Input(
            "candidate_labels",
            say("zero_shot_classification.labels_to_choose_from_with_commas"),
            LABELS,
            lines=2,
        ),
    ),
    outputs=(Output("labels", say("common.answer"), SCORES),),
    parameters=(
        Parameter(
            "multi_label",
            say("zero_shot_classification.several_labels_may_be_right"),
            False,
            say("zero_shot_classification.each_label_gets_score_own"),
        ),
        Parameter(
            "hypothesis_template",
            say("zero_shot_classification.sentence_around_each_label"),
            "This example is {}.",
            say("zero_shot_classification.is_the_label"),
        ),
    ),
    call=call,
    render=render,
    code=CODE,
    examples=(
        ("This is a course about the Transformers library", "education, politics, business"),
        ("My parcel arrived with a broken screen and I want my money back.", "refund, delivery, praise, technical"),
        ("One day I will see the world", "travel, cooking, dancing"),
    ),
)
