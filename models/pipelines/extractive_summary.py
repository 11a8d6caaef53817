"""Summaries made of a text's own sentences.

LexRank (Erkan & Radev 2004): sentences vote for those similar to them, a vote counts more from a sentence with
many votes, and the winners are the summary. Similar is here what lies close in MiniLM's vectors. A sentence that
says nearly the same as one already picked is passed over, as there (cross-sentence informational subsumption).
"""

from bisect import bisect
from pathlib import Path
from typing import Any

import torch
from transformers import Pipeline

from models.errors import BadInput
from models.parts.sentence_encoder import SentenceEncoder, load_sentence_encoder
from models.words.sentences import Sentence, split_listed

READ_TOKENS = 8_192
"""What is read at most: half a minute on one core."""

SHARE = 0.4
"""Of the text, as long as that lies between the shortest and the longest summary."""

DAMPING = 0.85
"""The share of a vote that follows similarity, the rest goes to all alike; as in PageRank."""

SAID_BEFORE = 0.8
"""The cosine to a picked sentence from which another one says the same."""

ROUNDS = 50


class ExtractiveSummaryPipeline(Pipeline):  # type: ignore[misc]
    """Called and answering like Transformers 4's summarization pipeline: [{"summary_text"}].

    Lengths are counted in tokens of the encoder: `max_length` is never passed, even if a single sentence has to
    be cut for it, and `min_length` is reached where whole sentences allow it. What else such pipelines take for
    generating text (num_beams, streamer ...) changes nothing here.

    Args:
        sentences: embeds the sentences.
        **kwargs: what `transformers.Pipeline` takes, such as device.

    Raises:
        BadInput: something else than a text, or a text without a word.
    """

    input_limit = READ_TOKENS
    _load_processor = False
    _load_image_processor = False
    _load_feature_extractor = False
    _load_tokenizer = True

    def __init__(self, *, sentences: SentenceEncoder, **kwargs: Any) -> None:
        super().__init__(model=sentences.model, tokenizer=sentences.tokenizer, **kwargs)
        self.sentences = sentences

    def input_length(self, text: str) -> int:
        """Return how many tokens a text has."""
        return len(self.tokenizer(text, add_special_tokens=False, truncation=False, verbose=False)["input_ids"])

    def _sanitize_parameters(
        self, max_length: int = 130, min_length: int = 30, **_: Any
    ) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
        return {}, {}, {"max_length": max_length, "min_length": min_length}

    def preprocess(self, text: Any) -> dict[str, Any]:
        """Cut a text into sentences, as many as are read."""
        if not isinstance(text, str):
            raise BadInput("common.this_model_reads_text")
        sentences: list[Sentence] = []
        lengths: list[int] = []
        for sentence in split_listed(text):
            length = self.input_length(f"{sentence.mark} {sentence.text}")
            if lengths and sum(lengths) + length > READ_TOKENS:
                break
            sentences.append(sentence)
            lengths.append(length)
        if not sentences:
            raise BadInput("extractive_summary.there_no_word_in_text")
        return {"sentences": sentences, "lengths": lengths}

    def _forward(self, model_inputs: dict[str, Any]) -> dict[str, Any]:
        return model_inputs | {"vectors": self.sentences.embed([one.text for one in model_inputs["sentences"]]).cpu()}

    def postprocess(self, outputs: dict[str, Any], max_length: int, min_length: int) -> list[dict[str, str]]:
        """Pick sentences and join them in the text's order, items of a list on lines of their own."""
        sentences, lengths, similarity = outputs["sentences"], outputs["lengths"], outputs["vectors"]
        wanted = min(max(round(SHARE * sum(lengths)), min_length), max_length)
        picked = pick(similarity @ similarity.T, lengths, wanted, max_length)
        if picked:
            return [{"summary_text": join([sentences[index] for index in sorted(picked)])}]
        most_central = sentences[int(centrality(similarity @ similarity.T).argmax())].text
        return [{"summary_text": self.cut(most_central, max_length)}]

    def cut(self, sentence: str, tokens: int) -> str:
        """Return as many whole words of a sentence as so many tokens hold, with a mark of what is missing."""
        words = sentence.split()
        too_long = bisect(
            range(2, len(words) + 1), tokens, key=lambda count: self.input_length(" ".join(words[:count]) + " …")
        )
        return " ".join(words[: too_long + 1]) + " …"


def join(sentences: list[Sentence]) -> str:
    """Return sentences as a text in which the items of lists have their marks and lines of their own."""
    text, before = "", Sentence("")
    listed = {sentence.block for sentence in sentences if sentence.mark}
    for sentence in sentences:
        new_line = sentence.mark or (before.block in listed and before.block != sentence.block)
        gap = "" if not text else "\n" if new_line else " "
        text += gap + f"{sentence.mark} {sentence.text}".lstrip()
        before = sentence
    return text


def pick(similarity: torch.Tensor, lengths: list[int], wanted: int, limit: int) -> list[int]:
    """Return the places of the sentences for a summary, the best first.

    Sentences are added until `wanted` tokens are reached; those that would go beyond `limit` are passed over.

    Args:
        similarity: cosines between the sentences, float (n, n).
        lengths: of the sentences in tokens.
        wanted: tokens that make a summary long enough.
        limit: tokens that it must not pass.
    """
    picked: list[int] = []
    used = 0
    for index in centrality(similarity).argsort(descending=True).tolist():
        if used >= wanted:
            break
        new = not picked or float(similarity[index, picked].max()) < SAID_BEFORE
        if new and used + lengths[index] <= limit:
            picked.append(index)
            used += lengths[index]
    return picked


def centrality(similarity: torch.Tensor) -> torch.Tensor:
    """Return each sentence's share of the votes, float (n,), sum 1.

    Negative cosines are no votes, and nobody votes for itself; who has nothing in common with any other sentence
    votes for all alike.
    """
    count = len(similarity)
    votes = similarity.clamp(min=0) ** 2
    votes.fill_diagonal_(0)
    votes[votes.sum(dim=1) == 0] = 1.0
    votes /= votes.sum(dim=1, keepdim=True)
    shares = torch.full((count,), 1 / count)
    for _ in range(ROUNDS):
        shares = (1 - DAMPING) / count + DAMPING * shares @ votes
    return shares


def load_extractive_summary(folder: Path, device: str = "cpu") -> ExtractiveSummaryPipeline:
    """Load the pipeline from a folder with MiniLM.

    Raises:
        OSError: the folder is incomplete.
    """
    sentences = load_sentence_encoder(folder, device)
    return ExtractiveSummaryPipeline(sentences=sentences, task="summarization", device=device)
