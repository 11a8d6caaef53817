"""What the tasks that write text have in common: their settings, and writing while the page watches."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from models.continue_together import can_continue_together
from models.errors import BadInput
from models.stop_words import check_stops
from models.streaming import ignore, text_streamer
from tabs.task import Parameter
from tabs.words import say

SAMPLING = (
    Parameter("do_sample", say("run.vary_the_wording"), True, say("run.off")),
    Parameter("temperature", say("common.temperature"), 0.7, say("run.higher_is_more_surprising"), 0.1, 2, 0.1),
    Parameter(
        "top_p", say("run.top_p"), 0.95, say("run.only_likeliest_words_together_have_probability"), 0.05, 1, 0.05
    ),
    Parameter("top_k", say("run.top_k"), 50, say("run.only_so_many_likeliest_words"), 0, 200, 1),
)
CAREFUL_SAMPLING = (Parameter("do_sample", say("run.vary_the_wording"), False, SAMPLING[0].info), *SAMPLING[1:])
LEFT_TO_THE_MODEL = ("length_penalty",)
"""Of which 0 means that the model's own settings hold."""

MOST_STOPS = 16

ONLY_WHEN_SAMPLING = tuple(one.name for one in SAMPLING[1:])


def max_new_tokens(
    default: int, label: str = say("run.longest_answer_in_tokens"), maximum: int = 1024, minimum: int = 1
) -> Parameter:
    """The bound of the answer's length."""
    return Parameter("max_new_tokens", label, default, say("common.token_word_or_part_one"), minimum, maximum, 1)


def num_beams() -> Parameter:
    """How many continuations are followed at once."""
    return Parameter("num_beams", say("run.beams"), 1, say("run.more_weigh_several_wordings"), 1, 8, 1)


def repetition_penalty(default: float) -> Parameter:
    """How much words that stood before are avoided (Keskar et al. 2019)."""
    return Parameter(
        "repetition_penalty", say("run.avoid_repetition"), default, say("run.one_does_nothing"), 1.0, 2.0, 0.05
    )


def no_repeat_ngram_size(default: int) -> Parameter:
    """How long a run of words may be that stands there twice (Paulus et al. 2017, arXiv:1705.04304)."""
    return Parameter(
        "no_repeat_ngram_size", say("run.no_run_words_twice"), default, say("run.of_so_many_tokens"), 0, 20, 1
    )


def stop() -> Parameter:
    """Where an answer ends."""
    info = say("run.text_ends_after_these_words")
    return Parameter("stop", say("run.stop_at"), "", info, lists=True)


def read_stops(text: str) -> list[str]:
    """Return the words at which a text ends: those of a JSON list, else the lines.

    Raises:
        BadInput: there are more than MOST_STOPS.
    """
    stops = [one for one in json_texts(text) or text.splitlines() if one.strip()] or ([text] if text else [])
    if len(stops) > MOST_STOPS:
        raise BadInput("run.there_are_count_words_to_stop", count=len(stops), most_stops=MOST_STOPS)
    return stops


def json_texts(text: str) -> list[str]:
    """Return the texts of a JSON list, [] where it is none: [INST] is a text like any other."""
    try:
        found = json.loads(text) if text.lstrip().startswith("[") else []
    except (ValueError, RecursionError):
        return []
    return found if isinstance(found, list) and all(isinstance(one, str) for one in found) else []


def stop_options(pipe: Any, text: str) -> dict[str, Any]:
    """Return what `generate` takes for the words at which a text ends."""
    stops = read_stops(text)
    if stops:
        check_stops(pipe.tokenizer, stops)
    return {"stop_strings": stops, "tokenizer": pipe.tokenizer} if stops else {}


def length_penalty() -> Parameter:
    """How several beams weigh long against short."""
    info = say("run.above_0_long_texts_win_below")
    return Parameter("length_penalty", say("run.preference_for_length"), 0.0, info, -5, 5, 0.1)


def generate_options(
    pipe: Any,
    show: Callable[[str], None],
    *,
    skip_prompt: bool = False,
    count: Callable[[int], None] = ignore,
    **settings: Any,
) -> dict[str, Any]:
    """Return what `generate` takes for the settings of a task.

    Settings that only count when sampling are left out otherwise. With a single beam, `show` gets the text
    so far while it grows; several beams have no single text before they end.

    Args:
        pipe: whose tokenizer turns tokens into text.
        show: is called with the whole text so far, in the generating thread.
        skip_prompt: True for decoder-only models, whose output begins with the prompt.
        count: is called with the number of tokens so far.
        **settings: by their names in `generate`.
    """
    settings = sampling_options(settings)
    sequences, beams = settings.get("num_return_sequences", 1), settings.get("num_beams", 1)
    if sequences > beams and not settings.get("do_sample"):
        raise BadInput("run.several_texts_need_as_many_beams")
    if 1 < beams < sequences:
        raise BadInput("run.there_are_more_texts_asked_for")
    if beams == sequences == 1:
        settings["streamer"] = text_streamer(pipe.tokenizer, show, skip_prompt=skip_prompt, count=count)
    return settings


def sampling_options(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Return the settings that count: without those that only count when sampling where that is off."""
    left_out = () if settings.get("do_sample") else ONLY_WHEN_SAMPLING
    kept = {name: value for name, value in settings.items() if name not in left_out}
    return {name: value for name, value in kept.items() if value or name not in LEFT_TO_THE_MODEL}


KEEP_ALONE = {"num_beams": 1, "num_return_sequences": 1, "no_repeat_ngram_size": 0, "seed": 0, "max_length": 0}
"""Settings with which a decoder's texts may be written together; with others each is written by itself."""


def are_continued_together(pipe: Any, count: int, settings: Mapping[str, Any]) -> bool:
    """Tell whether a decoder goes on with several texts in one pass; their readers watch each its own."""
    plain = all(settings.get(name, value) == value for name, value in KEEP_ALONE.items())
    return count > 1 and plain and can_continue_together(pipe.model)


def are_written_together(pipe: Any, count: int, settings: Mapping[str, Any]) -> bool:
    """Tell whether several texts are written in one pass: by an encoder-decoder, which pads its input, without chance.

    One text alone is written while its reader watches.
    """
    by_chance = settings.get("do_sample") or settings.get("num_return_sequences", 1) > 1
    return count > 1 and not by_chance and bool(getattr(pipe.model.config, "is_encoder_decoder", False))


def write_together(pipe: Any, texts: list[str], **settings: Any) -> list[dict[str, str]]:
    """Return what an encoder-decoder makes of several texts, one answer each."""
    options = generate_options(pipe, lambda _: None, **settings)
    options.pop("streamer", None)
    answers: list[dict[str, str]] = pipe(texts, truncation=True, batch_size=len(texts), **options)
    return answers


def describe_cut(read: int, total: int) -> str:
    """Say how much of a text the model read; "" where it read all."""
    if total <= read:
        return ""
    return say("run.text_too_long_for_model", read=read, total=total)
