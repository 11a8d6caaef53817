"""Task models on the packaged MiniLM: its weights, plus a small difference that lies in assets.

The difference has the files of a LoRA adapter as `peft` writes them (Hu et al., arXiv:2106.09685): for a weight W
two thin matrices, merged as W + lora_alpha / r * B @ A, and whole weights for the new head. They are merged here
rather than by peft because Transformers, wherever peft is installed, loads for any folder with an adapter the base
model that the folder names, from the Hub.
"""

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.starters.builders import minilm
from models.starters.packaged import PackagedFile, checked_path

if TYPE_CHECKING:
    import torch

PREPARED_BYTES = 46_000_000
"""About what a prepared folder takes on disk, in float16."""

MEMORY_BYTES = 91_000_000
"""About what the model takes once loaded, in float32."""

_ENCODER = "bert."
_PEFT_PREFIX = "base_model.model."
_NOT_IN_TASK_MODELS = ("pooler.", "embeddings.position_ids")


def prepare_with_delta(delta: Path, folder: Path) -> None:
    """Write an ordinary BERT task model into an empty folder: config, tokenizer, weights in float16 (46 MB).

    Args:
        delta: a folder in assets/starters with config.json (of the finished model: its architecture, its labels),
            adapter_config.json and adapter_model.safetensors. What is not LoRA in there is taken over as it is, so
            a head, and the pooler of a model that has one, are whole there.
        folder: where the model goes.

    Raises:
        SourceError: the package with MiniLM is missing.
        ModelRefused: one of its files is not the expected one.
    """
    import torch
    from safetensors.torch import load_file, save_file

    weights = load_packaged_weights()
    merge(weights, load_file(delta / "adapter_model.safetensors"), lora_scale(delta))
    half = {name: weight.to(torch.float16).contiguous() for name, weight in weights.items()}
    save_file(half, folder / "model.safetensors", metadata={"format": "pt"})
    shutil.copyfile(delta / "config.json", folder / "config.json")
    write_tokenizer(folder)


def load_packaged_weights() -> "dict[str, torch.Tensor]":
    """Return MiniLM's weights in float32, by the names they have in BERT task models, without the pooler."""
    from safetensors.torch import load_file

    weights = load_file(find_packaged("model.safetensors"))
    return {_ENCODER + name: weight for name, weight in weights.items() if not name.startswith(_NOT_IN_TASK_MODELS)}


def merge(weights: "dict[str, torch.Tensor]", delta: "dict[str, torch.Tensor]", scale: float) -> None:
    """Add an adapter's products to the weights and take over what it holds whole, in place."""
    for peft_name, value in delta.items():
        name = peft_name.removeprefix(_PEFT_PREFIX)
        if name.endswith(".lora_B.weight"):
            thin = delta[peft_name.replace(".lora_B.", ".lora_A.")]
            target = name.replace(".lora_B.", ".")
            weights[target] = weights[target] + scale * value.float() @ thin.float()
        elif not name.endswith(".lora_A.weight"):
            weights[name] = value


def lora_scale(delta: Path) -> float:
    """Return lora_alpha / r of an adapter's folder."""
    config = json.loads((delta / "adapter_config.json").read_text(encoding="utf-8"))
    return float(config["lora_alpha"] / config["r"])


def write_tokenizer(folder: Path) -> None:
    """Write MiniLM's tokenizer, freed of the fixed length of 128 that its file asks for."""
    tokenizer: dict[str, Any] = json.loads(find_packaged("tokenizer.json").read_text(encoding="utf-8"))
    tokenizer |= {"truncation": None, "padding": None}
    (folder / "tokenizer.json").write_text(json.dumps(tokenizer, ensure_ascii=False), encoding="utf-8")
    shutil.copyfile(find_packaged("tokenizer_config.json"), folder / "tokenizer_config.json")


def find_packaged(name: str) -> Path:
    """Return the path of one of MiniLM's files, checked."""
    return checked_path(PackagedFile(minilm.DISTRIBUTION, f"{minilm.PACKAGE_FOLDER}/{name}", minilm.SHA256[name]))
