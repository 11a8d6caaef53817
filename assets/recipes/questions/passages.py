"""Texts of several facts, among them others of the same kind, and a question about one."""

import random
from copy import copy

from assets.recipes.questions.actions import ACTIONS
from assets.recipes.questions.case import Case, Draft, Spans, fill, slots_of
from assets.recipes.questions.fact import Fact, facts_of
from assets.recipes.questions.values import Values

LIVES, DEEDS, JOURNEYS, NATURE = (facts_of(name) for name in ("lives", "deeds", "journeys", "nature"))
DOMAINS = (LIVES, LIVES, DEEDS, DEEDS, ACTIONS, JOURNEYS, NATURE)
"""People, what they and companies do, deeds by verbs of like meaning, travel and daily life, nature."""

PRONOUNS = ("He", "She")
LENGTHS = (1, 2, 2, 2, 3, 3, 3, 4, 4, 5, 6)
"""How many facts a text has; each as likely as it is often here."""

MORE_OF_THE_SAME = 0.5
"""The share of texts that say more about what is asked than the answer."""

OPENINGS = ("Please tell me: {}", "Do you know: {}", "I would like to know: {}", "{} Please answer.", "Tell me, {}")


def make_passage(rng: random.Random, fillers: list[str]) -> Case:
    """Return a text and a question about it.

    Args:
        rng: decides everything.
        fillers: real English sentences; some texts get one or two.
    """
    values = Values(rng)
    domain = rng.choice(DOMAINS)
    asked = Said(rng, rng.choice(domain), values)
    slot, form = asked.question(rng)
    kinds = [asked.fact if rng.random() < 0.45 else rng.choice(domain) for _ in range(rng.choice(LENGTHS) - 1)]
    others = [Said(rng, fact, values) for fact in kinds]
    for other in others:
        other.share_subject(rng, asked)
    said = [asked, *(other for other in others if not other.answers(form, asked))]
    rng.shuffle(said)
    at = said.index(asked)
    if rng.random() < MORE_OF_THE_SAME:
        said[at + 1 : at + 1] = asked.more(rng, slot)
    texts = rng.sample(fillers, rng.choice((1, 1, 2))) if fillers and rng.random() < 0.25 else []
    draft, spans = _write(rng, said, texts)
    start, end = spans[at][slot]
    shown = asked.values | ({"name": rng.choice(PRONOUNS).lower()} if _may_be_pronoun(rng, form, said) else {})
    return Case(ask_variously(rng, fill(form, shown)[0]), draft.text, start, end)


def _may_be_pronoun(rng: random.Random, form: str, said: list["Said"]) -> bool:
    """Decide whether the question says "he" or "she": where the text is about one person."""
    people = {one.values["name"] for one in said if one.fact.about_person}
    return len(people) == 1 and " {name} " in form and rng.random() < 0.25


class Said:
    """A fact with its values and the sentence that says it."""

    def __init__(self, rng: random.Random, fact: Fact, values: Values) -> None:
        self.fact = fact
        self.values = _values_of(fact, values)
        self.sentence = rng.choice(fact.sentences)

    def question(self, rng: random.Random) -> tuple[str, str]:
        """Return the slot asked for and the question's template; the sentence answers it."""
        told, subject = slots_of(self.sentence), next(iter(self.fact.slots))
        possible = [
            (slot, form)
            for slot, form in self.fact.questions
            if slot in told
            and slots_of(form) - {subject} <= told
            and (subject in told or subject not in slots_of(form))
        ]
        slot = rng.choice(sorted({slot for slot, _ in possible}))
        return slot, rng.choice([form for one, form in possible if one == slot])

    def more(self, rng: random.Random, slot: str) -> list["Said"]:
        """Return one or two other sentences on the same fact that do not tell what is asked for."""
        sentences = [one for one in self.fact.sentences if slot not in slots_of(one) and one != self.sentence]
        chosen = rng.sample(sentences, min(len(sentences), rng.choice((1, 1, 2))))
        return [self._saying(sentence) for sentence in chosen]

    def _saying(self, sentence: str) -> "Said":
        other = copy(self)
        other.sentence = sentence
        return other

    def share_subject(self, rng: random.Random, first: "Said") -> None:
        """Have the subject of the first in common, sometimes."""
        subject, kind = next(iter(first.fact.slots.items()))
        same = next((slot for slot, own in self.fact.slots.items() if own == kind), None)
        if self.fact is not first.fact and same and rng.random() < 0.6:
            self.values[same] = first.values[subject]

    def answers(self, form: str, asked: "Said") -> bool:
        """Tell whether a question could as well be about this."""
        named = slots_of(form)
        return self.fact is asked.fact and all(self.values[slot] == asked.values[slot] for slot in named)


def _values_of(fact: Fact, values: Values) -> dict[str, str]:
    made: dict[str, str] = {}
    for slot, kind in fact.slots.items():
        value = values.make(kind)
        for _ in range(5):
            if value not in made.values():
                break
            value = values.make(kind)
        made[slot] = value
    return made


def _write(rng: random.Random, said: list[Said], fillers: list[str]) -> tuple[Draft, list[Spans]]:
    """Return the text, and for each fact where its values stand."""
    draft = Draft()
    spans: list[Spans] = []
    before = ""
    filler_places = {rng.randrange(len(said)): filler for filler in fillers}
    for index, one in enumerate(said):
        if index in filler_places:
            draft.add(filler_places[index], {})
        shown = dict(one.values)
        if one.fact.about_person and shown["name"] == before and rng.random() < 0.6:
            shown["name"] = _mention(rng, shown["name"], one.sentence)
        joint = _joint(rng, draft, one.sentence, shown)
        spans.append(draft.add(one.sentence, shown, joint))
        if joint is None and spans[-1]:
            _capitalise(draft, min(start for start, _ in spans[-1].values()), one.sentence)
        before = one.values.get("name", "")
    return draft, spans


def _mention(rng: random.Random, name: str, template: str) -> str:
    if template.startswith("{name} ") and rng.random() < 0.7:
        return rng.choice(PRONOUNS)
    return name.rsplit(maxsplit=1)[-1] if rng.random() < 0.3 else name


def _joint(rng: random.Random, draft: Draft, template: str, values: dict[str, str]) -> str | None:
    """Return ", and " and the like where the sentence can be joined to the one before."""
    if template.startswith("{name} ") and draft.text.endswith(".") and rng.random() < 0.15:
        if values["name"] in PRONOUNS:
            values["name"] = values["name"].lower()
        draft.text = draft.text.removesuffix(".")
        return rng.choice((" and ", ", and ", ", while ", ", but ", "; "))
    return None


def _capitalise(draft: Draft, first_slot: int, template: str) -> None:
    """Begin the sentence just added with a capital letter where it begins with a value."""
    if template.startswith("{"):
        draft.text = draft.text[:first_slot] + draft.text[first_slot].upper() + draft.text[first_slot + 1 :]


def ask_variously(rng: random.Random, question: str) -> str:
    """Return the question as people type it: mostly as it is."""
    chance = rng.random()
    if chance < 0.06:
        return question.rstrip("?")
    if chance < 0.12:
        return question.lower()
    if chance < 0.15:
        return rng.choice(OPENINGS).format(question)
    return question
