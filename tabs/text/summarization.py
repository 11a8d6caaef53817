"""Summarization: a long text in a few sentences."""

from typing import Any

from models.errors import BadInput
from tabs.kinds import TEXT, WRITTEN
from tabs.run.generation import (
    CAREFUL_SAMPLING,
    are_written_together,
    describe_cut,
    generate_options,
    length_penalty,
    no_repeat_ngram_size,
    num_beams,
    write_together,
)
from tabs.run.job import Job
from tabs.task import Input, ModelChoice, Output, Parameter, Task
from tabs.words import say

TOWER = """The tower is 324 metres (1,063 ft) tall, about the same height as an 81-storey building, and the tallest \
structure in Paris. Its base is square, measuring 125 metres (410 ft) on each side. During its construction, the \
Eiffel Tower surpassed the Washington Monument to become the tallest man-made structure in the world, a title it \
held for 41 years until the Chrysler Building in New York City was finished in 1930. It was the first structure \
to reach a height of 300 metres. Due to the addition of a broadcasting aerial at the top of the tower in 1957, \
it is now taller than the Chrysler Building by 5.2 metres (17 ft). Excluding transmitters, the Eiffel Tower is \
the second tallest free-standing structure in France after the Millau Viaduct."""

BEES = """\
Honey bees tell each other where flowers are. A bee that comes home with nectar runs in a figure of eight on the \
comb, and shakes her body on the straight part in the middle. How long she shakes says how far away the flowers \
are, about one second for a kilometre. The angle of the straight part to the vertical is the angle between the \
flowers and the sun. The other bees follow her in the dark of the hive with their feelers, and then fly out and \
find the place, even when the first bee stays at home. Karl von Frisch worked this out with coloured dots, glass \
hives and bowls of sugar water, and shared a Nobel Prize for it in 1973."""

CODE = """\
from transformers import AutoModelForSeq2SeqLM, AutoTokenizer

tokenizer = AutoTokenizer.from_pretrained({model}{revision})
model = AutoModelForSeq2SeqLM.from_pretrained({model}{revision})
text = {text}
if model.config.model_type == "t5":
    text = "summarize: " + text
tokens = tokenizer(text, truncation=True, max_length=min(tokenizer.model_max_length, 1024), return_tensors="pt")
summary = model.generate(
    **tokens,
    max_length={max_length},
    min_length={min_length},
    num_beams={num_beams},
    no_repeat_ngram_size={no_repeat_ngram_size},
    do_sample={do_sample},
)
print(tokenizer.decode(summary[0], skip_special_tokens=True))
"""


def call(pipe: Any, job: Job, *, text: str, max_length: int, min_length: int, **settings: Any) -> list[dict[str, str]]:
    """Return [{"summary_text"}]."""
    if min_length > max_length:
        raise BadInput("summarization.shortest_summary_min_length_longer_than")
    job.note = describe_cut(pipe.input_limit, pipe.input_length(text))
    options = generate_options(
        pipe,
        lambda so_far: job.show([{"summary_text": so_far}]),
        max_length=max_length,
        min_length=min_length,
        **settings,
    )
    raw: list[dict[str, str]] = pipe(text, truncation=True, **options)
    return raw


def call_many(pipe: Any, jobs: list[Job], items: list[dict[str, Any]], **settings: Any) -> list[list[dict[str, str]]]:
    """Return the summary of each text."""
    if not are_written_together(pipe, len(items), settings) or settings["min_length"] > settings["max_length"]:
        return [call(pipe, job, **item, **settings) for job, item in zip(jobs, items, strict=True)]
    for job, item in zip(jobs, items, strict=True):
        job.note = describe_cut(pipe.input_limit, pipe.input_length(item["text"]))
    return [[one] for one in write_together(pipe, [item["text"] for item in items], **settings)]


def render(raw: list[dict[str, str]], *, text: str) -> str:
    """Return the summary."""
    return raw[0]["summary_text"].strip()


TASK = Task(
    id="summarization",
    title=say("summarization.summarise_a_text"),
    summary=say("summarization.paste_an_article"),
    models=(
        ModelChoice("Falconsai/text_summarization", 242_000_000, "Apache-2.0", say("common.small_quick_english")),
        ModelChoice(
            "sshleifer/distilbart-cnn-12-6",
            1_220_000_000,
            "Apache-2.0",
            say("summarization.news_classic_courses"),
            "refs/pr/13",
        ),
        ModelChoice(
            "facebook/bart-large-cnn", 1_630_000_000, "MIT", say("summarization.news_most_accurate_slow_without_gpu")
        ),
    ),
    starter="minilm-summary",
    inputs=(Input("text", say("common.text"), TEXT, lines=12),),
    outputs=(Output("text", say("summarization.summary"), WRITTEN, lines=6),),
    parameters=(
        Parameter(
            "max_length",
            say("summarization.longest_summary_in_tokens"),
            130,
            say("common.token_word_or_part_one"),
            5,
            512,
            1,
        ),
        Parameter("min_length", say("summarization.shortest_summary_in_tokens"), 30, "", 0, 400, 1),
        num_beams(),
        no_repeat_ngram_size(3),
        length_penalty(),
        *CAREFUL_SAMPLING,
    ),
    call=call,
    call_many=call_many,
    render=render,
    code=CODE,
    examples=((TOWER,), (BEES,)),
    example_titles=(
        say("summarization.the_eiffel_tower"),
        say("summarization.how_bees_talk"),
    ),
)
