"""Fill-mask: guess the word that is missing."""

import re
from typing import Any

from models.errors import BadInput
from models.length import token_limit
from tabs.kinds import DRAWING, TEXT
from tabs.render.gaps import fill_gaps
from tabs.run.job import Job
from tabs.task import Input, ModelChoice, Output, Parameter, Task
from tabs.words import say

GAP = re.compile(r"\[mask\]|<\|?mask\|?>|_{3,}", re.IGNORECASE)
"""What stands for a missing word: [MASK] (BERT), <mask> (RoBERTa), or just a line."""

MAX_GAPS = 10

CODE = """\
from transformers import pipeline

filler = pipeline("fill-mask", model={model}{revision})
text = {text}.replace("[MASK]", filler.tokenizer.mask_token)  # <mask> for some models
words = [word.strip() for word in {targets}.split(",") if word.strip()]
targets = [filler.tokenizer.tokenize(" " + word)[0] for word in words]  # "Ġdog" where tokens begin with their space
for guess in filler(text, top_k={top_k}, targets=targets or None):
    print(guess)
"""


def call(pipe: Any, job: Job, *, text: str, top_k: int, targets: str) -> Any:
    """Return [{"score", "token", "token_str", "sequence"}, ...], best first; for several gaps a list of these."""
    gaps = len(GAP.findall(text))
    if not gaps:
        raise BadInput("fill_mask.there_no_gap_to_fill")
    if gaps > MAX_GAPS:
        raise BadInput("fill_mask.there_are_gaps_gaps", gaps=gaps, max_gaps=MAX_GAPS)
    mask = pipe.tokenizer.mask_token
    sentence = GAP.sub(lambda _: mask, text)
    limit = token_limit(pipe)
    if count_gaps(pipe, sentence, limit) < gaps:
        raise BadInput("fill_mask.gap_lies_beyond_limit_tokens_model", limit=limit)
    if mask not in text:
        job.note = say("fill_mask.models_own_word_for_gap_mask", mask=mask)
    space = " " if re.search(rf"\s({GAP.pattern})", text, re.IGNORECASE) else ""
    words = [word.strip() for word in targets.split(",") if word.strip()]
    tokens = [find_token(pipe.tokenizer, word, space) for word in words] or None
    raw = pipe(sentence, top_k=top_k, targets=tokens, tokenizer_kwargs={"truncation": True, "max_length": limit})
    return [[write_plainly(pipe.tokenizer, guess) for guess in guesses] for guesses in raw] if gaps > 1 else raw


def write_plainly(tokenizer: Any, guess: dict[str, Any]) -> dict[str, Any]:
    """Return a guess for one of several gaps with its sequence as text; the other gaps stay, the other marks go.

    For one gap the pipeline does so itself (transformers issue 17394).
    """
    kept = tokenizer.mask_token
    marks = sorted((mark for mark in tokenizer.all_special_tokens if mark != kept), key=len, reverse=True)
    text = re.sub("|".join(map(re.escape, marks)), "", guess["sequence"])
    spaced = re.sub(rf"(?<=\w)(?={re.escape(kept)})", " ", text)
    return {**guess, "sequence": re.sub(" {2,}", " ", spaced).strip()}


def find_token(tokenizer: Any, word: str, space: str) -> str:
    """Return the token that a word is after a space or without; the pipeline itself would look it up without.

    Raises:
        BadInput: the word is several tokens, of which the pipeline would score the first alone.
    """
    tokens: list[str] = tokenizer.tokenize(space + word)
    if len(tokens) != 1 or tokens[0] == tokenizer.unk_token:
        raise BadInput("fill_mask.model_does_not_know_word_as", word=word[:60])
    return tokens[0]


def count_gaps(pipe: Any, sentence: str, limit: int | None) -> int:
    """Return how many gaps the model gets to see."""
    tokens = pipe.tokenizer(sentence, truncation=True, max_length=limit)["input_ids"]
    return int(tokens.count(pipe.tokenizer.mask_token_id))


def render(raw: Any, *, text: str) -> tuple[str, str]:
    """Return the sentence with the likeliest words in it, and the ranking of words for each gap."""
    return fill_gaps(GAP.split(text), raw if isinstance(raw[0], list) else [raw])


TASK = Task(
    id="fill-mask",
    title=say("fill_mask.fill_in_missing_word"),
    summary=say("fill_mask.leave_gap_in_sentence"),
    models=(
        ModelChoice("distilbert/distilroberta-base", 331_000_000, "Apache-2.0", say("common.small_english"), "fb53ab8"),
        ModelChoice(
            "answerdotai/ModernBERT-base", 600_000_000, "Apache-2.0", say("fill_mask.newer_reads_long_texts_english")
        ),
    ),
    starter="minilm-gaps",
    inputs=(
        Input(
            "text",
            say("fill_mask.text_with_mask_where_word_missing"),
            TEXT,
            placeholder=say("fill_mask.paris_mask_france"),
        ),
    ),
    outputs=(
        Output("filled", say("fill_mask.filled_in"), DRAWING),
        Output("words", say("fill_mask.words_that_fit"), DRAWING),
    ),
    parameters=(
        Parameter("top_k", say("fill_mask.words_to_show"), 5, say("common.how_many_best_are_listed"), 1, 20, 1),
        Parameter("targets", say("fill_mask.only_these_words"), "", say("fill_mask.with_commas_between")),
    ),
    call=call,
    render=render,
    code=CODE,
    examples=(
        ("Paris is the [MASK] of France.",),
        ("He drank a cup of [MASK].",),
        ("The [MASK] barked all night, so I could not sleep.",),
        ("She read the [MASK] from cover to cover.",),
    ),
)
