"""Questions about freshly drawn receipts, invoices, letters and forms, read by PP-OCR."""

import numpy as np

from tests.meaning.ask import Ask
from tests.meaning.pages import pages
from tests.meaning.passages import is_exact

ROUNDS = 2
ASKED_PER_PAGE = 3
METRIC = f"exact answers to {ROUNDS * 4 * ASKED_PER_PAGE} questions on {ROUNDS * 4} drawn pages"
FLOOR = 0.75


def score(ask: Ask) -> float:
    """Return the share of questions whose answer is exactly right."""
    rng = np.random.default_rng(23)
    right = []
    for page in pages(rng, ROUNDS):
        picture = page.drawn()
        for index in rng.choice(len(page.asked), ASKED_PER_PAGE, replace=False):
            question, wanted = page.asked[index]
            right.append(is_exact(ask(document=picture, question=question)[0]["answer"], wanted))
    return sum(right) / len(right)
