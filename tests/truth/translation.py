"""Sentences that a traveller or a neighbour would say; each word of one way to put it must be there."""

import re
from typing import Any

from tests.truth.case import Case

RULE = "the words that carry the sentence are there; a refusal counts as no answer"
FLOOR = 0.0
ASKED = (
    ("German", "My computer doesn't work.", ("computer|rechner", "nicht", "funktioniert|geht")),
    ("German", "Where is the train station?", ("wo", "bahnhof")),
    ("German", "I would like a glass of water.", ("glas", "wasser")),
    ("German", "The dog is in the garden.", ("hund", "ist", "im|in", "garten")),
    ("German", "How much does this cost?", ("wie", "viel", "kostet")),
    ("German", "My brother bought a new car.", ("bruder", "neues", "auto")),
    ("German", "She reads a book in the evening.", ("sie", "liest", "buch", "abend|abends")),
    ("German", "Can you help me, please?", ("mir", "helfen", "bitte")),
    ("French", "The cat sleeps on the sofa.", ("chat", "dort", "canapé|sofa")),
    ("French", "I lost my keys yesterday.", ("perdu", "clés|clefs", "hier")),
    ("French", "Where do you live?", ("où", "habitez|habites|vivez|vis")),
    ("French", "The weather is beautiful today.", ("beau", "aujourd'hui")),
    ("French", "My sister has two children.", ("sœur|soeur", "a", "deux", "enfants")),
    ("French", "We are going to the beach tomorrow.", ("plage", "demain")),
)


def is_true(wanted: tuple[str, ...], raw: list[dict[str, Any]]) -> bool:
    """Tell whether each word, or another of its spellings, is there."""
    said = set(re.findall(r"[\w']+", " ".join(one["translation_text"] for one in raw).lower()))
    return all(said & set(word.split("|")) for word in wanted)


CASES = tuple(
    Case(
        f"{text} → {language}",
        {"text": text, "src_lang": "English", "tgt_lang": language},
        lambda raw, wanted=wanted: is_true(wanted, raw),
    )
    for language, text, wanted in ASKED
)
