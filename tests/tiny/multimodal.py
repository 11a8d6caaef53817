"""Tiny checkpoints for the tasks on several kinds of data."""

from pathlib import Path

from tests.tiny.tokenizers import save_byte_level
from tests.tiny.vision import SIDE, SMALL, save_image_processor


def make_clip(folder: Path) -> None:
    """CLIP with two small towers."""
    from transformers import CLIPConfig, CLIPModel

    size = save_byte_level(
        folder, "CLIPTokenizer", 77, bos_token="<|startoftext|>", eos_token="<|endoftext|>", pad_token="<|endoftext|>"
    )
    text = {"vocab_size": size, "max_position_embeddings": 77, "eos_token_id": 1, "bos_token_id": 0, **SMALL}
    vision = {"image_size": SIDE, "patch_size": 8, **SMALL}
    CLIPModel(CLIPConfig(text_config=text, vision_config=vision, projection_dim=16)).save_pretrained(folder)
    save_image_processor(
        folder, "CLIPImageProcessor", size={"shortest_edge": SIDE}, crop_size={"height": SIDE, "width": SIDE}
    )


def make_siglip2(folder: Path) -> None:
    """SigLIP (the fixed-resolution SigLIP 2 checkpoints are SigLIP models) with the Gemma tokenizer."""
    from transformers import SiglipConfig, SiglipModel

    size = save_byte_level(
        folder, "GemmaTokenizer", 64, pad_token="<pad>", eos_token="<eos>", bos_token="<bos>", unk_token="<unk>"
    )
    text = {"vocab_size": size, "max_position_embeddings": 64, "projection_size": 16, **SMALL}
    vision = {"image_size": SIDE, "patch_size": 8, **SMALL}
    SiglipModel(SiglipConfig(text_config=text, vision_config=vision)).save_pretrained(folder)
    save_image_processor(folder, "SiglipImageProcessor", size={"height": SIDE, "width": SIDE})


MAKERS = {"openai/clip-vit-base-patch32": make_clip, "google/siglip2-base-patch16-224": make_siglip2}
