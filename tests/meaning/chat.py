"""Questions asked in ways that no training asked them, and questions beyond the few matters that it knows."""

import random

import torch

from assets.recipes.talk import held_out_questions
from assets.recipes.talk.conversation import UNKNOWN
from tests.meaning.ask import Ask

FACTS = 60
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
METRIC = f"right answers to {FACTS} new questions and {len(BEYOND)} times “I do not know”; names it does not remember"
FLOOR = 0.9
SEED = 812


def score(ask: Ask) -> float:
    """Return the share of right answers, with the page's own settings."""
    torch.manual_seed(SEED)
    facts = held_out_questions(random.Random(SEED), FACTS)
    right = [fact.answer.lower() in answer(ask, question).lower() for question, fact in facts]
    right += [answer(ask, question) == UNKNOWN for question in BEYOND]
    return sum(right) / len(right)


def answer(ask: Ask, question: str) -> str:
    """Return what is answered to a first question."""
    raw = ask(messages=[], text=question)
    return str(raw[0]["generated_text"][-1]["content"])
