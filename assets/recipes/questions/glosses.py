"""Questions from real English: the definitions of WordNet 3.0, which Debian's package wordnet-base installs.

Christiane Fellbaum (ed.), "WordNet: An Electronic Lexical Database" (MIT Press, 1998). "Einstein: physicist born in
Germany who formulated the special theory of relativity (1879-1955)" becomes a sentence and "Who formulated ...?",
"What did Einstein formulate?" or "When was Einstein born?".
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from assets.recipes.questions.case import Case
from assets.recipes.wordnet import lines

KINDS = {"05": "animal", "06": "thing", "13": "food", "15": "place", "18": "person", "20": "plant", "27": "substance"}
"""The lexicographers' files that are used, by their number in the data."""

MIX = ("person", "person", "person", "place", "place", "animal", "thing", "food", "substance")
"""How often each kind is asked about."""

_EXAMPLES = re.compile(r';? *".*')
_FIELD = re.compile(r"^\([^)]*\) *")
_LIFE = re.compile(r"\((?:born |died )?(\d{3,4})[-–](\d{3,4})\)")
_ARTICLE = re.compile(r"^(a|an|the|any|one|either|his|her|some\w*|\w+s)\b", re.IGNORECASE)
_CUT = re.compile(r"[,;(]| and | who | which | that | by | in \d| at | when | where ")


@dataclass(frozen=True, slots=True)
class Gloss:
    """A word or name with its definition; `years` are of birth and death, where they are known."""

    kind: str
    name: str
    text: str
    years: tuple[str, str] | None

    @property
    def is_name(self) -> bool:
        """Whether it is a name rather than a common noun."""
        return self.name[0].isupper()


def make_gloss_case(rng: random.Random) -> Case:
    """Return a question about one definition among several."""
    known = glosses()
    first = rng.choice(known[rng.choice(MIX)])
    question, start, end = rng.choice(list(questions(rng, first)))
    others = [rng.choice(known[first.kind]) for _ in range(rng.choice((0, 1, 1, 2, 2, 3)))]
    sentences = [said(one) for one in others]
    at = rng.randrange(len(sentences) + 1)
    before = "".join(f"{sentence} " for sentence in sentences[:at])
    text = before + " ".join((said(first), *sentences[at:]))
    return Case(question, text, start + len(before), end + len(before))


def said(gloss: Gloss) -> str:
    """Return the definition as a sentence that begins with the word."""
    verb = "was" if gloss.years else "is"
    life = f" ({gloss.years[0]}-{gloss.years[1]})" if gloss.years else ""
    name = gloss.name if gloss.is_name else f"{article(gloss.name).capitalize()} {gloss.name}"
    needs = "" if _ARTICLE.match(gloss.text) else f"{article(gloss.text)} "
    return f"{name}{life} {verb} {needs}{gloss.text}."


def questions(rng: random.Random, gloss: Gloss) -> Iterator[tuple[str, int, int]]:
    """Yield (question, start, end): the answer is said(gloss)[start:end]."""
    sentence = said(gloss)
    named = sentence.index(gloss.name), sentence.index(gloss.name) + len(gloss.name)
    who = "Who" if gloss.kind == "person" else "What"
    be = "was" if gloss.years else "is"
    definition = _shorten(rng, gloss.text)
    yield f"{who} {be} {'' if _ARTICLE.match(definition) else article(definition) + ' '}{definition}?", *named
    if gloss.years:
        for year, form in zip(gloss.years, ("When was {} born?", "When did {} die?"), strict=True):
            place = sentence.index(year)
            yield form.format(_called(rng, gloss.name)), place, place + len(year)
    clause = re.search(r"\b(?:who|that) (\w+) ([^;,(]+)", gloss.text)
    if clause:
        yield f"{who} {clause.group(1)} {clause.group(2)}?", *named
        if (verb := infinitive(clause.group(1))) and gloss.is_name:
            yield from _span(sentence, _CUT.split(clause.group(2))[0], f"What did {_called(rng, gloss.name)} {verb}?")
    for pattern, form in ASKED_BY_PATTERN:
        if found := re.search(pattern, gloss.text):
            name = _called(rng, gloss.name) if gloss.is_name else f"{article(gloss.name)} {gloss.name}"
            yield from _span(sentence, found.group(1), form.format(be=be, name=name))
    if found := re.search(r"capital (?:and largest city )?of ([A-Z]\w+)", gloss.text):
        yield f"What is the capital of {found.group(1)}?", *named


ASKED_BY_PATTERN = (
    (r"\bborn in ((?:[A-Z]\w+ ?)+\b)", "Where {be} {name} born?"),
    (
        r"\b(?:city|town|river|port|mountain|lake|village|island|region) (?:in|of) ([^;,(]+?)(?: on | at |[;,(]|$)",
        "Where is {name}?",
    ),
    (r"\bused (?:for|in|to) ([^;,(]+)", "What is {name} used for?"),
    (r"\bmade (?:of|from|with) ([^;,(]+)", "What is {name} made of?"),
    (r"\bnative to ([^;,(]+)", "Where does {name} come from?"),
    (r"\bfound in ([^;,(]+)", "Where is {name} found?"),
    (r"\bfeeds? on ([^;,(]+)", "What does {name} feed on?"),
    (r"\bnoted for (?:his|her) ([^;,(]+)", "What {be} {name} noted for?"),
    (r"\bon the ((?:[A-Z]\w+ )+(?:River|Sea))", "What is {name} on?"),
)


def _span(sentence: str, answer: str, question: str) -> Iterator[tuple[str, int, int]]:
    answer = answer.strip()
    if answer and len(answer.split()) <= 7 and answer in sentence:
        yield question, sentence.index(answer), sentence.index(answer) + len(answer)


def _called(rng: random.Random, name: str) -> str:
    return name.rsplit(maxsplit=1)[-1] if rng.random() < 0.3 else name


def _shorten(rng: random.Random, text: str) -> str:
    """Return the definition, or its beginning up to where a new thought starts."""
    words = re.split(r"[,;(]", text)[0].split()
    return " ".join(words[: rng.randint(5, 16)]) if rng.random() < 0.7 else " ".join(words)


def article(word: str) -> str:
    """Return "a" or "an"."""
    return "an" if word[0].lower() in "aeiou" and not word.startswith("United") else "a"


@cache
def glosses() -> dict[str, list[Gloss]]:
    """Read the nouns, by kind.

    Raises:
        FileNotFoundError: WordNet is not there.
    """
    found: dict[str, list[Gloss]] = {kind: [] for kind in KINDS.values()}
    for line in lines("data.noun"):
        head, _, definition = line.partition(" | ")
        fields = head.split(" ")
        if fields[1] in KINDS and (gloss := _gloss(KINDS[fields[1]], fields, definition)):
            found[gloss.kind].append(gloss)
    return found


def _gloss(kind: str, fields: list[str], definition: str) -> Gloss | None:
    words = [fields[4 + 2 * index].replace("_", " ") for index in range(int(fields[3], 16))]
    life = _LIFE.search(definition)
    text = _FIELD.sub("", _EXAMPLES.sub("", _LIFE.sub("", definition))).split(";")[0].strip(" .\n")
    name = max(words, key=len)
    if not text or not 3 <= len(text.split()) <= 30 or not name[0].isalpha() or name.lower() in text.lower():
        return None
    return Gloss(kind, name, text, (life.group(1), life.group(2)) if life else None)


def infinitive(verb: str) -> str:
    """Return the infinitive of a past tense that WordNet knows, "" of anything else."""
    if verb in _irregular():
        return _irregular()[verb]
    known = _verbs()
    for ending, instead in (("ied", "y"), ("ed", "e"), ("ed", ""), ("ed", None)):
        if verb.endswith(ending):
            stem = verb.removesuffix(ending)
            candidate = stem[:-1] if instead is None else stem + instead
            if candidate in known:
                return candidate
    return ""


@cache
def _irregular() -> dict[str, str]:
    return {line.split()[0]: line.split()[1] for line in lines("verb.exc") if " " in line}


@cache
def _verbs() -> frozenset[str]:
    return frozenset(line.split(" ", 1)[0] for line in lines("index.verb"))


@cache
def name_kinds() -> dict[str, str]:
    """Return what kind of thing a capitalised word names: person, place and so on."""
    return {
        word: gloss.kind
        for kind in glosses().values()
        for gloss in kind
        if gloss.is_name
        for word in gloss.name.split()
    }
