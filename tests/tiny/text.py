"""Tiny checkpoints for the tasks on text."""

from pathlib import Path

from tests.tiny.tokenizers import save_wordpiece

SMALL = {"hidden_size": 16, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 32}


def make_sentence_bert(folder: Path) -> None:
    """BERT with Sentence Transformers' modules: mean pooling, length 1."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, Pooling, Transformer
    from transformers import BertConfig, BertModel

    size = save_wordpiece(folder)
    BertModel(BertConfig(vocab_size=size, **SMALL)).save_pretrained(folder)
    words = Transformer(str(folder))
    SentenceTransformer(modules=[words, Pooling(16, "mean"), Normalize()]).save(str(folder))


MAKERS = {
    "sentence-transformers/all-MiniLM-L6-v2": make_sentence_bert,
    "BAAI/bge-small-en-v1.5": make_sentence_bert,
}
