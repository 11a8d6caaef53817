"""Tiny checkpoints for the tasks that write text."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.tiny.tokenizers import CHARACTERS, WORDS, save_byte_level

SMALL_SIDES = {
    "d_model": 16,
    "encoder_layers": 2,
    "decoder_layers": 2,
    "encoder_attention_heads": 2,
    "decoder_attention_heads": 2,
    "encoder_ffn_dim": 32,
    "decoder_ffn_dim": 32,
}
SMALL_DECODER = {"hidden_size": 16, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 32}
CHAT_TEMPLATE = (
    "{% for message in messages %}<|im_start|>{{ message['role'] }}\n{{ message['content'] }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)


def save_chat_tokenizer(folder: Path, tokenizer_class: str) -> int:
    """Write a byte-level tokenizer with the ChatML template; return its size."""
    from transformers import AutoTokenizer

    special = {"bos_token": "<|im_start|>", "eos_token": "<|im_end|>", "unk_token": "<|endoftext|>"}
    size = save_byte_level(folder, tokenizer_class, 512, **special, pad_token="<|im_end|>")
    tokenizer = AutoTokenizer.from_pretrained(folder)
    tokenizer.chat_template = CHAT_TEMPLATE
    tokenizer.save_pretrained(folder)
    return size


def make_smollm2(folder: Path) -> None:
    """Llama with the GPT-2 tokenizer class, as SmolLM2 has it."""
    from transformers import LlamaConfig, LlamaForCausalLM

    size = save_chat_tokenizer(folder, "GPT2Tokenizer")
    config = LlamaConfig(
        vocab_size=size,
        num_key_value_heads=1,
        max_position_embeddings=512,
        bos_token_id=0,
        eos_token_id=1,
        pad_token_id=1,
        tie_word_embeddings=True,
        **SMALL_DECODER,
    )
    LlamaForCausalLM(config).save_pretrained(folder)


def make_qwen2(folder: Path) -> None:
    """Qwen2."""
    from transformers import Qwen2Config, Qwen2ForCausalLM

    size = save_chat_tokenizer(folder, "Qwen2Tokenizer")
    config = Qwen2Config(
        vocab_size=size,
        num_key_value_heads=1,
        max_position_embeddings=512,
        bos_token_id=0,
        eos_token_id=1,
        pad_token_id=1,
        tie_word_embeddings=True,
        **SMALL_DECODER,
    )
    Qwen2ForCausalLM(config).save_pretrained(folder)


def make_gpt2(folder: Path) -> None:
    """GPT-2, which has no padding token and no chat template."""
    from transformers import GPT2Config, GPT2LMHeadModel

    end = dict.fromkeys(("bos_token", "eos_token", "unk_token"), "<|endoftext|>")
    size = save_byte_level(folder, "GPT2Tokenizer", 256, **end)
    config = GPT2Config(
        vocab_size=size, n_embd=16, n_layer=2, n_head=2, n_positions=256, bos_token_id=0, eos_token_id=0
    )
    GPT2LMHeadModel(config).save_pretrained(folder)


def task_params(**lengths: int) -> dict[str, object]:
    """Return what the T5 checkpoints on the Hub say about their tasks (lengths made smaller)."""
    beams = {"early_stopping": True, "num_beams": 4, **lengths}
    return {
        "summarization": {**beams, "length_penalty": 2.0, "no_repeat_ngram_size": 3, "prefix": "summarize: "},
        **{
            f"translation_en_to_{code}": {**beams, "prefix": f"translate English to {name}: "}
            for code, name in (("de", "German"), ("fr", "French"), ("ro", "Romanian"))
        },
    }


def make_t5(folder: Path) -> None:
    """T5 with a Unigram vocabulary of letters and a few words."""
    from transformers import T5Config, T5ForConditionalGeneration, T5Tokenizer

    pieces = [("▁", -2.0), *((f"▁{word}", -3.0) for word in WORDS if len(word) > 1)]
    pieces += [(letter, -4.0) for letter in [*CHARACTERS, *"ABCDEFGHIJKLMNOPQRSTUVWXYZ"]]
    vocabulary = [("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0), *pieces]
    tokenizer = T5Tokenizer(vocab=vocabulary, extra_ids=2)
    tokenizer.model_max_length = 512
    tokenizer.save_pretrained(folder)
    config = T5Config(
        vocab_size=len(tokenizer),
        d_model=16,
        d_kv=8,
        d_ff=32,
        num_layers=2,
        num_heads=2,
        decoder_start_token_id=0,
        n_positions=512,
        task_specific_params=task_params(max_length=40, min_length=5),
    )
    never_silent(T5ForConditionalGeneration(config)).save_pretrained(folder)


def make_flan_t5(folder: Path) -> None:
    """T5 1.1: a gated feed-forward layer and an output layer of its own."""
    from transformers import T5Config, T5ForConditionalGeneration

    make_t5(folder)
    config = T5Config.from_pretrained(folder, feed_forward_proj="gated-gelu", tie_word_embeddings=False)
    never_silent(T5ForConditionalGeneration(config)).save_pretrained(folder)


def never_silent(model: Any) -> Any:
    """Keep a random T5 from answering nothing but padding."""
    words = range(4, model.config.vocab_size - 2)
    model.generation_config.suppress_tokens = [
        number for number in range(model.config.vocab_size) if number not in words and number != 1
    ]
    model.generation_config.begin_suppress_tokens = [1]
    return model


def make_bart(folder: Path) -> None:
    """BART with the generation settings of the CNN checkpoints."""
    from transformers import BartConfig, BartForConditionalGeneration, GenerationConfig

    special = {"bos_token": "<s>", "pad_token": "<pad>", "eos_token": "</s>", "unk_token": "<unk>"}
    size = save_byte_level(folder, "BartTokenizer", 1024, **special)
    ids = {"bos_token_id": 0, "pad_token_id": 1, "eos_token_id": 2, "decoder_start_token_id": 2}
    config = BartConfig(vocab_size=size, max_position_embeddings=1024, forced_eos_token_id=2, **ids, **SMALL_SIDES)
    model = BartForConditionalGeneration(config)
    model.generation_config = GenerationConfig(
        num_beams=4,
        min_length=12,
        max_length=24,
        length_penalty=2.0,
        early_stopping=True,
        forced_eos_token_id=2,
        **ids,
    )
    model.save_pretrained(folder)


def make_blenderbot(folder: Path) -> None:
    """Blenderbot, which reads and writes 128 tokens."""
    from transformers import BlenderbotConfig, BlenderbotForConditionalGeneration

    special = {"bos_token": "<s>", "pad_token": "<pad>", "eos_token": "</s>", "unk_token": "<unk>"}
    size = save_byte_level(folder, "BlenderbotTokenizer", 128, **special)
    ids = {"bos_token_id": 0, "pad_token_id": 1, "eos_token_id": 2, "decoder_start_token_id": 0}
    config = BlenderbotConfig(vocab_size=size, max_position_embeddings=128, **ids, **SMALL_SIDES)
    BlenderbotForConditionalGeneration(config).save_pretrained(folder)


def make_nllb(folder: Path) -> None:
    """M2M100 with the NLLB tokenizer and its 202 language codes."""
    from transformers import M2M100Config, M2M100ForConditionalGeneration, NllbTokenizer

    letters = [*CHARACTERS, *"ABCDEFGHIJKLMNOPQRSTUVWXYZ"]
    words = ["<s>", "<pad>", "</s>", "<unk>", "▁", *letters]
    tokenizer = NllbTokenizer(vocab={word: number for number, word in enumerate(words)}, merges=[])
    tokenizer.model_max_length = 1024
    tokenizer.save_pretrained(folder)
    config = M2M100Config(
        vocab_size=len(tokenizer),
        max_position_embeddings=1024,
        bos_token_id=0,
        pad_token_id=1,
        eos_token_id=2,
        decoder_start_token_id=2,
        **SMALL_SIDES,
    )
    M2M100ForConditionalGeneration(config).save_pretrained(folder)


def make_marian(folder: Path) -> None:
    """Marian from English to German, with SentencePiece models trained on the spot."""
    import json

    import sentencepiece
    from transformers import MarianConfig, MarianMTModel

    text = [" ".join(WORDS), "my name is sarah and i live in london .", *(f"{one} {one.upper()}" for one in CHARACTERS)]
    for name in ("source.spm", "target.spm"):
        model = io.BytesIO()
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter(text * 3),
            model_writer=model,
            vocab_size=120,
            minloglevel=2,
            hard_vocab_limit=False,
            normalization_rule_name="identity",
        )
        (folder / name).write_bytes(model.getvalue())
    pieces = sentencepiece.SentencePieceProcessor(model_proto=model.getvalue())
    special = ["</s>", "<unk>"]
    words = [pieces.id_to_piece(number) for number in range(pieces.get_piece_size())]
    words = [*special, *(word for word in words if word not in ("<s>", *special)), "<pad>"]
    (folder / "vocab.json").write_text(json.dumps({word: number for number, word in enumerate(words)}))
    settings = {
        "tokenizer_class": "MarianTokenizer",
        "source_lang": "eng",
        "target_lang": "deu",
        "model_max_length": 512,
    }
    (folder / "tokenizer_config.json").write_text(json.dumps(settings))
    padding = len(words) - 1
    config = MarianConfig(
        vocab_size=len(words),
        max_position_embeddings=512,
        pad_token_id=padding,
        decoder_start_token_id=padding,
        eos_token_id=0,
        bos_token_id=0,
        forced_eos_token_id=0,
        **SMALL_SIDES,
    )
    model = MarianMTModel(config)
    model.generation_config.bad_words_ids = [[padding]]
    model.save_pretrained(folder)


MAKERS: dict[str, Callable[[Path], None]] = {
    "HuggingFaceTB/SmolLM2-135M-Instruct": make_smollm2,
    "Qwen/Qwen2.5-0.5B-Instruct": make_qwen2,
    "distilbert/distilgpt2": make_gpt2,
    "facebook/blenderbot-400M-distill": make_blenderbot,
    "google/flan-t5-small": make_flan_t5,
    "google/flan-t5-base": make_flan_t5,
    "Falconsai/text_summarization": make_t5,
    "sshleifer/distilbart-cnn-12-6": make_bart,
    "facebook/bart-large-cnn": make_bart,
    "google-t5/t5-small": make_t5,
    "Helsinki-NLP/opus-mt-en-de": make_marian,
    "facebook/nllb-200-distilled-600M": make_nllb,
}
