"""Words in three languages, from lexicon.txt.

A row has the forms in English, German and French, and for verbs the kinds of nouns that they take.
English nouns: singular, plural. German ones: gender, singular, plural, and the accusative where it differs. French
ones: gender, singular, plural.
English verbs: base, third person, past. German ones: first to third person, plural, participle (with "haben"),
infinitive. French ones: first to third person, first and third person plural, participle (with "avoir"), infinitive.
French adjectives: masculine, feminine, plural, and "-" where they follow their noun or the form before a vowel.
"""

from dataclasses import dataclass
from pathlib import Path

from assets.recipes.spin import list_of

NAMES = list_of(
    "Anna Arthur Ben Clara David Emma Eva Julia Karl Laura Lisa Maria Max Nina Paul Peter Sarah Simon Sophie Tom"
)
OF_ONE_FORM = {"places", "times", "past times", "numbers"}
"""The sections of phrases that never change, spaces and all."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word or phrase.

    Attributes:
        english, german, french: its forms in each language.
        takes: of a verb, the kinds of nouns that may be its object.
    """

    english: tuple[str, ...]
    german: tuple[str, ...]
    french: tuple[str, ...]
    takes: tuple[str, ...] = ()


def sections(file: Path) -> dict[str, tuple[Word, ...]]:
    """Return the words of each section of a file."""
    found: dict[str, list[Word]] = {}
    name = ""
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            name = line.strip("[]")
        elif line and not line.startswith("#"):
            found.setdefault(name, []).append(word(line, is_phrase=name in OF_ONE_FORM))
    return {name: tuple(words) for name, words in found.items()}


def word(line: str, *, is_phrase: bool) -> Word:
    """Read a row."""
    english, german, french, *takes = ((cell,) if is_phrase else forms(cell) for cell in line.split("|"))
    return Word(english, german, french, takes[0] if takes else ())


def forms(cell: str) -> tuple[str, ...]:
    """Return the forms in a cell."""
    return tuple(form.replace("+", " ") for form in cell.split())


SECTIONS = sections(Path(__file__).with_name("lexicon.txt"))
