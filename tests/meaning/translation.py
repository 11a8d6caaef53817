"""New sentences, which no training had, must come out word for word as the grammars put them."""

import random

from assets.recipes.parallel import Pair, pair
from tests.meaning.ask import Ask

COUNT = 80
METRIC = f"{COUNT} new sentences, half to German, half to French, without any mistake"
FLOOR = 0.87
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
    """Send all as the lines of one text."""
    raw = ask(text="\n".join(one.english for one in sentences), src_lang="English", tgt_lang=language)
    return [one["translation_text"] for one in raw]
