"""Questions asked in ways that no training asked them, names never heard, and what nobody can know."""

import random

import torch

from models.starters.spin import HELD_OUT_BOYS, HELD_OUT_GIRLS
from models.starters.talk import held_out_questions
from models.starters.talk.conversation import UNKNOWN
from tests.meaning.ask import Ask

FACTS = 60
NAMES = (*HELD_OUT_GIRLS[:5], *HELD_OUT_BOYS[:5])
BEYOND = (
    "Why is the sky blue?",
    "Who painted the Mona Lisa?",
    "How do I repair my bicycle?",
    "What will the weather be like tomorrow?",
    "Write a poem about winter.",
    "How far is it to Mars?",
    "Which is the best football team in the world?",
    "Can you explain quantum physics to me?",
    "Where can I buy cheap shoes?",
    "What did people eat in the Middle Ages?",
)
METRIC = f"right answers to {FACTS} new questions, {len(NAMES)} names remembered, {len(BEYOND)} times “I do not know”"
FLOOR = 0.8
SEED = 812


def score(ask: Ask) -> float:
    """Return the share of right answers, with the page's own settings."""
    torch.manual_seed(SEED)
    facts = held_out_questions(random.Random(SEED), FACTS)
    right = [fact.answer.lower() in answer(ask, question).lower() for question, fact in facts]
    right += [name in remembered(ask, name) for name in NAMES]
    right += [answer(ask, question) == UNKNOWN for question in BEYOND]
    return sum(right) / len(right)


def answer(ask: Ask, question: str) -> str:
    """Return what is answered to a first question."""
    return said_last(ask(messages=[], text=question))


def remembered(ask: Ask, name: str) -> str:
    """Tell a name, then ask for it."""
    raw = ask(messages=[], text=f"Hello, my name is {name}.")
    return said_last(ask(messages=raw[0]["generated_text"], text="What is my name?"))


def said_last(raw: list[dict[str, list[dict[str, str]]]]) -> str:
    """Return the last message."""
    return raw[0]["generated_text"][-1]["content"]
