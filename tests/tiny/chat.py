"""Tiny checkpoints for documents, and for chats about pictures and sound."""

from pathlib import Path

from tests.tiny.image_text import VISION, save_processor, save_talkative
from tests.tiny.tokenizers import save_byte_level
from tests.tiny.vision import SMALL

SMALL_MBART = {
    "d_model": 16,
    "decoder_layers": 2,
    "decoder_attention_heads": 2,
    "decoder_ffn_dim": 32,
    "encoder_layers": 2,
    "encoder_attention_heads": 2,
    "encoder_ffn_dim": 32,
}
DONUT_TOKENS = ("<s_docvqa>", "<s_question>", "</s_question>", "<s_answer>", "</s_answer>")
ROBERTA = {"bos_token": "<s>", "pad_token": "<pad>", "eos_token": "</s>", "unk_token": "<unk>"}
LLAMA = {**SMALL, "num_key_value_heads": 2, "max_position_embeddings": 2048, "rms_norm_eps": 1e-5}
SMOLVLM_TEMPLATE = (
    "<|im_start|>{% for message in messages %}{{ message['role'] | capitalize }}:"
    "{% for line in message['content'] %}{% if line['type'] == 'text' %}{{ line['text'] }}"
    "{% elif line['type'] == 'image' %}{{ '<image>' }}{% endif %}{% endfor %}<end_of_utterance>\n{% endfor %}"
    "{% if add_generation_prompt %}{{ 'Assistant:' }}{% endif %}"
)
TILES = tuple(f"<row_{row}_col_{column}>" for row in range(1, 7) for column in range(1, 7))
SMOLVLM_TOKENS = ("<fake_token_around_image>", "<image>", "<end_of_utterance>", "<global-img>", *TILES)
QWEN_TOKENS = ("<|im_start|>", "<|im_end|>", "<|audio_bos|>", "<|AUDIO|>", "<|audio_eos|>")


def add_tokens(folder: Path, tokens: tuple[str, ...], auto_class: str = "AutoTokenizer") -> object:
    """Add special tokens to the tokenizer in the folder and return it."""
    import transformers

    tokenizer = getattr(transformers, auto_class).from_pretrained(folder)
    tokenizer.add_special_tokens({"additional_special_tokens": list(tokens)})
    tokenizer.save_pretrained(folder)
    return tokenizer


def make_donut(folder: Path) -> None:
    """Donut (Kim et al. 2022): a Swin encoder that reads the page, an MBart decoder of 128 positions."""
    from transformers import DonutSwinConfig, MBartConfig, VisionEncoderDecoderConfig, VisionEncoderDecoderModel

    save_byte_level(folder, "RobertaTokenizer", 128, **ROBERTA)
    tokenizer = add_tokens(folder, DONUT_TOKENS)
    encoder = DonutSwinConfig(
        image_size=[64, 48], patch_size=4, embed_dim=8, depths=[1, 1], num_heads=[1, 2], window_size=4
    )
    decoder = MBartConfig(
        vocab_size=len(tokenizer),
        is_decoder=True,
        is_encoder_decoder=False,
        add_cross_attention=True,
        max_position_embeddings=128,
        **SMALL_MBART,
    )
    config = VisionEncoderDecoderConfig.from_encoder_decoder_configs(encoder, decoder)
    config.decoder_start_token_id, config.pad_token_id, config.eos_token_id = 0, 1, 2
    VisionEncoderDecoderModel(config).save_pretrained(folder)
    save_processor(folder, "DonutProcessor", "DonutImageProcessor", size={"height": 64, "width": 48})


def make_layoutlm(folder: Path) -> None:
    """LayoutLM (Xu et al. 2020) with RoBERTa's tokenizer, as impira published it."""
    from transformers import LayoutLMConfig, LayoutLMForQuestionAnswering, RobertaTokenizer

    size = save_byte_level(folder, "RobertaTokenizer", 512, **ROBERTA)
    RobertaTokenizer.from_pretrained(folder, add_prefix_space=True).save_pretrained(folder)
    config = LayoutLMConfig(
        vocab_size=size,
        max_position_embeddings=514,
        type_vocab_size=1,
        pad_token_id=1,
        bos_token_id=0,
        eos_token_id=2,
        tokenizer_class="RobertaTokenizer",
        **SMALL,
    )
    LayoutLMForQuestionAnswering(config).save_pretrained(folder)


def make_smolvlm(folder: Path) -> None:
    """SmolVLM of the first generation: Idefics3 with a Llama decoder."""
    from transformers import Idefics3Config, Idefics3ForConditionalGeneration

    special = {"bos_token": "<|im_start|>", "eos_token": "<end_of_utterance>", "pad_token": "<|im_end|>"}
    save_byte_level(folder, "GPT2Tokenizer", 2048, unk_token="<|endoftext|>", **special)
    tokenizer = add_tokens(folder, SMOLVLM_TOKENS)
    image_token = tokenizer.convert_tokens_to_ids("<image>")
    ids = {"bos_token_id": tokenizer.bos_token_id, "eos_token_id": tokenizer.eos_token_id}
    ids["pad_token_id"] = tokenizer.pad_token_id
    text = {"model_type": "llama", "vocab_size": len(tokenizer), **ids, **LLAMA}
    config = Idefics3Config(text_config=text, vision_config=VISION, scale_factor=2, image_token_id=image_token, **ids)
    save_talkative(Idefics3ForConditionalGeneration(config), folder)
    from transformers import Idefics3ImageProcessor, Idefics3Processor

    pixels = Idefics3ImageProcessor(
        size={"longest_edge": 64}, max_image_size={"longest_edge": 32}, do_image_splitting=True
    )
    Idefics3Processor(pixels, tokenizer, image_seq_len=4, chat_template=SMOLVLM_TEMPLATE).save_pretrained(folder)
    pixels.save_pretrained(folder)


def make_qwen2_audio(folder: Path) -> None:
    """Qwen2-Audio: Whisper's encoder before a Qwen2 decoder."""
    from transformers import (
        Qwen2AudioConfig,
        Qwen2AudioForConditionalGeneration,
        Qwen2AudioProcessor,
        WhisperFeatureExtractor,
    )

    save_byte_level(folder, "Qwen2Tokenizer", 2048, eos_token="<|endoftext|>", pad_token="<|endoftext|>")
    tokenizer = add_tokens(folder, QWEN_TOKENS)
    audio = {
        "num_mel_bins": 80,
        "d_model": 16,
        "encoder_layers": 2,
        "encoder_attention_heads": 2,
        "encoder_ffn_dim": 32,
    }
    text = {"model_type": "qwen2", "vocab_size": len(tokenizer), **LLAMA}
    config = Qwen2AudioConfig(
        audio_config=audio, text_config=text, audio_token_index=tokenizer.convert_tokens_to_ids("<|AUDIO|>")
    )
    save_talkative(Qwen2AudioForConditionalGeneration(config), folder)
    Qwen2AudioProcessor(WhisperFeatureExtractor(feature_size=80), tokenizer).save_pretrained(folder)


MAKERS = {
    "naver-clova-ix/donut-base-finetuned-docvqa": make_donut,
    "impira/layoutlm-document-qa": make_layoutlm,
    "HuggingFaceTB/SmolVLM-256M-Instruct": make_smolvlm,
    "HuggingFaceTB/SmolVLM-500M-Instruct": make_smolvlm,
    "Qwen/Qwen2-Audio-7B-Instruct": make_qwen2_audio,
}
