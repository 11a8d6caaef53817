"""Token classification: find the names in a text."""

from typing import Any

from models.errors import BadInput
from models.length import token_count, token_limit
from models.words.whole_names import mend_names
from tabs.kinds import DRAWING, TEXT
from tabs.render.entities import draw_entities
from tabs.run.job import Job
from tabs.task import Input, ModelChoice, Output, Parameter, Task
from tabs.words import say

STRIDE = 64
"""Tokens that two windows of a long text share: a name at the edge of one lies within the other."""

OUTSIDE = "O"
"""What is no name; classifiers of the parts of speech know no such thing."""

CODE = """\
from transformers import pipeline

finder = pipeline("token-classification", model={model}{revision})
for entity in finder({text}, aggregation_strategy={aggregation_strategy}):
    print(entity)
"""


def call(
    pipe: Any, job: Job, *, text: str, aggregation_strategy: str, stride: int, ignore_labels: str
) -> list[dict[str, Any]]:
    """Return [{"entity_group", "score", "word", "start", "end"}, ...]; for "none" with "entity" and "index"."""
    check_strategy(pipe, aggregation_strategy)
    answer: list[dict[str, Any]] = pipe(
        text,
        aggregation_strategy=aggregation_strategy,
        ignore_labels=named(ignore_labels),
        **choose_windows(pipe, job, text, aggregation_strategy, stride),
    )
    return make_whole(pipe, text, answer, aggregation_strategy)


def call_many(
    pipe: Any, jobs: list[Job], items: list[dict[str, Any]], *, aggregation_strategy: str, **others: Any
) -> list[list[dict[str, Any]]]:
    """Return the answer to each text; those that are read in windows are read by themselves."""
    limit, texts = token_limit(pipe), [item["text"] for item in items]
    if len(texts) == 1 or (limit and max(token_count(pipe, text) for text in texts) > limit):
        asked = zip(jobs, texts, strict=True)
        options = {"aggregation_strategy": aggregation_strategy, **others}
        return [call(pipe, job, text=text, **options) for job, text in asked]
    check_strategy(pipe, aggregation_strategy)
    answers: list[list[dict[str, Any]]] = pipe(
        texts,
        aggregation_strategy=aggregation_strategy,
        ignore_labels=named(others["ignore_labels"]),
        batch_size=len(texts),
    )
    return [make_whole(pipe, text, answer, aggregation_strategy) for text, answer in zip(texts, answers, strict=True)]


def make_whole(pipe: Any, text: str, found: list[dict[str, Any]], strategy: str) -> list[dict[str, Any]]:
    """Return joined names made whole; single pieces, what is no name, and parts of speech as the pipeline gave them."""
    if strategy == "none" or OUTSIDE not in pipe.model.config.id2label.values():
        return found
    names = [one for one in found if one["entity_group"] != OUTSIDE]
    others = [one for one in found if one["entity_group"] == OUTSIDE]
    return sorted([*mend_names(text, names), *others], key=lambda one: one.get("start") or 0)


def check_strategy(pipe: Any, aggregation_strategy: str) -> None:
    """Refuse ways of joining that the tokenizer does not allow."""
    if not pipe.tokenizer.is_fast and aggregation_strategy not in ("none", "simple"):
        raise BadInput("token_classification.models_tokenizer_does_not_know_words")


def named(labels: str) -> list[str]:
    """Return the labels of a list with commas between."""
    return [label.strip() for label in labels.split(",") if label.strip()]


def choose_windows(pipe: Any, job: Job, text: str, strategy: str, stride: int) -> dict[str, int]:
    """Return the arguments with which the pipeline reads a text of any length."""
    limit, tokens = token_limit(pipe), token_count(pipe, text)
    if limit is None or tokens <= limit:
        return {}
    if strategy == "none" or not pipe.tokenizer.is_fast:
        job.note = say("common.text_longer_than_model_reads", limit=limit, tokens=tokens)
        return {}
    job.report(say("token_classification.reading_tokens_tokens_limit_at_time", tokens=tokens, limit=limit))
    return {"stride": min(stride, limit // 4)}


def render(raw: list[dict[str, Any]], *, text: str) -> str:
    """Return the text with the names marked, and the names by kind."""
    return draw_entities(text, raw)


TASK = Task(
    id="token-classification",
    title=say("token_classification.find_names_and_places"),
    summary=say("token_classification.model_marks_people_places_organisations_other"),
    models=(
        ModelChoice("dslim/distilbert-NER", 261_000_000, "Apache-2.0", say("common.small_and_quick_english")),
        ModelChoice("dslim/bert-base-NER", 433_000_000, "MIT", say("common.more_accurate_english")),
    ),
    starter="minilm-names",
    inputs=(Input("text", say("common.text"), TEXT, lines=5),),
    outputs=(Output("entities", say("token_classification.names"), DRAWING),),
    parameters=(
        Parameter(
            "aggregation_strategy",
            say("token_classification.joining"),
            "first",
            say("token_classification.how_pieces_words_become_names"),
            choices=("none", "simple", "first", "average", "max"),
        ),
        Parameter("stride", say("common.overlap"), STRIDE, say("common.tokens_two_windows_long_text_share"), 1, 256, 1),
        Parameter(
            "ignore_labels",
            say("token_classification.kinds_left_out"),
            "O",
            say("token_classification.with_commas_between"),
        ),
    ),
    call=call,
    call_many=call_many,
    render=render,
    code=CODE,
    examples=(
        ("My name is Sylvain and I work at Hugging Face in Brooklyn.",),
        (
            "In 1911 Marie Curie travelled from Paris to Stockholm, where the Royal Swedish Academy of Sciences "
            "gave her the Nobel Prize in Chemistry.",
        ),
        ("Angela Merkel met Tim Cook at the Apple office in Munich before her flight to Japan.",),
    ),
)
