"""Decision: one forward pass scores every choice."""

import string
from typing import Any

from models.errors import BadInput
from models.length import token_count
from tabs.kinds import LABELS, SCORES, TEXT
from tabs.run.job import Job
from tabs.task import Input, ModelChoice, Output, Task
from tabs.words import say

MAX_TOKENS = 2_000
"""Of the text: one pass over more takes a small model minutes on a CPU, and cannot be stopped within."""

MAX_QUESTION_TOKENS = 200

CODE = """\
from transformers import AutoModelForCausalLM, AutoTokenizer, pipeline

# Loaded by hand: given only its name, pipeline() first tries a Qwen as a decision model of 20 GB (Transformers 5.23).
model = AutoModelForCausalLM.from_pretrained({model}{revision})
decide = pipeline("decision", model=model, tokenizer=AutoTokenizer.from_pretrained({model}{revision}))
question = {{
    "type": "choice",
    "instructions": {question},
    "criteria": {{label: None for label in {candidate_labels}}},
}}
print(decide({{"state": {text}, "questions": {{"answer": question}}}}))
"""


def call(pipe: Any, job: Job, *, text: str, question: str, candidate_labels: list[str]) -> dict[str, Any]:
    """Return {"answer": {"type": "choice", "choice", "confidence", "probabilities": {label: score}}}."""
    check_model(pipe)
    check_labels(pipe, candidate_labels)
    check_question(pipe, question)
    asked = {"type": "choice", "instructions": question, "criteria": dict.fromkeys(candidate_labels)}
    answer: dict[str, Any] = pipe({"state": shorten(pipe, job, text), "questions": {"answer": asked}})
    return answer


def check_model(pipe: Any) -> None:
    """Refuse models that were not trained to follow instructions: their prompt would have no form."""
    if not (pipe.decision_config.chat_template or pipe.tokenizer.chat_template):
        raise BadInput("decision.model_was_not_made_for_conversation")


def check_labels(pipe: Any, labels: list[str]) -> None:
    """Refuse more choices than the prompt has letters, and tokenizers that know no single letters."""
    letters = pipe.decision_config.labels.get("choice") or list(string.ascii_uppercase)
    if len(labels) > len(letters):
        raise BadInput("decision.there_are_count_choices", count=len(labels), count_2=len(letters))
    if max(map(len, labels)) > 500:
        raise BadInput("decision.one_choices_has_more_than_500")
    try:
        pipe.label_token_ids(tuple(letters[: len(labels)]))
    except ValueError as error:
        raise BadInput("decision.models_tokenizer_cannot_name_choices_b") from error


def check_question(pipe: Any, question: str) -> None:
    """Refuse questions that are texts themselves, and would be read whole."""
    if token_count(pipe, question) > MAX_QUESTION_TOKENS:
        raise BadInput("decision.question_too_long")


def shorten(pipe: Any, job: Job, text: str) -> str:
    """Return the beginning of a text that is too long to be read in one pass."""
    tokens = pipe.tokenizer(text, add_special_tokens=False, verbose=False)["input_ids"]
    if len(tokens) <= MAX_TOKENS:
        return text
    job.note = say("decision.the_text_is_long", max_tokens=MAX_TOKENS, count=len(tokens))
    return str(pipe.tokenizer.decode(tokens[:MAX_TOKENS]))


def render(raw: dict[str, Any], *, text: str, question: str, candidate_labels: list[str]) -> dict[str, float]:
    """Return {label: score}."""
    return {label: float(score) for label, score in raw["answer"]["probabilities"].items()}


TASK = Task(
    id="decision",
    title=say("decision.decide_between_choices"),
    summary=say("decision.ask_question_about_text_give_possible"),
    models=(
        ModelChoice("HuggingFaceTB/SmolLM2-360M-Instruct", 724_000_000, "Apache-2.0", say("common.small_english")),
        ModelChoice(
            "Qwen/Qwen2.5-0.5B-Instruct",
            988_000_000,
            "Apache-2.0",
            say("decision.more_accurate_29_languages"),
            "7ae5576",
        ),
    ),
    starter=None,
    inputs=(
        Input("text", say("common.text"), TEXT, lines=5),
        Input(
            "question",
            say("decision.question_about_it"),
            TEXT,
            lines=1,
            placeholder=say("decision.what_should_be_done"),
        ),
        Input("candidate_labels", say("decision.possible_answers_with_commas_between"), LABELS, lines=2),
    ),
    outputs=(Output("labels", say("decision.decision"), SCORES),),
    call=call,
    render=render,
    code=CODE,
    examples=(
        (
            "I was charged twice for my order and nobody answers the phone.",
            "Who should take care of this?",
            "billing, delivery, technical support",
        ),
        (
            "Hi! You have won a phone. Send us your card number within an hour to receive it.",
            "Can this message be trusted?",
            "yes, no",
        ),
        (
            "The bridge is closed for repairs. The ferry leaves every hour. The tunnel is two hours away.",
            "What is the quickest way across?",
            "the bridge, the ferry, the tunnel",
        ),
    ),
)
