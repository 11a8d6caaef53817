"""Translation, line by line."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from models.words.languages import NAMES, SPELLINGS
from tabs.kinds import TEXT, WRITTEN
from tabs.run.generation import (
    are_written_together,
    describe_cut,
    generate_options,
    max_new_tokens,
    num_beams,
    write_together,
)
from tabs.run.job import Job
from tabs.task import Input, ModelChoice, Output, Parameter, Task

LINES_AT_ONCE = 32

TARGETS = {
    "phrasebook": ("German", "French"),
    "google-t5/t5-small": ("German", "French", "Romanian"),
}
"""Into what these models translate from English: Raffel et al. 2020 (arXiv:1910.10683), appendix D.1, for T5."""

INFO = "Name or code of the language"
OPUS = re.compile(r"Helsinki-NLP/opus-mt-([a-z]{2,3})-([a-z]{2,3})")

ALIASES = {word: language.name for word, language in SPELLINGS.items()}

CODE = """\
from transformers import AutoModelForSeq2SeqLM, AutoTokenizer

tokenizer = AutoTokenizer.from_pretrained({model}{revision})
model = AutoModelForSeq2SeqLM.from_pretrained({model}{revision})
source, target = {src_lang}, {tgt_lang}
options = {{"num_beams": {num_beams}, "max_new_tokens": {max_new_tokens}}}
prefix = ""
if model.config.model_type == "t5":
    prefix = f"translate {{source}} to {{target}}: "
elif model.config.model_type == "m2m_100":  # NLLB knows 200 languages by FLORES codes
    codes = {{"English": "eng_Latn", "German": "deu_Latn", "French": "fra_Latn", "Spanish": "spa_Latn"}}
    tokenizer.src_lang = codes[source]
    options["forced_bos_token_id"] = tokenizer.convert_tokens_to_ids(codes[target])
for line in {text}.splitlines():
    if line.strip():
        tokens = tokenizer(prefix + line, truncation=True, max_length=512, return_tensors="pt")
        print(tokenizer.decode(model.generate(**tokens, **options)[0], skip_special_tokens=True))
"""


def call(pipe: Any, job: Job, *, text: str, src_lang: str, tgt_lang: str, **settings: Any) -> list[dict[str, str]]:
    """Return [{"translation_text"}, ...], one a line that is not empty: these models learned single sentences."""
    lines = split_lines(text)
    languages = {"src_lang": src_lang, "tgt_lang": tgt_lang}
    note_cut(pipe, job, lines, languages)
    done: list[dict[str, str]] = []

    def show(so_far: str) -> None:
        job.show([*done, {"translation_text": so_far}])

    for number, line in enumerate(lines, 1):
        if len(lines) > 1:
            job.report(f"Line {number} of {len(lines)}")
        options = generate_options(pipe, show, do_sample=False, **settings)
        done += pipe(line, truncation=True, **languages, **options)
    return done


def call_many(
    pipe: Any, jobs: list[Job], items: list[dict[str, Any]], *, src_lang: str, tgt_lang: str, **settings: Any
) -> list[list[dict[str, str]]]:
    """Return the translation of each text; the lines of all are translated together."""
    languages = {"src_lang": src_lang, "tgt_lang": tgt_lang}
    if not are_written_together(pipe, len(items), settings):
        return [call(pipe, job, **item, **languages, **settings) for job, item in zip(jobs, items, strict=True)]
    texts = [split_lines(item["text"]) for item in items]
    for job, lines in zip(jobs, texts, strict=True):
        note_cut(pipe, job, lines, languages)
    every = [line for lines in texts for line in lines]
    parts = [every[start : start + LINES_AT_ONCE] for start in range(0, len(every), LINES_AT_ONCE)]
    done = iter([one for part in parts for one in write_together(pipe, part, **languages, **settings)])
    return [[next(done) for _ in lines] for lines in texts]


def split_lines(text: str) -> list[str]:
    """Return the lines of a text that are not empty."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def note_cut(pipe: Any, job: Job, lines: list[str], languages: dict[str, str]) -> None:
    """Tell the user if a line is longer than the model reads."""
    longest = max(pipe.input_length(line, **languages) for line in lines)
    job.note = describe_cut(pipe.input_limit, longest)


def render(raw: list[dict[str, str]], *, text: str) -> str:
    """Return the translation, with the empty lines of the text."""
    return "\n".join(align([one["translation_text"].strip() for one in raw], text)).strip()


def align(translations: list[str], text: str) -> Iterator[str]:
    """Yield a line for each of the text; the last may be missing while they are being written."""
    rest = iter(translations)
    for line in text.splitlines():
        yield next(rest, "") if line.strip() else ""


def find_known(model: str) -> Mapping[str, tuple[str, ...]]:
    """Return the languages that a model translates from and into, where they are known."""
    if model in TARGETS:
        return {"src_lang": ("English",), "tgt_lang": TARGETS[model]}
    codes = OPUS.fullmatch(model)
    if codes is None or any(code not in SPELLINGS for code in codes.groups()):
        return {}
    source, target = (SPELLINGS[code].name for code in codes.groups())
    return {"src_lang": (source,), "tgt_lang": (target,)}


TASK = Task(
    id="translation",
    title="Translate a text",
    summary="Write in one language and read it in another.",
    models=(
        ModelChoice("google-t5/t5-small", 242_000_000, "Apache-2.0", "small; from English to German, French, Romanian"),
        ModelChoice(
            "Helsinki-NLP/opus-mt-en-de",
            301_000_000,
            "CC-BY-4.0",
            "better; from English to German only; where the server accepts .bin weights",
        ),
        ModelChoice(
            "facebook/nllb-200-distilled-600M",
            2_460_000_000,
            "CC-BY-NC-4.0",
            "200 languages in any direction, not for commercial use",
            "refs/pr/39",
        ),
    ),
    starter="phrasebook",
    inputs=(Input("text", "Text", TEXT, lines=5),),
    outputs=(Output("text", "Translation", WRITTEN, lines=5),),
    parameters=(
        Parameter("src_lang", "From", "English", INFO, choices=NAMES, aliases=ALIASES, in_sight=True),
        Parameter("tgt_lang", "To", "German", INFO, choices=NAMES, aliases=ALIASES, in_sight=True),
        max_new_tokens(200, "Longest line, in tokens", 512),
        num_beams(),
    ),
    call=call,
    call_many=call_many,
    render=render,
    code=CODE,
    packages=("sentencepiece",),
    find_known=find_known,
    examples=(
        ("My name is Sarah and I live in London.",),
        ("The train to the airport leaves at seven.\nIs there a seat left?",),
    ),
)
