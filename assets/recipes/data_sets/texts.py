"""Rows of text: rated sentences, and what grammars make."""

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

from assets.recipes.names.gazetteer import gazetteer
from assets.recipes.names.sentence import filled
from assets.recipes.names.templates import TEMPLATES, WORDS
from assets.recipes.questions.passages import make_passage
from assets.recipes.rated_sentences import read_rated_sentences

Row = dict[str, Any]
SEED = 13
CLEAR = 1.0
"""The least mean rating, of at most 4, at which a sentence counts as positive or negative."""

UNANSWERABLE = 0.25
"""The share of questions that stand beside another text."""


def make_tone(_: Path) -> tuple[list[Row], list[Row]]:
    """Return sentences of reviews with the tone that people gave them, half of each kind."""
    rng = random.Random(SEED)
    clear = [
        one for one in read_rated_sentences() if abs(one.rating) >= CLEAR and 20 <= len(one.text) <= 160
        and "Reviews" not in one.text and one.source != "nytEditorialSnippets"
    ]  # fmt: skip
    halves = []
    for held_out, each in ((False, 800), (True, 100)):
        rows = []
        for label, sign in (("negative", -1), ("positive", 1)):
            pool = [one for one in clear if one.held_out == held_out and one.rating * sign > 0]
            rows += [{"text": one.text, "label": label} for one in rng.sample(pool, each)]
        halves.append(rng.sample(rows, len(rows)))
    return halves[0], halves[1]


def make_names(_: Path) -> tuple[list[Row], list[Row]]:
    """Return sentences as words, each with its tag; people and cities of the held-out rows are others."""
    train = _tagged(held_out=False, count=800)
    return train, [row for row in _tagged(held_out=True, count=170) if row not in train][:150]


def _tagged(*, held_out: bool, count: int) -> list[Row]:
    rng, names = random.Random(SEED + held_out), gazetteer(held_out=held_out)
    rows = []
    for _ in range(count):
        sentence = filled(rng.choice(TEMPLATES), rng, names, WORDS)
        words, start = sentence.text.split(" "), 0
        tags: list[str] = []
        for word in words:
            span = next((one for one in sentence.spans if one.start <= start < one.end), None)
            first = span is not None and (not tags or start == span.start)
            tags.append("O" if span is None else f"{'B' if first else 'I'}-{span.kind}")
            start += len(word) + 1
        rows.append({"tokens": words, "tags": tags})
    return rows


def make_answers(_: Path) -> tuple[list[Row], list[Row]]:
    """Return questions about short texts as SQuAD 2 has them: some texts do not answer theirs."""
    rng = random.Random(SEED)
    rows: list[Row] = []
    cases = [make_passage(rng, []) for _ in range(1150)]
    for place, case in enumerate(cases):
        text, answers = case.text, {"text": [case.answer], "answer_start": [case.start]}
        if rng.random() < UNANSWERABLE:
            text, answers = cases[place - 1].text, {"text": [], "answer_start": []}
        rows.append({"question": case.question, "context": text, "answers": answers})
    return rows[:1000], rows[1000:]


TEAMS = [
    "Lions",
    "Bears",
    "Hawks",
    "Foxes",
    "Wolves",
    "Eagles",
    "Sharks",
    "Tigers",
    "Owls",
    "Ravens",
    "Bulls",
    "Panthers",
    "Falcons",
    "Otters",
    "Badgers",
]
PLACES = [
    "Paris",
    "Oslo",
    "Rome",
    "Lima",
    "Cairo",
    "Perth",
    "Dublin",
    "Boston",
    "Kyoto",
    "Quito",
    "Vienna",
    "Nairobi",
    "Lisbon",
    "Prague",
    "Havana",
]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
WEATHER = ("in heavy rain", "on a sunny afternoon", "in thick fog", "on a windy evening", "in the snow", "in the heat")


def make_reports(_: Path) -> tuple[list[Row], list[Row]]:
    """Return reports of matches, and what each says in one line."""
    rng = random.Random(SEED)
    rows = []
    for _turn in range(1100):
        winner, loser = rng.sample(TEAMS, 2)
        high = rng.randint(1, 6)
        low, place, day = rng.randint(0, high - 1), rng.choice(PLACES), rng.choice(DAYS)
        parts = [
            f"It was a long {day} for the {loser}.",
            f"{rng.randint(2, 40)} thousand people came to the ground in {place} {rng.choice(WEATHER)}.",
            f"The {winner} scored {high} and the {loser} {low}.",
        ]
        rng.shuffle(parts)
        rows.append({"report": " ".join(parts), "summary": f"{winner} beat {loser} {high} to {low} in {place}."})
    return rows[:1000], rows[1000:]


PEOPLE = {
    "the man": "de man",
    "the woman": "de vrouw",
    "the child": "het kind",
    "my brother": "mijn broer",
    "my sister": "mijn zus",
    "the teacher": "de leraar",
    "our neighbour": "onze buurman",
    "the girl": "het meisje",
}
DEEDS = {"sees": "ziet", "buys": "koopt", "has": "heeft", "finds": "vindt", "wants": "wil", "sells": "verkoopt"}
OBJECTS = {"a dog": "een hond", "a book": "een boek", "the house": "het huis", "a red car": "een rode auto",
           "an apple": "een appel", "the small cat": "de kleine kat", "a new table": "een nieuwe tafel",
           "the old boat": "de oude boot", "a green coat": "een groene jas", "the bread": "het brood"}  # fmt: skip
TIMES = {"today": "vandaag", "tomorrow": "morgen", "every day": "elke dag", "in the evening": "in de avond"}


def make_dutch(_: Path) -> tuple[list[Row], list[Row]]:
    """Return English sentences in Dutch, the held-out ones of the same words in other company."""
    rows = [
        {"english": f"{_upper(who)} {does} {what} {when}.", "dutch": f"{_upper(PEOPLE[who])} {DEEDS[does]} "
         f"{TIMES[when]} {OBJECTS[what]}."}
        for who in PEOPLE for does in DEEDS for what in OBJECTS for when in TIMES
    ]  # fmt: skip
    random.Random(SEED).shuffle(rows)
    return rows[:1200], rows[1200:1300]


MADE_UP = {"florb": "coffee machine", "zanti": "bicycle", "quell": "headphones", "mirdle": "washing machine",
           "tovik": "camera", "brasp": "tent", "lunex": "lamp", "pindo": "printer", "garvo": "vacuum cleaner",
           "sulko": "watch", "hembra": "oven", "wixel": "keyboard"}  # fmt: skip
ASKED = ("My {0} does not work any more.", "The {0} I ordered has not arrived.", "Can I return the {0}?",
         "How do I clean the {0}?", "Is there a guarantee on the {0}?", "What does the {0} cost?",
         "The {0} makes a strange noise.", "Which colours does the {0} come in?")  # fmt: skip
ANSWERED = (
    "Repairs of a broken {0}",
    "Delivery times of our {0} range",
    "Sending a {0} back",
    "Care of your {0}",
    "The warranty for each {0}",
    "Prices of a {0}",
    "When a {0} is too loud",
    "Our {0} in red, blue or black",
)
GREETINGS = ("", "Hello, ", "Good morning! ", "Please help: ", "A question. ")


def make_shop(_: Path) -> tuple[list[Row], list[Row]]:
    """Return what customers write and the page that answers it; the shop's names for its wares are made up."""
    rng = random.Random(SEED)
    rows = [
        {"question": f"{greeting}{asked.format(name)}", "answer": answered.format(thing)}
        for name, thing in MADE_UP.items()
        for asked, answered in zip(ASKED, ANSWERED, strict=True)
        for greeting in GREETINGS
    ]
    rng.shuffle(rows)
    held_out: dict[str, Row] = {}
    for row in rows:
        held_out.setdefault(row["answer"], row)
    test = list(held_out.values())[:80]
    return [row for row in rows if row not in test], test


ROBOT: dict[str, Callable[[random.Random], tuple[str, str]]] = {
    "move": lambda rng: (f"{(n := rng.randint(1, 9))} steps {(d := rng.choice(('north', 'south', 'east', 'west')))}",
                         f"MOVE {d.upper()} {n}"),
    "turn": lambda rng: (f"turn {(d := rng.choice(('left', 'right')))} {(n := rng.choice((30, 45, 60, 90)))} degrees",
                         f"TURN {d.upper()} {n}"),
    "light": lambda rng: (f"make the lamp {(c := rng.choice(('red', 'green', 'blue', 'white')))}", f"LAMP {c.upper()}"),
    "wait": lambda rng: (f"wait for {(n := rng.randint(1, 9))} seconds", f"WAIT {n}"),
}  # fmt: skip
POLITE = ("{}", "Please {}.", "Now {}", "Robot, {}!", "Could you {}?", "I want you to {}.")


def make_robot(_: Path) -> tuple[list[Row], list[Row]]:
    """Return orders to a robot as chats; the answer is the command."""
    rng, rows = random.Random(SEED), []
    for _turn in range(900):
        kind = rng.choice(list(ROBOT))
        said, command = ROBOT[kind](rng)
        said = f"go {said}" if kind == "move" else said
        user = _upper(rng.choice(POLITE).format(said))
        rows.append({"messages": [{"role": "user", "content": user}, {"role": "assistant", "content": command}]})
    test: list[Row] = []
    for row in rows:
        if len(test) < 60 and row not in test:
            test.append(row)
    return [row for row in rows if row not in test], test


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
