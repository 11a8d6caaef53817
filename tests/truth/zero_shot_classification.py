"""Texts and labels as people type them, each text with labels of its own; two where no label is right."""

from tests.truth.case import Case

RULE = "the best label is the one that fits; where none does, only a refusal counts"
FLOOR = 0.6
ASKED = (
    ("My card was charged twice for the same order.", "billing, delivery, account, praise", "billing"),
    ("Could somebody water my plants while I'm in Spain?", "request, complaint, thanks", "request"),
    ("The striker scored twice in the last five minutes.", "sports, politics, science, cooking", "sports"),
    ("Scientists found water beneath the surface of the moon.", "science, sports, business", "science"),
    ("Add the garlic once the onions are soft.", "cooking, gardening, medicine", "cooking"),
    ("I feel like nobody listens to me anymore.", "sadness, joy, anger", "sadness"),
    ("The new law passed with a majority of two votes.", "politics, music, travel", "politics"),
    ("How do I reset my password?", "account, shipping, refund", "account"),
    ("Our flight was delayed by six hours.", "travel, food, school", "travel"),
    ("She has been coughing for a week and has a fever.", "health, sports, money", "health"),
    ("Shares of the car maker fell by nine percent.", "business, nature, art", "business"),
    ("The guitarist broke a string during the solo.", "music, technology, history", "music"),
    ("My laptop won't turn on since the update.", "technology, food, weather", "technology"),
    ("Expect heavy rain and strong winds tonight.", "weather, finance, fashion", "weather"),
    ("Remind me to call the plumber tomorrow at nine.", "reminder, question, joke", "reminder"),
    ("The cat sleeps on the windowsill.", "tax law, rocket engines, chess", None),
    ("I would like two tickets for the opera on Saturday.", "plumbing, football, dinosaurs", None),
)
CASES = tuple(
    Case(
        text,
        {"text": text, "candidate_labels": labels},
        lambda raw, right=right: raw["labels"][0] == right,
        may_refuse=right is None,
    )
    for text, labels, right in ASKED
)
