"""The same recordings, with words of one's own."""

from tests.truth.audio_classification import SOUNDS
from tests.truth.case import Case

RULE = "the best word is the one that fits; a refusal counts as no answer"
FLOOR = 0.0
WORDS = {
    "person speaking": ("a conversation, a waterfall, a motorcycle, a piano", "a conversation"),
    "saxophone": ("a wind instrument, somebody talking, rain, a cat", "a wind instrument"),
}
CASES = tuple(
    Case(
        name,
        {"audio": sound, "candidate_labels": WORDS[kind][0]},
        lambda raw, right=WORDS[kind][1]: raw[0]["label"] == right,
    )
    for name, sound, kind in SOUNDS
)
