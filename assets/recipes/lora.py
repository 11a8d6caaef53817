"""LoRA on the packaged MiniLM, and the files that models.starters.builders.minilm_delta merges."""

import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import torch
from peft import LoraConfig, get_peft_model, get_peft_model_state_dict
from safetensors.torch import save_file
from transformers import AutoTokenizer, BertConfig

from models.starters.builders import minilm
from models.starters.builders.minilm_delta import find_packaged, load_packaged_weights, write_tokenizer

ATTENTION = ("query", "key", "value", "attention.output.dense")
FEED_FORWARD = ("intermediate.dense", "output.dense")
LIGHT = ("value", "attention.output.dense", *FEED_FORWARD)


def base_config(architecture: str, **changes: Any) -> BertConfig:
    """Return MiniLM's config for a BERT task model; `changes` are its labels and the like."""
    config = BertConfig.from_json_file(find_packaged("config.json"))
    config.update({"architectures": [architecture], **changes})
    return config


def adapt(
    model_class: Any,
    config: BertConfig,
    *,
    layers: Iterable[int],
    heads: Iterable[str],
    rank: int = 16,
    modules: Iterable[str] = (*ATTENTION, *FEED_FORWARD),
) -> Any:
    """Return a task model on MiniLM's weights with LoRA on some layers, wrapped by peft.

    Only LoRA and the modules named in `heads`, such as "classifier", are trained. LoRA on all `modules` of a layer
    costs a quarter more time than LoRA on the LIGHT ones.
    """
    model = model_class(config)
    model.load_state_dict(load_packaged_weights(), strict=False)
    lora = LoraConfig(
        r=rank,
        lora_alpha=2 * rank,
        target_modules=list(modules),
        layers_to_transform=list(layers),
        modules_to_save=list(heads),
    )
    return get_peft_model(model, lora)


def load_packaged_tokenizer() -> Any:
    """Return MiniLM's tokenizer."""
    with tempfile.TemporaryDirectory() as folder:
        write_tokenizer(Path(folder))
        return AutoTokenizer.from_pretrained(folder)


def save_delta(model: Any, folder: Path, whole: Mapping[str, torch.Tensor] | None = None) -> None:
    """Write config.json, adapter_config.json and adapter_model.safetensors in float16.

    Args:
        model: as `adapt` returns it.
        folder: where they go.
        whole: weights that are saved as they are beside those of `heads`, by their names in the task model.
    """
    state = {**get_peft_model_state_dict(model, save_embedding_layers=False), **(whole or {})}
    half = {name: weight.detach().to(torch.float16).contiguous() for name, weight in state.items()}
    save_file(half, folder / "adapter_model.safetensors", metadata={"format": "pt"})
    lora = model.peft_config["default"]
    lora.base_model_name_or_path, lora.inference_mode = minilm.HUB_ID, True
    lora.save_pretrained(folder)
    config = model.get_base_model().config
    config.dtype = torch.float16
    config.save_pretrained(folder)


def run_layers(layers: Iterable[Any], hidden: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """Run BERT layers on hidden states.

    Args:
        layers: of `model.bert.encoder.layer`, such as the upper ones.
        hidden: float of shape (texts, tokens, width).
        mask: 1 for tokens, 0 for padding, of shape (texts, tokens).
    """
    visible = mask[:, None, None, :].bool()
    for layer in layers:
        hidden = layer(hidden, visible)
    return hidden
