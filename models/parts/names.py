"""What people call the things in pictures: other names, plurals, articles, and names close in meaning."""

import re
from collections.abc import Sequence

import torch

from models.parts.sentence_encoder import SentenceEncoder

SYNONYMS = {
    "person": "man woman boy girl child kid baby human people face somebody anybody someone anyone astronaut adult",
    "bicycle": "bike cycle",
    "motorcycle": "motorbike moped scooter",
    "airplane": "plane aeroplane aircraft jet",
    "truck": "lorry",
    "boat": "ship yacht",
    "traffic light": "stoplight",
    "cat": "kitten kitty",
    "dog": "puppy hound",
    "cow": "cattle bull ox",
    "horse": "pony",
    "handbag": "purse",
    "sports ball": "ball football",
    "cup": "mug teacup",
    "couch": "sofa",
    "dining table": "table desk",
    "potted plant": "plant",
    "tv": "television screen monitor",
    "cell phone": "phone mobile smartphone",
    "refrigerator": "fridge",
    "tie": "necktie",
    "laptop": "computer notebook",
}
"""Other words, each without a space, for one of the detector's kinds."""

GROUPS = {
    "animal": "bird, cat, dog, horse, sheep, cow, elephant, bear, zebra, giraffe",
    "vehicle": "bicycle, car, motorcycle, airplane, bus, train, truck, boat",
    "fruit": "banana, apple, orange",
    "food": "banana, apple, sandwich, orange, broccoli, carrot, hot dog, pizza, donut, cake",
    "furniture": "bench, chair, couch, bed, dining table",
}
ODD_PLURALS = {
    "person": "people",
    "mouse": "mice",
    "knife": "knives",
    "sheep": "sheep",
    "skis": "skis",
    "scissors": "scissors",
    "broccoli": "broccoli",
    "man": "men",
    "woman": "women",
    "child": "children",
}
ODD_SINGULARS = {many: one for one, many in ODD_PLURALS.items()}
BEFORE_NAMES = re.compile(r"^(?:(?:a|an|the|any|some|my|your|this|that|these|those)\s+)+")

CLOSE = 0.6
"""Cosine of all-MiniLM-L6-v2's vectors from which two names are taken for one."""


def plain(name: str) -> str:
    """Return a name in small letters and in the singular, without what stands before it; hyphens are spaces here."""
    words = BEFORE_NAMES.sub("", re.sub(r"[_-]+", " ", name.lower()).strip(" .?!,")).split()
    return " ".join([*words[:-1], singular(words[-1])]) if words else ""


def singular(word: str) -> str:
    """Return an English word for one thing."""
    if word in ODD_SINGULARS:
        return ODD_SINGULARS[word]
    if re.search(r"(s|x|ch|sh)es$", word):
        return word[:-2]
    return word[:-1] if re.search(r"[^su]s$", word) and len(word) > 3 else word


def plural(name: str) -> str:
    """Return an English name for several things."""
    *before, last = name.split()
    many = ODD_PLURALS.get(last) or last + ("es" if re.search(r"(s|x|ch|sh)$", last) else "s")
    return " ".join([*before, many])


def with_article(name: str) -> str:
    """Return the name with "a" or "an" before it."""
    if name in {"scissors", "skis", "broccoli"}:
        return name
    return f"{'an' if name[0].lower() in 'aeio' or name == 'umbrella' else 'a'} {name}"


class Names:
    """Which of the known names mean what somebody typed.

    Args:
        kinds: the detector's names.
        classes: the classifier's.
        sentences: embeds names.
    """

    def __init__(self, kinds: Sequence[str], classes: Sequence[str], sentences: SentenceEncoder) -> None:
        self.kinds, self.classes, self.sentences = tuple(kinds), tuple(classes), sentences
        self.embeddings = sentences.embed([*self.kinds, *self.classes])
        self.told: dict[str, tuple[str, ...]] = {
            word: (kind,) for kind, words in SYNONYMS.items() for word in words.split()
        }
        self.told |= {group: tuple(kinds.split(", ")) for group, kinds in GROUPS.items()}
        self.told |= {kind: (kind,) for kind in self.kinds}

    def is_anything(self, name: str) -> bool:
        """Tell whether a name means whatever there is."""
        return plain(name) in {"thing", "object", "item"}

    def is_animal(self, name: str) -> bool:
        """Tell whether a name means any animal."""
        return plain(name) == "animal"

    def kinds_like(self, name: str) -> set[str]:
        """Return the detector's kinds that are meant by a name, none where it knows no such thing."""
        wanted = plain(name)
        for told in (wanted, wanted.split()[-1] if wanted else ""):
            if told in self.told:
                return set(self.told[told])
        close = self.likeness(wanted)[: len(self.kinds)] >= CLOSE
        return {self.kinds[number] for number in close.nonzero().flatten().tolist()}

    def classes_like(self, name: str) -> list[int]:
        """Return the numbers of the classifier's classes that are meant by a name."""
        wanted = plain(name)
        likeness = self.likeness(wanted)[len(self.kinds) :]
        return [
            number
            for number, one in enumerate(self.classes)
            if likeness[number] >= CLOSE or one.lower().split()[-1] == wanted
        ]

    def mean_the_same(self, name: str, other: str) -> bool:
        """Tell whether two names are one, or close in meaning."""
        vectors = self.sentences.embed([plain(name), plain(other)])
        return plain(name) == plain(other) or float(vectors[0] @ vectors[1]) >= CLOSE

    def likeness(self, name: str) -> torch.Tensor:
        """Return the cosines of a name with every known one, float (kinds + classes,)."""
        return (self.embeddings @ self.sentences.embed([name])[0]).cpu()
