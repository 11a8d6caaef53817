"""Gaps in everyday sentences, with the words that a reader would accept."""

from tests.truth.case import Case

RULE = "the first word is one that a reader would put there"
FLOOR = 0.0
ASKED = (
    ("The capital of Germany is [MASK].", "berlin bonn"),
    ("I drink my coffee with milk and [MASK].", "sugar cream honey"),
    ("She opened the [MASK] and looked outside.", "window door curtain curtains blinds"),
    ("He brushed his [MASK] before going to bed.", "teeth hair"),
    ("In winter it often [MASK] in the mountains.", "snows rains freezes falls"),
    ("A week has seven [MASK].", "days"),
    ("The opposite of hot is [MASK].", "cold"),
    ("We went to the [MASK] to watch a movie.", "cinema theater theatre movies mall house"),
    ("Please turn off the [MASK] when you leave.", "light lights tv heating heat power radio oven engine"),
    ("The doctor told him to stop [MASK].", "smoking drinking working eating driving running talking"),
    ("My dog loves to chase the [MASK].", "cat cats ball mailman squirrel squirrels birds rabbit rabbits dog dogs"),
    ("Happy [MASK] to you!", "birthday"),
    ("The train was late, so I missed my [MASK].", "flight meeting plane bus appointment connection train"),
    ("Two plus two is [MASK].", "four"),
    ("He is taller [MASK] his brother.", "than"),
    ("The children are playing in the [MASK].", "garden park yard street snow water sand house playground woods rain"),
)
CASES = tuple(
    Case(text, {"text": text}, lambda raw, words=words: raw[0]["token_str"].strip().lower() in words.split())
    for text, words in ASKED
)
