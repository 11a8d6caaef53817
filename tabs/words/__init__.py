"""Every sentence that a person reads, in each language: en.json and zh.json, {key: sentence with {values}}.

A sentence that differs for one thing has a second key that ends in `.one`; it is said where `count` is 1.
A third language is a third file, and its name in LANGUAGES.
"""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from models import errors

LANGUAGES = {"en": "English", "zh": "中文"}
"""What can be chosen, by its own name; the first is spoken where nothing is known of a visitor."""

TAGS = {"zh": "zh-CN"}
"""Where the tag that browsers know a language by says more than its key here."""

SPOKEN: ContextVar[str] = ContextVar("language", default="en")

SENTENCES: dict[str, dict[str, str]] = {
    language: json.loads(Path(__file__).with_name(f"{language}.json").read_text(encoding="utf-8"))
    for language in LANGUAGES
}


WRITTEN: dict[str, dict[str, str]] = {
    language: {SENTENCES["en"][key]: said for key, said in sentences.items() if key in SENTENCES["en"]}
    for language, sentences in SENTENCES.items()
    if language != "en"
}
"""Of each other language, what its sentences are in English: what is said where English was written down before."""


def say(key: str, /, **values: Any) -> str:
    """Return the sentence with this key in the language of the current call, with its values put in.

    An English sentence without values is a key, too: labels are written when the program starts, for all visitors.
    Any other text is returned as it is: words that a model, a library or a person wrote.
    """
    sentences = SENTENCES[SPOKEN.get()]
    if values.get("count") == 1 and f"{key}.one" in sentences:
        key = f"{key}.one"
    sentence = sentences.get(key)
    if sentence is None:
        return WRITTEN.get(SPOKEN.get(), {}).get(key, key)
    return sentence.format(**{name: say_value(value) for name, value in values.items()}) if values else sentence


def say_value(value: Any) -> Any:
    """Return a value as it stands in a sentence: one that is a key itself, or an error, is said."""
    if isinstance(value, errors.AppError):
        return str(value)
    return say(value) if isinstance(value, str) and value in SENTENCES["en"] else value


def say_for_all(write: Callable[[], str]) -> str:
    """Return what `write` makes in English, and remember what it makes in the other languages.

    For what the page says of itself, which is put together from several sentences once, when it is built.
    """
    with speaking("en"):
        english = write()
    for language, written in WRITTEN.items():
        with speaking(language):
            written[english] = write()
    return english


def choices_for_all(write: Callable[[], list[tuple[str, Any]]]) -> list[tuple[str, Any]]:
    """Return the (label, value) of a choice as `say_for_all` does."""
    return [(say_for_all(lambda place=place: write()[place][0]), value) for place, (_, value) in enumerate(write())]  # type: ignore[misc]


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Say everything in this language inside the block."""
    before = SPOKEN.set(language)
    try:
        yield
    finally:
        SPOKEN.reset(before)


def choose_language(chosen: str, accepted: str) -> str:
    """Return the language that a visitor chose, or the first that the browser accepts and the page speaks.

    `accepted` is an Accept-Language header: "zh-CN,zh;q=0.9,en;q=0.8".
    """
    if chosen in LANGUAGES:
        return chosen
    offers = [(share(weight), tag.strip()[:2].lower()) for tag, _, weight in split_offers(accepted)]
    spoken = [offer for offer in offers if offer[0] > 0 and offer[1] in LANGUAGES]
    return max(spoken, key=lambda offer: offer[0])[1] if spoken else next(iter(LANGUAGES))


def split_offers(accepted: str) -> list[tuple[str, str, str]]:
    """Return the parts of an Accept-Language header: tag, what stands between, weight."""
    return [part.partition(";q=") for part in accepted[:1000].replace(" ", "").split(",")]


def share(weight: str) -> float:
    """Return the weight of a language, 0 to 1; 1 where none is named, 0 for what is no number."""
    return float(weight or 1) if re.fullmatch(r"([01]([.][0-9]{0,3})?)?", weight) else 0.0


errors.speak_with(say)
