"""What the two BLIPs that know scenes have in common: the shape of their text half, and their processor."""

from pathlib import Path

from transformers import BertTokenizer, BlipImageProcessor, BlipProcessor

from assets.recipes.scene_pictures import SIZE
from assets.recipes.scene_tokenizer import END, PAD, START
from assets.recipes.scene_tower import WIDTH

MOST_THINGS = 5
"""In a scene that they learn from."""

POSITIONS = 320
"""Tokens, of which a caption needs a dozen; no setting of the page may ask for more."""


def text_config(words: int, positions: int = POSITIONS) -> dict[str, int | float]:
    """Return the shape of BLIP's text half: two layers, as wide as the tower."""
    return {
        "vocab_size": words,
        "hidden_size": WIDTH,
        "intermediate_size": 2 * WIDTH,
        "num_hidden_layers": 2,
        "num_attention_heads": 6,
        "max_position_embeddings": positions,
        "bos_token_id": START,
        "eos_token_id": END,
        "sep_token_id": END,
        "pad_token_id": PAD,
    }


def save_processor(tokenizer: BertTokenizer, folder: Path) -> None:
    """Write what turns pictures and words into the model's inputs."""
    half = [0.5] * 3
    image_processor = BlipImageProcessor(size={"height": SIZE, "width": SIZE}, image_mean=half, image_std=half)
    BlipProcessor(image_processor, tokenizer).save_pretrained(folder)
