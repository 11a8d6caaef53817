"""Translation, sentence by sentence."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from models.words.kept import KEPT, lost_numbers
from models.words.languages import NAMES, SPELLINGS
from models.words.model_languages import find_known
from models.words.sentences import cut_sentences
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
from tabs.run.sentences import take_lines, translate_lines
from tabs.task import Input, ModelChoice, Output, Parameter, Task
from tabs.words import say

LINES_AT_ONCE = 32
FEW = 8
"""So many sentences of one text are written word by word while their reader watches; more go together."""

WRAPPED = re.compile(r"[a-z,;-]\n[a-z]")
"""A line whose sentence goes on in the next one."""

INFO = say("translation.name_or_code_language")

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
    """Return [{"translation_text"}, ...], one a line that is not empty.

    Sentences are translated one by one: of several the models, which learned single ones, leave some out.
    """
    lines = take_lines(job, text)
    languages = {"src_lang": src_lang, "tgt_lang": tgt_lang}
    note_cut(pipe, job, lines, languages)
    done: list[str] = []

    def write(texts: list[str]) -> list[str]:
        return write_one_by_one(pipe, job, done, texts, languages, settings)

    for number, line in enumerate(lines, 1):
        if len(lines) > 1:
            job.report(say("translation.line_number_of_count", number=number, count=len(lines)))
        done += translate_lines([line], write)
    note_changes(job, lines, done)
    return [{"translation_text": one} for one in done]


def write_one_by_one(
    pipe: Any, job: Job, done: list[str], texts: list[str], languages: dict[str, str], settings: dict[str, Any]
) -> list[str]:
    """Return the translation of each text; behind the lines that are done they are shown as they grow."""
    said: list[str] = []

    def show(so_far: str) -> None:
        job.show([{"translation_text": one} for one in (*done, " ".join([*said, so_far]))])

    if len(texts) > FEW and are_written_together(pipe, len(texts), settings):
        for start in range(0, len(texts), FEW):
            part = write_together(pipe, texts[start : start + FEW], **languages, **settings)
            said += [one["translation_text"] for one in part]
            show("")
        return said
    for text in texts:
        options = generate_options(pipe, show, do_sample=False, **settings)
        said.append(pipe(text, truncation=True, **languages, **options)[0]["translation_text"])
    return said


def call_many(
    pipe: Any, jobs: list[Job], items: list[dict[str, Any]], *, src_lang: str, tgt_lang: str, **settings: Any
) -> list[list[dict[str, str]]]:
    """Return the translation of each text; the sentences of all are translated together."""
    languages = {"src_lang": src_lang, "tgt_lang": tgt_lang}
    if not are_written_together(pipe, len(items), settings):
        return [call(pipe, job, **item, **languages, **settings) for job, item in zip(jobs, items, strict=True)]

    def write(texts: list[str]) -> list[str]:
        parts = [texts[start : start + LINES_AT_ONCE] for start in range(0, len(texts), LINES_AT_ONCE)]
        written = [one for part in parts for one in write_together(pipe, part, **languages, **settings)]
        return [one["translation_text"] for one in written]

    texts = [take_lines(job, item["text"]) for job, item in zip(jobs, items, strict=True)]
    for job, lines in zip(jobs, texts, strict=True):
        note_cut(pipe, job, lines, languages)
    done = iter(translate_lines([line for lines in texts for line in lines], write))
    answers = [[next(done) for _ in lines] for lines in texts]
    for job, lines, answer in zip(jobs, texts, answers, strict=True):
        note_changes(job, lines, answer)
    return [[{"translation_text": one} for one in answer] for answer in answers]


def note_changes(job: Job, lines: list[str], translations: list[str]) -> None:
    """Tell the user what to look at: sentences around something kept, and numbers whose figures are gone."""
    kept = next((found[0] for line in lines if (found := KEPT.search(line))), "")
    pairs = zip(lines, translations, strict=True)
    numbers = [number for line, translation in pairs for number in lost_numbers(line, translation)]
    notes = [job.note]
    if any(WRAPPED.search(f"{line}\n{after}") for line, after in pairwise(lines)):
        notes.append(say("translation.sentence_goes_on_in_next_line"))
    if kept:
        notes.append(say("translation.addresses_placeholders_tags_such_as_kept", kept=kept[:60]))
    if numbers:
        notes.append(say("translation.number_numbers_does_not_stand_in", numbers=numbers[0]))
    job.note = " ".join(filter(None, notes))


def note_cut(pipe: Any, job: Job, lines: list[str], languages: dict[str, str]) -> None:
    """Tell the user if a sentence is longer than the model reads."""
    longest = max(pipe.input_length(one.strip(), **languages) for line in lines for one in cut_sentences(line))
    job.note = " ".join(filter(None, [job.note, describe_cut(pipe.input_limit, longest)]))


def render(raw: list[dict[str, str]], *, text: str) -> str:
    """Return the translation, with the empty lines of the text."""
    return "\n".join(align([one["translation_text"].strip() for one in raw], text)).strip()


def align(translations: list[str], text: str) -> Iterator[str]:
    """Yield a line for each of the text; the last may be missing while they are being written."""
    rest = iter(translations)
    for line in text.splitlines():
        yield next(rest, "") if line.strip() else ""


TASK = Task(
    id="translation",
    title=say("translation.translate_a_text"),
    summary=say("translation.write_in_one_language_read_in"),
    models=(
        ModelChoice("google-t5/t5-small", 242_000_000, "Apache-2.0", say("translation.small")),
        ModelChoice(
            "Helsinki-NLP/opus-mt-en-de",
            301_000_000,
            "CC-BY-4.0",
            say("translation.better"),
        ),
        ModelChoice(
            "facebook/nllb-200-distilled-600M",
            2_460_000_000,
            "CC-BY-NC-4.0",
            say("translation.200_languages_in_any_direction_not"),
            "refs/pr/39",
        ),
    ),
    starter="phrasebook",
    inputs=(Input("text", say("common.text"), TEXT, lines=5),),
    outputs=(Output("text", say("translation.translation"), WRITTEN, lines=5),),
    parameters=(
        Parameter("src_lang", say("translation.from"), "English", INFO, choices=NAMES, aliases=ALIASES, in_sight=True),
        Parameter("tgt_lang", say("translation.to"), "German", INFO, choices=NAMES, aliases=ALIASES, in_sight=True),
        max_new_tokens(200, say("translation.longest_line_in_tokens"), 512),
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
