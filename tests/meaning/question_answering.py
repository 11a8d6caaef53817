"""Questions about passages that people might paste must be answered with the right words."""

from tests.meaning.ask import Ask
from tests.meaning.passages import CASES, is_exact

METRIC = f"exact answers to {len(CASES)} questions on texts written by hand"
FLOOR = 0.56


def score(ask: Ask) -> float:
    """Return the share of questions whose best answer is exactly right."""
    answers = [ask(question=question, context=text, top_k=1)["answer"] for question, text, _ in CASES]
    return sum(is_exact(answer, wanted) for answer, (_, _, wanted) in zip(answers, CASES, strict=True)) / len(CASES)
