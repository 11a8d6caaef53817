"""Instructions such as people give."""

import re

from tests.truth.case import Case

RULE = "the answer holds what was asked for; a refusal counts as no answer"
FLOOR = 0.0
ASKED = (
    ("What is the capital of France?", "paris"),
    ("Translate to German: Where is my suitcase?", "wo.*koffer"),
    ("Translate to French: The soup is cold.", "soupe.*froide"),
    ("Is this review positive or negative? The hotel was dirty and far too loud.", "negative"),
    ("Is this review positive or negative? We had a wonderful stay.", "positive"),
    ("Say the opposite: early", "^late"),
    ("Put it in the past: She walks to school.", "walked to school"),
    ("Make it a question: He likes cheese.", "does he like cheese"),
    ("Make it plural: the child", "children"),
    ("Make it negative: I know the answer.", "(do not|don't) know"),
    ("Summarize: The meeting was moved from Monday to Friday because the boss is ill.", "friday"),
    ("Answer the question: Tom has 8 apples and eats 3. How many are left?", "5|five"),
    ("Write a short poem about the sea.", "sea"),
    ("Correct the grammar: She go to school every day.", "goes"),
)
CASES = tuple(
    Case(
        text,
        {"text": text},
        lambda raw, wanted=wanted: bool(re.search(wanted, raw[0]["generated_text"].lower())),
    )
    for text, wanted in ASKED
)
