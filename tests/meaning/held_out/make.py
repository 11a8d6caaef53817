"""Writes the sentences that were held out from training: `python -m tests.meaning.held_out.make`.

They lie beside this file because a test needs neither WordNet nor vaderSentiment's source distribution then.
"""

import random
from pathlib import Path

from assets.recipes.definitions import describe, is_held_out, is_long_enough
from assets.recipes.lora import load_packaged_tokenizer
from assets.recipes.rated_sentences import read_rated_sentences
from assets.recipes.wordnet import synsets

HERE = Path(__file__).parent
SEED = 2
CLEAR = 1.0
"""The least rating, up or down, of sentences whose tone people agree on."""

EVERY = 2
GAPS = 300
MOST_WORDS = 25


def rated() -> list[str]:
    """Return label and text of every second held-out sentence with a clear tone."""
    clear = [
        one for one in read_rated_sentences() if one.held_out and abs(one.rating) >= CLEAR and "\t" not in one.text
    ]
    return [f"{'POSITIVE' if one.rating > 0 else 'NEGATIVE'}\t{one.text}" for one in clear[::EVERY]]


def gaps() -> list[str]:
    """Return missing word and text of definitions and examples that were held out, one word missing in each."""
    rng = random.Random(SEED)
    vocabulary = {word for word in load_packaged_tokenizer().get_vocab() if word.isalpha()}
    held_out = [synset for synset in synsets() if is_held_out(synset.definition)]
    texts = [describe(one.words[0], one.definition) for one in held_out if is_long_enough(one.definition)]
    examples = [example for one in held_out for example in one.examples if is_long_enough(example)]
    chosen = rng.sample([text for text in [*texts[::3], *examples] if len(text.split()) <= MOST_WORDS], GAPS)
    return [line for line in (_with_gap(text, vocabulary, rng) for text in chosen) if line]


def _with_gap(text: str, vocabulary: set[str], rng: random.Random) -> str:
    words = text.split(" ")
    places = [place for place, word in enumerate(words) if place and word.lower() in vocabulary]
    if not places:
        return ""
    place = rng.choice(places)
    return f"{words[place].lower()}\t{' '.join([*words[:place], '[MASK]', *words[place + 1 :]])}"


if __name__ == "__main__":
    for name, lines in (("rated", rated()), ("gaps", gaps())):
        (HERE / f"{name}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
