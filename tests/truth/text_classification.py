"""What people write about what they bought, saw and felt."""

from tests.truth.case import Case, best

RULE = "the first label is the tone that a reader hears"
FLOOR = 0.6
POSITIVE = (
    "The staff remembered my name and even brought a cake for my birthday.",
    "Finally a phone whose battery lasts the whole weekend!",
    "I was sceptical at first, but this book kept me up until three.",
    "Not bad at all, we would come again.",
    "Thanks a million for fixing it so quickly.",
    "The view from our room took our breath away.",
    "My son has worn these shoes every day since and they still look new.",
    "I can't recommend this dentist enough.",
    "What a lovely surprise to hear from you after all these years.",
    "It does exactly what it says on the box.",
)
NEGATIVE = (
    "We waited an hour for our food and it came cold.",
    "The zip broke the second time I wore the jacket.",
    "I wouldn't wish this customer service on my worst enemy.",
    "Two hours of my life that I will never get back.",
    "The app logs me out every single time.",
    "Nobody answered the phone all week.",
    "The room smelled of smoke and the sheets had stains.",
    "I expected much more for that price.",
    "My parcel arrived with a broken screen.",
    "He promised to call back and never did.",
)
CASES = tuple(
    Case(text, {"text": text}, lambda raw, tone=tone: best(raw)["label"].upper() == tone)
    for tone, texts in (("POSITIVE", POSITIVE), ("NEGATIVE", NEGATIVE))
    for text in texts
)
