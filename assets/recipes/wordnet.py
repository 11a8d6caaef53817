"""WordNet 3.0, as the Debian package wordnet-base lays it out (Princeton's licence, which allows any use).

Fellbaum, "WordNet: An Electronic Lexical Database" (1998); the format is described in wndb(5WN).
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

GIVEN = "WORDNET"
"""Names the folder with data.noun and its siblings, where it is not Debian's."""

KINDS = {"04": "act", "06": "artifact", "14": "group", "15": "location", "17": "object", "18": "person"}
"""Lexicographer files, by their numbers, that matter for names."""

EXAMPLE = re.compile(r'"([^"]+)"')


@dataclass(frozen=True, slots=True)
class Synset:
    """A group of words with one meaning.

    Attributes:
        part: "noun", "verb", "adj" or "adv".
        kind: one of KINDS' names, or "".
        words: in WordNet's own case, with spaces.
        is_instance: whether it is one particular thing, such as Paris.
        definition: what it means.
        examples: sentences and phrases with one of the words.
    """

    part: str
    kind: str
    words: tuple[str, ...]
    is_instance: bool
    definition: str
    examples: tuple[str, ...]


def synsets() -> Iterator[Synset]:
    """Yield all 117,659 synsets: nouns, verbs, adjectives, adverbs.

    Raises:
        FileNotFoundError: neither $WORDNET nor Debian's folder is there.
    """
    for part in ("noun", "verb", "adj", "adv"):
        for line in lines(f"data.{part}"):
            yield _synset(part, line)


def lines(name: str) -> list[str]:
    """Return the lines of one of WordNet's files, without the licence.

    Raises:
        FileNotFoundError: neither $WORDNET nor Debian's folder has it.
    """
    file = folder() / name
    if not file.is_file():
        raise FileNotFoundError(f"{file} is missing: install Debian's wordnet-base, or set ${GIVEN} to its folder.")
    return [line for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith("  ")]


def folder() -> Path:
    """Return where WordNet's files should lie."""
    return Path(os.environ.get(GIVEN) or "/usr/share/wordnet")


def _synset(part: str, line: str) -> Synset:
    data, _, gloss = line.partition(" | ")
    fields = data.split(" ")
    count = int(fields[3], 16)
    words = tuple(re.sub(r"\(.*\)$", "", word).replace("_", " ") for word in fields[4 : 4 + 2 * count : 2])
    return Synset(
        part,
        KINDS.get(fields[1], ""),
        words,
        "@i" in fields,
        EXAMPLE.sub("", gloss).split(";")[0].strip(),
        tuple(example.strip() for example in EXAMPLE.findall(gloss)),
    )
