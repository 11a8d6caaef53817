"""A sentence must lie nearer to the one that means the same than to those that share its words."""

import numpy as np

from tests.truth.case import Case

RULE = "of three sentences the nearest to the first means the same"
FLOOR = 0.6
TRIPLES = (
    ("Where can I park my car?", "Is there a garage nearby?", "The national park is open all year."),
    ("The meeting is cancelled.", "We will not meet after all.", "The meeting takes two hours."),
    ("I can't log in.", "My password is not accepted.", "The log burns in the fireplace."),
    ("It is raining cats and dogs.", "There is a heavy downpour.", "Cats and dogs do not get along."),
    ("He passed away last year.", "He died some months ago.", "He passed the exam last year."),
    ("She is over the moon.", "She is very happy.", "The rocket flew over the moon."),
    ("How do I cook rice?", "Put one cup of grain into two cups of boiling water.", "Rice fields cover the valley."),
    ("The bank raised its fees.", "My account became more expensive.", "We sat on the bank of the river."),
    ("My tooth hurts.", "I need to see a dentist.", "The saw has lost a tooth."),
    ("The film put me to sleep.", "I found the movie boring.", "I sleep eight hours."),
    ("Can I return these shoes?", "I want to send back what I bought.", "These shoes are made in Italy."),
    ("The baby was born on Tuesday.", "They became parents this week.", "Tuesday is market day."),
)
CASES = tuple(
    Case(lines[0], {"text": "\n".join(lines)}, lambda raw: np.argmax(raw["similarity"][0][1:]) == 0)
    for lines in TRIPLES
)
