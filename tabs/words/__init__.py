"""Every sentence that a person reads, in each language: en.json and zh.json, {key: sentence with {values}}.

A sentence that differs for one thing has a second key that ends in `.one`; it is said where `count` is 1.
A third language is a third file, and its name in LANGUAGES.
"""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from models import errors

LANGUAGES = {"en": "English", "zh": "中文"}
"""What can be chosen, by its own name; the first is spoken where nothing is known of a visitor."""

SPOKEN: ContextVar[str] = ContextVar("language", default="en")

SENTENCES: dict[str, dict[str, str]] = {
    language: json.loads(Path(__file__).with_name(f"{language}.json").read_text(encoding="utf-8"))
    for language in LANGUAGES
}


def say(key: str, /, **values: Any) -> str:
    """Return the sentence with this key in the language of the current call, with its values put in.

    A text that is no key is returned as it is: words that a model, a library or a person wrote.
    """
    sentences = SENTENCES[SPOKEN.get()]
    if values.get("count") == 1 and f"{key}.one" in sentences:
        key = f"{key}.one"
    sentence = sentences.get(key, key)
    return sentence.format(**values) if values else sentence


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
