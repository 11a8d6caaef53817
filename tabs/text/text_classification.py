"""Text classification: sort a text into the classes a model was trained on."""

from typing import Any

from tabs.kinds import SCORES, TEXT
from tabs.render.labels import render_labels
from tabs.run.job import Job
from tabs.run.spelling import spell
from tabs.run.truncation import note_length
from tabs.task import Input, ModelChoice, Output, Parameter, Task
from tabs.words import say

SURE = 0.7
"""Of two classes: of 74 held-out sentences below it the starter judged two thirds rightly, of 321 above it 95%."""

ROUNDING = 1e-3

CODE = """\
from transformers import pipeline

classifier = pipeline("text-classification", model={model}{revision})
print(classifier({text}, top_k={top_k}, function_to_apply={function_to_apply}, truncation=True))
"""


def call(pipe: Any, job: Job, *, text: str, **parameters: Any) -> list[dict[str, Any]]:
    """Return [{"label", "score"}, ...], best first."""
    return call_many(pipe, [job], [{"text": text}], **parameters)[0]


def call_many(
    pipe: Any, jobs: list[Job], items: list[dict[str, Any]], *, top_k: int, function_to_apply: str, text_pair: str
) -> list[list[dict[str, Any]]]:
    """Return the answer to each text."""
    texts: list[Any] = []
    for job, item in zip(jobs, items, strict=True):
        note_length(pipe, job, item["text"], text_pair)
        text = spell(pipe, job, item["text"])
        texts.append({"text": text, "text_pair": spell(pipe, job, text_pair)} if text_pair else text)
    function = None if function_to_apply == "default" else function_to_apply
    answers: list[list[dict[str, Any]]] = pipe(
        texts, top_k=top_k, function_to_apply=function, truncation=True, batch_size=len(texts)
    )
    for job, answer in zip(jobs, answers, strict=True):
        note_doubt(job, answer)
    return answers


def note_doubt(job: Job, answer: list[dict[str, Any]]) -> None:
    """Tell the user where two classes are nearly as likely: a text without a tone is neither."""
    scores = [one["score"] for one in answer]
    if len(scores) == 2 and sum(scores) > 1 - ROUNDING and max(scores) < SURE:
        words = say("text_classification.model_not_sure")
        job.note = " ".join(filter(None, [job.note, words]))


def render(raw: list[dict[str, Any]], *, text: str) -> dict[str, float] | str:
    """Return {label: score}; grades, which are no shares of a whole, as text."""
    if all(0 <= item["score"] <= 1 for item in raw):
        return render_labels(raw)
    return ", ".join(f"{item['label']} {item['score']:.2f}" for item in raw)


TASK = Task(
    id="text-classification",
    title=say("text_classification.judge_tone_text"),
    summary=say("text_classification.model_sorts_text_into_classes_was"),
    models=(
        ModelChoice(
            "distilbert/distilbert-base-uncased-finetuned-sst-2-english",
            268_000_000,
            "Apache-2.0",
            say("text_classification.positive_or_negative_english"),
            "714eb0f",
        ),
        ModelChoice(
            "lxyuan/distilbert-base-multilingual-cased-sentiments-student",
            541_000_000,
            "Apache-2.0",
            say("text_classification.positive_neutral_or_negative_twelve_languages"),
        ),
    ),
    starter="minilm-tone",
    inputs=(Input("text", say("common.text"), TEXT, placeholder=say("text_classification.review_message_comment")),),
    outputs=(Output("labels", say("common.answer"), SCORES),),
    parameters=(
        Parameter(
            "top_k", say("text_classification.classes_to_show"), 5, say("common.how_many_best_are_listed"), 1, 50, 1
        ),
        Parameter(
            "function_to_apply",
            say("text_classification.scores"),
            "default",
            say("text_classification.how_models_numbers_become_scores"),
            choices=("default", "softmax", "sigmoid", "none"),
        ),
        Parameter(
            "text_pair",
            say("text_classification.second_text"),
            "",
            say("text_classification.for_models_judge_two_texts_together"),
            longest=20_000,
        ),
    ),
    call=call,
    call_many=call_many,
    render=render,
    code=CODE,
    examples=(
        ("I've been waiting for a HuggingFace course my whole life.",),
        ("The room was cold, the shower dripped, and nobody at the desk cared.",),
        ("It started slowly, but I loved the ending.",),
        ("I hate this so much!",),
    ),
)
