"""Which languages a translation model knows, where its name or its paper tells."""

import re
from collections.abc import Mapping

from models.words.languages import SPELLINGS

TARGETS = {
    "phrasebook": ("German", "French"),
    "google-t5/t5-small": ("German", "French", "Romanian"),
}
"""Into what these models translate from English: Raffel et al. 2020 (arXiv:1910.10683), appendix D.1, for T5."""

OPUS = re.compile(r"Helsinki-NLP/opus-mt-([a-z]{2,3})-([a-z]{2,3})")


def find_known(model: str) -> Mapping[str, tuple[str, ...]]:
    """Return the languages that a model translates from and into, where they are known."""
    if model in TARGETS:
        return {"src_lang": ("English",), "tgt_lang": TARGETS[model]}
    codes = OPUS.fullmatch(model)
    if codes is None or any(code not in SPELLINGS for code in codes.groups()):
        return {}
    source, target = (SPELLINGS[code].name for code in codes.groups())
    return {"src_lang": (source,), "tgt_lang": (target,)}
