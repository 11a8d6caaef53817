"""Names found in a newspaper's editorials by their capitals: labels that are mostly right, for natural sentences.

The model reads no capitals; here they tell where names are, lists tell of which kind, and names of unknown kind
count neither way.
"""

import random
import re
from functools import cache

from assets.recipes.names.gazetteer import Gazetteer
from assets.recipes.names.sentence import MAKERS, Sentence, Span
from assets.recipes.wordnet import synsets

NAME = re.compile(
    r"(?:[A-Z]\.){2,}"
    r"|[A-Z][\w'’-]*\.?(?:(?: of| of the| for| and the| de| van| von| du)? [A-Z][\w'’-]*(?:\.(?= [A-Z]))?)*"
)
TITLES = (
    "Mr.", "Mrs.", "Ms.", "Dr.", "President", "Senator", "Gov.", "Governor", "Mayor", "Judge", "Justice", "Secretary",
    "Representative", "Prime Minister", "General", "Gen.", "Sgt.", "Col.", "Capt.", "Lieut.", "Prof.", "Professor",
    "King", "Queen", "Prince", "Princess", "Pope", "Sir", "Father", "Chancellor", "Chairman", "Commissioner", "Sen.",
    "Rep.", "Attorney General", "Vice President", "Chief Justice", "Speaker", "Justices", "Ambassador", "Premier",
)  # fmt: skip
ORGANISATION_WORDS = frozenset(
    """
    University College School Department Court Committee Commission Council Association Board Bank Company
    Corporation Corp Inc Ltd Agency Authority Party Congress Senate House Parliament Institute Foundation Union
    Society Bureau Administration Office Service Fund Museum Hospital Times Post Journal Press News Airlines
    Motors Electric Group Federation League Army Navy Guard Assembly Ministry Center Republicans Democrats
    Coalition Conference Club Forum Alliance Front Network Partnership Trust Academy Orchestra Opera Nations NATO
    Pentagon Kremlin
    """.split()  # noqa: SIM905
)
NO_NAMES = frozenset(
    """
    January February March April May June July August September October November December Monday Tuesday Wednesday
    Thursday Friday Saturday Sunday I Mr Mrs Ms God Internet English
    """.split()  # noqa: SIM905
)
SMALL_WORDS = frozenset(
    """
    the a an and but or if in on at to for of by with from as when while this that these those it he she we they i
    you who what where why how his her its our their there here not no nor so yet then after before since that's
    it's they're there's he's she's what's did does do is are was were has have had will would could should
    today's
    """.split()  # noqa: SIM905
)
REPLACED_SHARE = 0.7


def label_names(texts: list[str], names: Gazetteer) -> list[Sentence]:
    """Return the sentences with what could be found in them."""
    surnames = {surname for text in texts for surname in _surnames(text, names)}
    return [Sentence(text, tuple(_spans(text, names, surnames))) for text in texts]


def replace_names(sentence: Sentence, rng: random.Random, names: Gazetteer) -> Sentence:
    """Put other names in the place of most names of a known kind, long for long and short for short."""
    text, spans, done = "", [], 0
    for span in sentence.spans:
        text += sentence.text[done : span.start]
        old = sentence.text[span.start : span.end]
        new = _another(old, span.kind, rng, names) if rng.random() < REPLACED_SHARE else old
        spans.append(Span(len(text), len(text) + len(new), span.kind))
        text, done = text + new, span.end
    return Sentence(text + sentence.text[done:], tuple(spans))


def _another(old: str, kind: str, rng: random.Random, names: Gazetteer) -> str:
    if kind in ("?", "MISC"):
        return old
    slot = ("FULL" if " " in old else "LAST") if kind == "PER" else kind
    return MAKERS[slot](rng, names).removeprefix("the ")


def _spans(text: str, names: Gazetteer, surnames: set[str]) -> list[Span]:
    spans = []
    for found in NAME.finditer(text):
        start, name = found.start(), found.group()
        if _starts_sentence(text, start):
            start, name = _without_first_word(start, name, names)
        title = next((title for title in TITLES if f"{name} ".startswith(f"{title} ")), "")
        start, name = start + len(title), name[len(title) :]
        start, name = start + len(name) - len(name.lstrip()), name.strip().removesuffix("'s").removesuffix("’s")
        if name and name.rstrip(".") not in NO_NAMES:
            name = name if re.search(r"\.[A-Z]\.$|(Jr|Inc|Co)\.$", name) else name.rstrip(".'’")
            spans.append(Span(start, start + len(name), "PER" if title else _kind(name, names, surnames)))
    return [span for span in spans if span.kind != "O"]


def _starts_sentence(text: str, start: int) -> bool:
    return not re.search(r"[\w,;)]['’\"]*\s*$", text[:start])


def _without_first_word(start: int, name: str, names: Gazetteer) -> tuple[int, str]:
    """Take an ordinary word that is only large because a sentence starts with it off a name."""
    first = name.split(" ", maxsplit=1)[0]
    if first.lower() in SMALL_WORDS:
        start, name = start + len(first) + 1, name[len(first) + 1 :]
        return _without_first_word(start, name, names) if name else (start, name)
    if _kind(name, names, set()) != "?" or first in TITLES:
        return start, name
    if first.lower() in _ordinary_words() and first not in names.first:
        return start + len(first) + 1, name[len(first) + 1 :]
    return start, name


def _kind(name: str, names: Gazetteer, surnames: set[str]) -> str:
    words = name.replace(".", "").split()
    if name in ("U.S.", "U.K.", "America", "Washington", "Britain", "Russia", "Soviet Union") or name in _places(names):
        return "LOC"
    if re.fullmatch(r"(?:[A-Z]\.){3,}|[A-Z]{3,5}", name) or ORGANISATION_WORDS & set(words):
        return "ORG"
    if name in _peoples():
        return "MISC"
    if len(words) in (2, 3) and words[0] in _first_names(names):
        return "PER"
    if name in surnames or name in _persons():
        return "PER"
    return "?"


def _surnames(text: str, names: Gazetteer) -> list[str]:
    """Return the last names that a text gives in full or after Mr. and Ms."""
    full = [
        name for name in NAME.findall(text) if len(name.split()) in (2, 3) and name.split()[0] in _first_names(names)
    ]
    formal = re.findall(r"(?:Mr|Mrs|Ms|Senator|Governor|Mayor|President)\.? ([A-Z][\w-]+)", text)
    return [name.split()[-1].removesuffix("'s") for name in full] + formal


@cache
def _first_names(names: Gazetteer) -> frozenset[str]:
    return frozenset(names.first) - frozenset(names.large_cities) - frozenset(names.countries)


@cache
def _places(names: Gazetteer) -> frozenset[str]:
    known = {word for synset in synsets() if synset.kind == "location" and synset.is_instance for word in synset.words}
    return (frozenset(names.large_cities[:500]) | frozenset(names.countries) | frozenset(names.regions) | known) - {
        "The"
    }


@cache
def _persons() -> frozenset[str]:
    people = (synset for synset in synsets() if synset.kind == "person" and synset.is_instance)
    return frozenset(word for synset in people for word in synset.words if " " in word)


@cache
def _peoples() -> frozenset[str]:
    adjectives = (synset for synset in synsets() if synset.part == "adj")
    return frozenset(word for synset in adjectives for word in synset.words if word[0].isupper() and len(word) > 3)


@cache
def _ordinary_words() -> frozenset[str]:
    return frozenset(word for synset in synsets() for word in synset.words if word.islower() and " " not in word)
