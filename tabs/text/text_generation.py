"""Text generation: a text goes on."""

from functools import partial
from typing import Any

from models.continue_together import continue_together
from models.errors import BadInput
from models.length import context_limit, token_count
from tabs.kinds import TEXT, WRITTEN
from tabs.run.generation import (
    SAMPLING,
    are_continued_together,
    generate_options,
    max_new_tokens,
    no_repeat_ngram_size,
    num_beams,
    repetition_penalty,
    sampling_options,
    stop,
    stop_options,
)
from tabs.run.job import Job
from tabs.task import Input, ModelChoice, Output, Parameter, Task
from tabs.words import say

CODE = """\
from transformers import pipeline

generator = pipeline("text-generation", model={model}{revision})
answer = generator(
    {text},
    max_new_tokens={max_new_tokens},
    do_sample={do_sample},
    temperature={temperature},
    top_p={top_p},
    top_k={top_k},
    repetition_penalty={repetition_penalty},
    num_beams={num_beams},
    no_repeat_ngram_size={no_repeat_ngram_size},
    num_return_sequences={num_return_sequences},
)
print(answer[0]["generated_text"])
"""


MAX_LENGTH = say("text_generation.beginning_included_instead_length_what_added")


def call(
    pipe: Any,
    job: Job,
    *,
    text: str,
    max_new_tokens: int,
    max_length: int,
    stop: str,
    seed: int,
    return_full_text: bool,
    **settings: Any,
) -> list[dict[str, str]]:
    """Return [{"generated_text"}, ...], the new text alone, or after the beginning."""
    if max_length:
        max_new_tokens = count_left(pipe, text, max_length)
    prompt = fit_prompt(pipe, job, text, max_new_tokens)
    options = generate_options(
        pipe,
        partial(show_added, job),
        skip_prompt=True,
        count=job.count,
        max_new_tokens=max_new_tokens,
        **settings,
    )
    options |= stop_options(pipe, stop)
    if seed:
        set_seed(seed)
    raw: list[dict[str, str]] = pipe(prompt, return_full_text=False, **options)
    return [{"generated_text": text + one["generated_text"]} for one in raw] if return_full_text else raw


def call_many(pipe: Any, jobs: list[Job], items: list[dict[str, Any]], **settings: Any) -> list[list[dict[str, str]]]:
    """Return how each text goes on."""
    if not are_continued_together(pipe, len(items), settings):
        return [call(pipe, job, **item, **settings) for job, item in zip(jobs, items, strict=True)]
    full, stops, length = settings["return_full_text"], settings["stop"], settings["max_new_tokens"]
    prompts = [fit_prompt(pipe, job, item["text"], length) for job, item in zip(jobs, items, strict=True)]
    added = continue_together(
        pipe,
        [pipe.tokenizer(prompt)["input_ids"] for prompt in prompts],
        [partial(show_added, job) for job in jobs],
        [job.count for job in jobs],
        **{name: value for name, value in sampling_options(settings).items() if name in PASSED_ON},
        **stop_options(pipe, stops),
    )
    texts = [item["text"] + new if full else new for item, new in zip(items, added, strict=True)]
    return [[{"generated_text": text}] for text in texts]


def show_added(job: Job, new: str) -> None:
    """Hand over what was added so far."""
    job.show([{"generated_text": new}])


PASSED_ON = ("max_new_tokens", "do_sample", "temperature", "top_p", "top_k", "repetition_penalty")
"""What `generate` takes of the settings where texts are written together."""


def count_left(pipe: Any, text: str, max_length: int) -> int:
    """Return how many tokens may follow a text so that both together are so many."""
    tokens = token_count(pipe, text)
    if tokens >= max_length:
        raise BadInput(
            "text_generation.beginning_alone_tokens_tokens_both_together", tokens=tokens, max_length=max_length
        )
    return max_length - tokens


def set_seed(seed: int) -> None:
    """Let the varied wording begin with the same random numbers each time."""
    import torch

    torch.manual_seed(seed)


def fit_prompt(pipe: Any, job: Job, text: str, max_new_tokens: int) -> str:
    """Return the end of the text that leaves room for what follows; all of it, as a rule."""
    limit = context_limit(pipe.model, pipe.tokenizer)
    room = limit - max_new_tokens
    if room < 1:
        raise BadInput("text_generation.model_can_hold_limit_tokens_text", limit=limit)
    tokens = pipe.tokenizer(text, add_special_tokens=False, verbose=False)["input_ids"]
    if len(tokens) <= room:
        return text
    job.note = say("text_generation.text_too_long_for_model", room=room, count=len(tokens))
    return str(pipe.tokenizer.decode(tokens[-room:]))


def render(raw: list[dict[str, str]], *, text: str) -> str:
    """Return the text with what the model wrote after it, several ways one after the other."""
    written = [one["generated_text"] for one in raw]
    return "\n\n".join(one if one.startswith(text) else text + one for one in written)


TASK = Task(
    id="text-generation",
    title=say("text_generation.continue_a_text"),
    summary=say("text_generation.give_the_beginning"),
    models=(
        ModelChoice(
            "HuggingFaceTB/SmolLM2-135M-Instruct", 269_000_000, "Apache-2.0", say("common.small_quick_english")
        ),
        ModelChoice("Qwen/Qwen2.5-0.5B-Instruct", 988_000_000, "Apache-2.0", say("common.knows_more_many_languages")),
        ModelChoice("distilbert/distilgpt2", 353_000_000, "Apache-2.0", say("text_generation.classic_courses_english")),
    ),
    starter="smollm2",
    inputs=(
        Input(
            "text", say("text_generation.beginning"), TEXT, lines=5, placeholder=say("text_generation.once_upon_a_time")
        ),
    ),
    outputs=(Output("text", say("common.text"), WRITTEN, lines=9),),
    parameters=(
        max_new_tokens(120, say("text_generation.length_what_added_in_tokens")),
        *SAMPLING,
        repetition_penalty(1.1),
        num_beams(),
        no_repeat_ngram_size(0),
        Parameter(
            "num_return_sequences",
            say("text_generation.texts"),
            1,
            say("text_generation.so_many_ways_to_go_on"),
            1,
            5,
            1,
        ),
        stop(),
        Parameter(
            "seed", say("text_generation.seed"), 0, say("text_generation.same_number_gives_same_text"), 0, 2**31 - 1, 1
        ),
        Parameter(
            "return_full_text",
            say("text_generation.beginning_in_raw_answer"),
            False,
            say("text_generation.as_pipeline_does_by_itself"),
        ),
        Parameter("max_length", say("text_generation.length_all_in_tokens"), 0, MAX_LENGTH, 0, 2048, 1),
    ),
    call=call,
    call_many=call_many,
    render=render,
    code=CODE,
    examples=(
        ("Once upon a time, in a lighthouse at the end of the world, there lived a fox who",),
        ("Once upon a time, there was a curious penguin named Ada.",),
        ("There was once a boy called Theo who loved to look at the moon. One day,",),
    ),
)
