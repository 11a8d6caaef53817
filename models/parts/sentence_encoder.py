"""Sentences as vectors, for the pipelines that compare meanings."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from torch.nn.functional import normalize
from transformers import AutoModel, AutoTokenizer

MAX_TOKENS = 256
"""What all-MiniLM-L6-v2 was made to read; the rest of a longer text is left out."""

ENCODING_BATCH = 64


class SentenceEncoder:
    """A Transformer whose sentence embedding is the mean of its last hidden states (Reimers & Gurevych 2019).

    Args:
        model: the Transformer.
        tokenizer: of the model.
    """

    def __init__(self, model: Any, tokenizer: Any) -> None:
        self.model = model.eval()
        self.tokenizer = tokenizer

    def embed(self, texts: Sequence[str]) -> torch.Tensor:
        """Return embeddings of length 1, float32 of shape (texts, width), on the model's device."""
        # Texts of one length side by side are not padded. What stands beside a text does not change its vector.
        order = sorted(range(len(texts)), key=lambda index: len(texts[index]))
        batches = [order[start : start + ENCODING_BATCH] for start in range(0, len(order), ENCODING_BATCH)]
        with torch.inference_mode():
            vectors = torch.cat([self._embed_batch([texts[index] for index in batch]) for batch in batches])
        return vectors[torch.tensor(order).argsort().to(vectors.device)]

    def _embed_batch(self, texts: list[str]) -> torch.Tensor:
        tokens = self.tokenizer(texts, padding=True, truncation=True, max_length=MAX_TOKENS, return_tensors="pt")
        tokens = tokens.to(self.model.device)
        hidden = self.model(**tokens).last_hidden_state.float()
        mask = tokens["attention_mask"].unsqueeze(-1)
        return normalize((hidden * mask).sum(1) / mask.sum(1), dim=-1)


def load_sentence_encoder(folder: Path, device: str, dtype: torch.dtype = torch.float32) -> SentenceEncoder:
    """Load an encoder from a folder with an ordinary Transformer.

    Args:
        folder: with config, weights and tokenizer.
        device: where the model goes, such as "cpu" or "cuda:0".
        dtype: what the model computes in; the embeddings are always float32.

    Raises:
        OSError: the folder is incomplete.
    """
    model = AutoModel.from_pretrained(folder, dtype=dtype, local_files_only=True).to(device)
    return SentenceEncoder(model, AutoTokenizer.from_pretrained(folder, local_files_only=True))
