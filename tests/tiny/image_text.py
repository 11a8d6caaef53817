"""Tiny checkpoints for the tasks on pictures and text together."""

from pathlib import Path
from typing import Any

from tests.tiny.tokenizers import save_byte_level, save_wordpiece
from tests.tiny.vision import SIDE, SMALL, save_image_processor

CLS, SEP = 2, 3
"""Places of [CLS] and [SEP] in the vocabulary of save_wordpiece."""

ROBERTA = {"bos_token": "<s>", "pad_token": "<pad>", "eos_token": "</s>", "unk_token": "<unk>"}
VISION = {"image_size": SIDE, "patch_size": 8, **SMALL}
SQUARE = {"height": SIDE, "width": SIDE}
ANSWERS = {"id2label": {0: "yes", 1: "no", 2: "lion", 3: "grass"}}


def save_processor(folder: Path, name: str, image_processor: str, **options: object) -> None:
    """Write a processor of that class around the tokenizer that lies in the folder already."""
    import transformers

    tokenizer = transformers.AutoTokenizer.from_pretrained(folder)
    pixels = getattr(transformers, image_processor)(**options)
    getattr(transformers, name)(pixels, tokenizer).save_pretrained(folder)
    pixels.save_pretrained(folder)  # published checkpoints have a preprocessor_config.json


def save_talkative(model: Any, folder: Path) -> None:
    """Write a model that never falls silent: random weights may like the end, or blanks, best of all tokens."""
    import transformers

    tokenizer = transformers.AutoTokenizer.from_pretrained(folder)
    texts = [tokenizer.decode([number], skip_special_tokens=True) for number in range(len(tokenizer))]
    model.generation_config.suppress_tokens = [number for number, text in enumerate(texts) if not text.strip()]
    model.save_pretrained(folder)


def make_git(folder: Path) -> None:
    """GIT (Wang et al. 2022) with two small towers."""
    from transformers import GitConfig, GitForCausalLM

    size = save_wordpiece(folder)
    config = GitConfig(
        vision_config=VISION, vocab_size=size, max_position_embeddings=128, bos_token_id=CLS, eos_token_id=SEP, **SMALL
    )
    save_talkative(GitForCausalLM(config), folder)
    save_processor(folder, "GitProcessor", "CLIPImageProcessor", size={"shortest_edge": SIDE}, crop_size=SQUARE)


def blip_config(folder: Path) -> object:
    """Write BLIP's tokenizer and processor and return its configuration."""
    from transformers import BlipConfig

    size = save_wordpiece(folder)
    ids = {"bos_token_id": CLS, "eos_token_id": SEP, "sep_token_id": SEP, "pad_token_id": 0}
    text = {"vocab_size": size, "max_position_embeddings": 128, "encoder_hidden_size": 16, **ids, **SMALL}
    save_processor(folder, "BlipProcessor", "BlipImageProcessor", size=SQUARE)
    return BlipConfig(text_config=text, vision_config=VISION, projection_dim=16, image_text_hidden_size=16)


def make_blip(folder: Path) -> None:
    """BLIP that writes captions."""
    from transformers import BlipForConditionalGeneration

    BlipForConditionalGeneration(blip_config(folder)).save_pretrained(folder)


def make_blip_vqa(folder: Path) -> None:
    """BLIP that answers questions."""
    from transformers import BlipForQuestionAnswering

    BlipForQuestionAnswering(blip_config(folder)).save_pretrained(folder)


def make_trocr(folder: Path) -> None:
    """TrOCR: a vision transformer and a text decoder."""
    from transformers import TrOCRConfig, VisionEncoderDecoderConfig, VisionEncoderDecoderModel, ViTConfig

    size = save_byte_level(folder, "RobertaTokenizer", 64, **ROBERTA)
    decoder = TrOCRConfig(
        vocab_size=size,
        d_model=16,
        decoder_layers=2,
        decoder_attention_heads=2,
        decoder_ffn_dim=32,
        cross_attention_hidden_size=16,
        max_position_embeddings=64,
        bos_token_id=0,
        pad_token_id=1,
        eos_token_id=2,
        decoder_start_token_id=2,
    )
    config = VisionEncoderDecoderConfig.from_encoder_decoder_configs(ViTConfig(**VISION), decoder)
    config.decoder_start_token_id, config.pad_token_id, config.eos_token_id = 2, 1, 2
    save_talkative(VisionEncoderDecoderModel(config), folder)
    save_processor(folder, "TrOCRProcessor", "ViTImageProcessor", size=SQUARE)


def make_vit_gpt2(folder: Path) -> None:
    """ViT-GPT2: a captioning model without a processor class."""
    from transformers import GPT2Config, VisionEncoderDecoderConfig, VisionEncoderDecoderModel, ViTConfig

    size = save_byte_level(folder, "GPT2Tokenizer", 64, eos_token="<|endoftext|>", bos_token="<|endoftext|>")
    decoder = GPT2Config(vocab_size=size, n_embd=16, n_layer=2, n_head=2, n_positions=64, bos_token_id=0)
    config = VisionEncoderDecoderConfig.from_encoder_decoder_configs(ViTConfig(**VISION), decoder)
    config.decoder_start_token_id = config.pad_token_id = config.eos_token_id = 0
    save_talkative(VisionEncoderDecoderModel(config), folder)
    save_image_processor(folder, "ViTImageProcessor", size=SQUARE)


def make_vilt(folder: Path) -> None:
    """ViLT that knows four answers; its text is 40 tokens at most, as published."""
    from transformers import ViltConfig, ViltForQuestionAnswering

    size = save_wordpiece(folder, 40)
    config = ViltConfig(vocab_size=size, max_position_embeddings=40, num_labels=4, **ANSWERS, **VISION)
    ViltForQuestionAnswering(config).save_pretrained(folder)
    save_processor(folder, "ViltProcessor", "ViltImageProcessor", size={"shortest_edge": SIDE}, size_divisor=8)


MAKERS = {
    "microsoft/git-base-coco": make_git,
    "Salesforce/blip-image-captioning-large": make_blip,
    "microsoft/trocr-base-handwritten": make_trocr,
    "microsoft/trocr-base-printed": make_trocr,
    "dandelin/vilt-b32-finetuned-vqa": make_vilt,
    "Salesforce/blip-vqa-base": make_blip_vqa,
}
