"""The words that the models of scenes read and write: a few hundred whole ones."""

from pathlib import Path

import numpy as np
from transformers import BertTokenizer

from assets.recipes.scenes import KINDS, make_scene
from assets.recipes.scenes.ground import GROUNDS
from assets.recipes.scenes.questions import ask, in_words
from assets.recipes.scenes.sight import sight_of
from assets.recipes.scenes.words import COLOURS, GROUPS, NUMBERS, SYNONYMS, caption, plural

SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")
ENDINGS = ("##s", "##es")
LONGEST = 64
"""Tokens of a question or of a caption's beginning."""

FURTHER = "thing object photo image scene describe write caption sentence short tell me about for everything please one"
"""Words of requests."""

PAD, UNKNOWN, START, END = range(4)


def scene_tokenizer(folder: Path, end_last: bool = False) -> BertTokenizer:
    """Write the tokenizer's files into a folder and return it.

    A plural is its word and an ending, so that what is learned of "cat" serves "cats" too.
    With `end_last` the end token has the highest number, by which OWL-ViT finds it.
    """
    order = [*SPECIAL, *ENDINGS, *",?.", *words()]
    if end_last:
        order.remove("[SEP]")
        order.append("[SEP]")
    tokenizer = BertTokenizer(
        vocab={word: number for number, word in enumerate(order)},
        model_max_length=LONGEST,
        clean_up_tokenization_spaces=True,
        model_input_names=["input_ids", "attention_mask"],
    )
    tokenizer.save_pretrained(folder)
    return tokenizer


def words() -> list[str]:
    """Return every word of captions, questions and answers, in alphabetical order."""
    rng = np.random.default_rng(0)
    sights = [sight_of(make_scene(rng, size=32)) for _ in range(60)]
    texts = [caption(sight) for sight in sights]
    for sight in sights:
        texts += [
            text for one in (ask(rng, sight) for _ in range(60)) for text in (one.text, one.answer, in_words(one))
        ]
    names = [*KINDS, *GROUPS, *COLOURS, *NUMBERS, *(ground.name for ground in GROUNDS), *"0123456789"]
    names += [other for others in SYNONYMS.values() for other in others.split()]
    found = {word for text in texts for word in text.replace(",", " ").replace("?", " ").replace(".", " ").split()}
    regular = {f"{name}{ending}" for name in (*KINDS, *GROUPS, "thing", "object") for ending in ("s", "es")}
    regular |= {plural(name) for name in names if plural(name) == f"{name}s"}
    return sorted((found - regular) | set(names) | {*FURTHER.split()})
