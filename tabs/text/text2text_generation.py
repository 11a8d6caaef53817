"""Text-to-text generation: a text with an instruction in it, answered by an encoder-decoder."""

from typing import Any

from tabs.kinds import TEXT, WRITTEN
from tabs.run.generation import (
    CAREFUL_SAMPLING,
    are_written_together,
    describe_cut,
    generate_options,
    max_new_tokens,
    num_beams,
    repetition_penalty,
    write_together,
)
from tabs.run.job import Job
from tabs.task import Input, ModelChoice, Output, Task

CODE = """\
from transformers import AutoModelForSeq2SeqLM, AutoTokenizer

tokenizer = AutoTokenizer.from_pretrained({model}{revision})
model = AutoModelForSeq2SeqLM.from_pretrained({model}{revision})
tokens = tokenizer({text}, truncation=True, max_length=512, return_tensors="pt")
answer = model.generate(
    **tokens,
    max_new_tokens={max_new_tokens},
    do_sample={do_sample},
    temperature={temperature},
    top_p={top_p},
    top_k={top_k},
    repetition_penalty={repetition_penalty},
    num_beams={num_beams},
)
print(tokenizer.decode(answer[0], skip_special_tokens=True))
"""


def call(pipe: Any, job: Job, *, text: str, **settings: Any) -> list[dict[str, str]]:
    """Return [{"generated_text"}]."""
    job.note = describe_cut(pipe.input_limit, pipe.input_length(text))
    options = generate_options(pipe, lambda so_far: job.show([{"generated_text": so_far}]), **settings)
    raw: list[dict[str, str]] = pipe(text, truncation=True, **options)
    return raw


def call_many(pipe: Any, jobs: list[Job], items: list[dict[str, Any]], **settings: Any) -> list[list[dict[str, str]]]:
    """Return the answer to each text."""
    if not are_written_together(pipe, len(items), settings):
        return [call(pipe, job, **item, **settings) for job, item in zip(jobs, items, strict=True)]
    for job, item in zip(jobs, items, strict=True):
        job.note = describe_cut(pipe.input_limit, pipe.input_length(item["text"]))
    return [[one] for one in write_together(pipe, [item["text"] for item in items], **settings)]


def render(raw: list[dict[str, str]], *, text: str) -> str:
    """Return the answer."""
    return raw[0]["generated_text"].strip()


TASK = Task(
    id="text2text-generation",
    title="Follow an instruction",
    summary="Say what to do and with which text, such as translating or answering; the model writes the result.",
    models=(
        ModelChoice("google/flan-t5-small", 308_000_000, "Apache-2.0", "small, quick"),
        ModelChoice("google/flan-t5-base", 990_000_000, "Apache-2.0", "follows more kinds of instructions"),
    ),
    starter="phrasebook",
    inputs=(Input("text", "Instruction and text", TEXT, lines=5),),
    outputs=(Output("text", "Answer", WRITTEN, lines=5),),
    parameters=(max_new_tokens(128), *CAREFUL_SAMPLING, repetition_penalty(1.1), num_beams()),
    call=call,
    call_many=call_many,
    render=render,
    code=CODE,
    examples=(
        ("Translate to German: My name is Arthur",),
        ("Is this review positive or negative? The story was wonderful. I laughed all evening.",),
        ("Put it in the past: The cat sleeps in the garden.",),
        ("Make it a question: You have a dog.",),
        ("Say the opposite: hot",),
    ),
)
