"""New sentences, which no training had, must come out word for word as the grammars put them."""

import random

from assets.recipes.parallel import Pair, pair
from models.errors import BadInput
from tests.meaning.ask import Ask

COUNT = 80
METRIC = f"{COUNT} new sentences, half to German, half to French, without any mistake; a refusal is one"
FLOOR = 0.8
SEED = 813


def score(ask: Ask) -> float:
    """Return the share of exact translations."""
    rng = random.Random(SEED)
    sentences = [pair(rng, held_out=True) for _ in range(COUNT)]
    german, french = sentences[::2], sentences[1::2]
    right = [one.german == answer for one, answer in zip(german, translated(ask, german, "German"), strict=True)]
    right += [one.french == answer for one, answer in zip(french, translated(ask, french, "French"), strict=True)]
    return sum(right) / len(right)


def translated(ask: Ask, sentences: list[Pair], language: str) -> list[str]:
    """Return the translations, "" for what is refused."""
    return [one_translated(ask, one.english, language) for one in sentences]


def one_translated(ask: Ask, text: str, language: str) -> str:
    """Return a translation, "" where the text is refused."""
    try:
        return str(ask(text=text, src_lang="English", tgt_lang=language)[0]["translation_text"])
    except BadInput:
        return ""
