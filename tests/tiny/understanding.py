"""Tiny checkpoints for the tasks that read text."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.tiny.text import SMALL
from tests.tiny.tokenizers import CHARACTERS, SPECIAL, WORDS, save_byte_level, save_wordpiece

DISTILLED = {"dim": 16, "n_layers": 2, "n_heads": 2, "hidden_dim": 32}
POSITIONS = 130
"""RoBERTa counts positions from 2."""

ROBERTA_TOKENS = {
    "bos_token": "<s>",
    "pad_token": "<pad>",
    "eos_token": "</s>",
    "unk_token": "<unk>",
    "mask_token": "<mask>",
}
CHAT_TEMPLATE = (
    "{% for message in messages %}<|im_start|>{{ message['role'] }}\n{{ message['content'] }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)


def labelled(*names: str) -> dict[str, dict[Any, Any]]:
    """Return the entries of a config that name the classes."""
    return {"id2label": dict(enumerate(names)), "label2id": {name: number for number, name in enumerate(names)}}


SENTIMENT = labelled("NEGATIVE", "POSITIVE")
ENTITIES = labelled("O", "B-MISC", "I-MISC", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC")


def make_distilbert_sentiment(folder: Path) -> None:
    """DistilBERT that knows two labels."""
    save_distilbert(folder, "DistilBertForSequenceClassification", **SENTIMENT)


def make_distilbert_three(folder: Path) -> None:
    """DistilBERT that knows three labels."""
    save_distilbert(folder, "DistilBertForSequenceClassification", **labelled("positive", "neutral", "negative"))


def make_distilbert_answers(folder: Path) -> None:
    """DistilBERT that points at a start and an end."""
    save_distilbert(folder, "DistilBertForQuestionAnswering")


def save_distilbert(folder: Path, model_class: str, **options: Any) -> None:
    """Write a DistilBERT with a head."""
    import transformers

    size = save_wordpiece(folder)
    config = transformers.DistilBertConfig(vocab_size=size, max_position_embeddings=128, **DISTILLED, **options)
    getattr(transformers, model_class)(config).save_pretrained(folder)


def make_distilbert_entities(folder: Path) -> None:
    """DistilBERT with the labels of CoNLL-2003."""
    from transformers import DistilBertConfig, DistilBertForTokenClassification

    config = DistilBertConfig(vocab_size=save_wordpiece(folder), max_position_embeddings=128, **DISTILLED, **ENTITIES)
    save_finding_names(DistilBertForTokenClassification(config), folder)


def save_finding_names(model: Any, folder: Path) -> None:
    """Write a token classifier that never says O, so that there is always something to show."""
    model.classifier.bias.data[0] = -100.0
    model.save_pretrained(folder)


def make_bert_entities(folder: Path) -> None:
    """BERT with the labels of CoNLL-2003."""
    from transformers import BertConfig, BertForTokenClassification

    config = BertConfig(vocab_size=save_wordpiece(folder), max_position_embeddings=128, **SMALL, **ENTITIES)
    save_finding_names(BertForTokenClassification(config), folder)


def make_roberta_mask(folder: Path) -> None:
    """RoBERTa that fills in words."""
    save_roberta(folder, "RobertaForMaskedLM", words=("cat", "dog"))


def make_roberta_answers(folder: Path) -> None:
    """RoBERTa that points at a start and an end."""
    save_roberta(folder, "RobertaForQuestionAnswering")


def save_roberta(folder: Path, model_class: str, words: tuple[str, ...] = ()) -> None:
    """Write a RoBERTa with a head."""
    import transformers

    size = save_byte_level(folder, "RobertaTokenizer", 128, words, **ROBERTA_TOKENS)
    config = transformers.RobertaConfig(
        vocab_size=size, max_position_embeddings=POSITIONS, pad_token_id=1, bos_token_id=0, eos_token_id=2, **SMALL
    )
    getattr(transformers, model_class)(config).save_pretrained(folder)


def make_modernbert(folder: Path) -> None:
    """ModernBERT that fills in words, with GPT-NeoX's kind of tokenizer and BERT's special tokens."""
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, processors
    from transformers import ModernBertConfig, ModernBertForMaskedLM, PreTrainedTokenizerFast

    words = ["[UNK]", "[CLS]", "[SEP]", "[PAD]", "[MASK]", *sorted(pre_tokenizers.ByteLevel.alphabet())]
    tokenizer = Tokenizer(models.BPE({word: number for number, word in enumerate(words)}, [], unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.post_processor = processors.TemplateProcessing(
        "[CLS] $A [SEP]", "[CLS] $A [SEP] $B:1 [SEP]:1", [("[CLS]", 1), ("[SEP]", 2)]
    )
    special = {f"{word[1:-1].lower()}_token": word for word in words[:5]}
    PreTrainedTokenizerFast(tokenizer_object=tokenizer, model_max_length=128, **special).save_pretrained(folder)
    ids = {"bos_token_id": 1, "cls_token_id": 1, "eos_token_id": 2, "sep_token_id": 2, "pad_token_id": 3}
    config = ModernBertConfig(vocab_size=len(words), max_position_embeddings=128, local_attention=16, **ids, **SMALL)
    ModernBertForMaskedLM(config).save_pretrained(folder)


def make_deberta_nli(folder: Path) -> None:
    """DeBERTa v3 that tells entailment from the rest."""
    from transformers import DebertaV2Config, DebertaV2ForSequenceClassification, DebertaV2Tokenizer

    pieces = ["[PAD]", "[CLS]", "[SEP]", "[UNK]", "▁", *CHARACTERS, *(f"▁{word}" for word in WORDS)]
    vocabulary = [(piece, -float(number)) for number, piece in enumerate(dict.fromkeys(pieces))] + [("[MASK]", 0.0)]
    vocabulary[:4] = [(piece, 0.0) for piece, _ in vocabulary[:4]]
    tokenizer = DebertaV2Tokenizer(vocab=vocabulary)
    tokenizer.model_max_length = 128
    tokenizer.save_pretrained(folder)
    config = DebertaV2Config(
        vocab_size=len(tokenizer),
        max_position_embeddings=128,
        relative_attention=True,
        position_buckets=16,
        norm_rel_ebd="layer_norm",
        share_att_key=True,
        pos_att_type=["p2c", "c2p"],
        position_biased_input=False,
        type_vocab_size=0,
        pooler_hidden_size=16,
        **SMALL,
        **labelled("entailment", "not_entailment"),
    )
    DebertaV2ForSequenceClassification(config).save_pretrained(folder)


def make_bart_nli(folder: Path) -> None:
    """BART trained on MultiNLI's three labels."""
    from transformers import BartConfig, BartForSequenceClassification

    size = save_byte_level(folder, "BartTokenizer", 128, **ROBERTA_TOKENS)
    sides = {f"{side}_{key}": value for side in ("encoder", "decoder") for key, value in BART_SIDE.items()}
    config = BartConfig(
        vocab_size=size,
        d_model=16,
        max_position_embeddings=128,
        pad_token_id=1,
        bos_token_id=0,
        eos_token_id=2,
        **sides,
        **labelled("contradiction", "neutral", "entailment"),
    )
    BartForSequenceClassification(config).save_pretrained(folder)


BART_SIDE = {"layers": 2, "attention_heads": 2, "ffn_dim": 32}


def make_tapas(folder: Path) -> None:
    """TAPAS with the aggregations of WikiTableQuestions."""
    from transformers import TapasConfig, TapasForQuestionAnswering, TapasTokenizer

    vocabulary = [*SPECIAL, "[EMPTY]", *CHARACTERS, *(f"##{one}" for one in CHARACTERS), *WORDS]
    file = folder / "vocab.txt"
    file.write_text("\n".join(dict.fromkeys(vocabulary)), encoding="utf-8")
    tokenizer = TapasTokenizer(str(file), model_max_length=256, max_row_id=64, max_column_id=32)
    tokenizer.save_pretrained(folder)
    config = TapasConfig(
        vocab_size=len(tokenizer),
        max_position_embeddings=256,
        num_aggregation_labels=4,
        use_answer_as_supervision=True,
        aggregation_labels={0: "NONE", 1: "SUM", 2: "AVERAGE", 3: "COUNT"},
        no_aggregation_label_index=0,
        average_logits_per_cell=False,
        select_one_column=True,
        **SMALL,
    )
    TapasForQuestionAnswering(config).save_pretrained(folder)


def make_llama_chat(folder: Path) -> None:
    """Llama with a chat template."""
    from transformers import LlamaConfig, LlamaForCausalLM

    config = LlamaConfig(vocab_size=save_chat_tokenizer(folder, "GPT2Tokenizer"), **DECODER)
    LlamaForCausalLM(config).save_pretrained(folder)


def make_qwen_chat(folder: Path) -> None:
    """Qwen 2 with a chat template."""
    from transformers import Qwen2Config, Qwen2ForCausalLM

    config = Qwen2Config(vocab_size=save_chat_tokenizer(folder, "Qwen2Tokenizer"), **DECODER)
    Qwen2ForCausalLM(config).save_pretrained(folder)


def save_chat_tokenizer(folder: Path, tokenizer_class: str) -> int:
    """Write a byte-level tokenizer with a chat template; return its size."""
    import transformers

    size = save_byte_level(
        folder,
        tokenizer_class,
        4096,
        unk_token="<|endoftext|>",
        bos_token="<|im_start|>",
        eos_token="<|im_end|>",
        pad_token="<|endoftext|>",
    )
    tokenizer = getattr(transformers, tokenizer_class).from_pretrained(folder)
    tokenizer.chat_template = CHAT_TEMPLATE
    tokenizer.save_pretrained(folder)
    return size


DECODER = {**SMALL, "num_key_value_heads": 1, "max_position_embeddings": 4096, "tie_word_embeddings": True}

MAKERS: dict[str, Callable[[Path], None]] = {
    "distilbert/distilbert-base-uncased-finetuned-sst-2-english": make_distilbert_sentiment,
    "lxyuan/distilbert-base-multilingual-cased-sentiments-student": make_distilbert_three,
    "dslim/distilbert-NER": make_distilbert_entities,
    "dslim/bert-base-NER": make_bert_entities,
    "distilbert/distilroberta-base": make_roberta_mask,
    "answerdotai/ModernBERT-base": make_modernbert,
    "MoritzLaurer/deberta-v3-xsmall-zeroshot-v1.1-all-33": make_deberta_nli,
    "facebook/bart-large-mnli": make_bart_nli,
    "distilbert/distilbert-base-cased-distilled-squad": make_distilbert_answers,
    "deepset/roberta-base-squad2": make_roberta_answers,
    "google/tapas-small-finetuned-wtq": make_tapas,
    "google/tapas-base-finetuned-wtq": make_tapas,
    "HuggingFaceTB/SmolLM2-360M-Instruct": make_llama_chat,
    "Qwen/Qwen2.5-0.5B-Instruct": make_qwen_chat,
}
