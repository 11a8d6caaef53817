"""Lines of three kinds: the vector of each must lie nearest to one of its own kind."""

import numpy as np

from tests.truth.case import Case

RULE = "the vectors of two lines on a subject lie nearer to each other than to a third on another"
FLOOR = 0.6
TRIPLES = (
    ("Boil the pasta for nine minutes.", "Season the sauce with basil.", "The printer is jammed."),
    ("Interest rates fell again.", "Investors sold their shares.", "The bird built a nest."),
    ("He strained a muscle in training.", "She runs ten kilometres a day.", "The parcel was sent to Rome."),
    ("The violinist tuned her instrument.", "The choir sang without accompaniment.", "Fill in the tax form."),
    ("Our train was cancelled.", "The plane could not land.", "Plant the seeds in spring."),
    ("The vaccine prevents measles.", "Take the tablets after breakfast.", "Snow covered the roofs."),
    ("The court rejected the appeal.", "The lawyer questioned the witness.", "Feed the fish twice a day."),
    ("Restart the router.", "The website does not load.", "The bride wore blue."),
    ("A storm tore off the roof.", "Hail damaged the crops.", "He collects stamps."),
    ("The pupils handed in their essays.", "The exam takes two hours.", "The car needs new tyres."),
    ("The king was crowned in 1066.", "The empire fell after the war.", "Peel the carrots."),
    ("The telescope found a new planet.", "The moon moves around the earth.", "The shop sells curtains."),
)


def is_true(vectors: np.ndarray) -> bool:
    """Tell whether the first two of three lie nearest to each other."""
    units = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return bool(units[0] @ units[1] > max(units[0] @ units[2], units[1] @ units[2]))


CASES = tuple(Case(lines[0], {"text": "\n".join(lines)}, lambda raw: is_true(np.asarray(raw))) for lines in TRIPLES)
