"""A summary must hold what a document is about, and not what leads away from it."""

from models.words.sentences import split_sentences
from tests.meaning.ask import Ask
from tests.meaning.documents import LED_AWAY, TOPICS, documents

SEEDS = (5, 6)
METRIC = (
    f"picked sentences on the topic, {len(SEEDS) * len(TOPICS)} documents "
    f"({len(TOPICS[0])} sentences of {len(TOPICS[0]) + LED_AWAY} are)"
)
FLOOR = 0.93


def score(ask: Ask) -> float:
    """Return the share of the summaries' sentences that are on the topic of their document."""
    right = []
    for seed in SEEDS:
        for sentences, on_topic in documents(seed):
            summary = split_sentences(ask(text=" ".join(sentences))[0]["summary_text"])
            assert set(summary) <= set(sentences)
            right += [sentence in on_topic for sentence in summary]
    return sum(right) / len(right)
