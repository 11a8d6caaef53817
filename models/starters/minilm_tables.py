"""MiniLM's lower layers, taught to mark the cells of a table that answer a question (TAPAS)."""

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from models.starters.minilm_delta import lora_scale, merge, packaged, packaged_weights
from models.starters.starter import Starter

if TYPE_CHECKING:
    import torch

LAYERS = 4
"""Of MiniLM's six, the lower ones."""

PREPARED_BYTES = 40_000_000
MEMORY_BYTES = 80_000_000


def prepare(folder: Path) -> None:
    """Write a TapasForQuestionAnswering into an empty folder.

    TAPAS (Herzig et al. 2020, arXiv:2004.02349) is BERT with embeddings of column, row and rank of a cell. Those, the
    heads and the pooler come with the project, the rest is MiniLM with LoRA merged.

    Raises:
        SourceError: the package with MiniLM is missing.
        ModelRefused: one of its files is not the expected one.
    """
    import torch
    from safetensors.torch import load_file, save_file

    delta = STARTER.assets_folder
    weights = base_weights()
    merge(weights, load_file(delta / "adapter_model.safetensors"), lora_scale(delta))
    half = {name: weight.to(torch.float16).contiguous() for name, weight in weights.items()}
    save_file(half, folder / "model.safetensors", metadata={"format": "pt"})
    shutil.copyfile(delta / "config.json", folder / "config.json")
    write_tokenizer(folder)


def base_weights() -> "dict[str, torch.Tensor]":
    """Return what TAPAS takes from MiniLM: words, positions and the lower layers, by their names in TAPAS."""
    import torch

    weights = packaged_weights()
    types = weights.pop("bert.embeddings.token_type_embeddings.weight")
    above = tuple(f"bert.encoder.layer.{layer}." for layer in range(LAYERS, 6))
    kept = {
        f"tapas.{name.removeprefix('bert.')}": value for name, value in weights.items() if not name.startswith(above)
    }
    segments = torch.cat([types, torch.zeros_like(types[:1])])
    return {**kept, "tapas.embeddings.token_type_embeddings_0.weight": segments}


def write_tokenizer(folder: Path) -> None:
    """Write MiniLM's words for TapasTokenizer, which marks empty cells with a word of its own."""
    words = packaged("vocab.txt").read_text(encoding="utf-8").replace("[unused0]\n", "[EMPTY]\n", 1)
    (folder / "vocab.txt").write_text(words, encoding="utf-8")
    config = {"tokenizer_class": "TapasTokenizer", "do_lower_case": True, "model_max_length": 512, "max_row_id": 255}
    config |= {"max_column_id": 255, "extra_special_tokens": ["[EMPTY]"], "empty_token": "[EMPTY]"}
    (folder / "tokenizer_config.json").write_text(json.dumps(config, indent=2), encoding="utf-8")


STARTER = Starter(
    name="minilm-tables",
    tasks=("table-question-answering",),
    description="Marks the cells of a small table that answer a question, and says whether to count or add them up.",
    limits="English, small tables, plain questions: one condition, the most or the least, a number, sum or average.",
    licence="Apache-2.0",
    assets="table-question-answering",
    size_bytes=PREPARED_BYTES,
    memory_bytes=MEMORY_BYTES,
    prepare=prepare,
)
