"""The answers of `minilm-answers` for the words on a page."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

from models.starters.builders.minilm_delta import prepare_with_delta
from models.starters.folders import write_json
from models.starters.starter import ASSETS

if TYPE_CHECKING:
    import torch

PLACES = 1024
"""Positions along each side of a page that LayoutLM tells apart."""


def prepare(folder: Path) -> None:
    """Write a LayoutLMForQuestionAnswering into an empty folder.

    LayoutLM (Xu et al. 2020, arXiv:1912.13318) is BERT with embeddings of where on the page a word stands. Those are
    zero here: the model goes by the order of the words, which its pipeline reads row by row.

    Raises:
        SourceError: the package with MiniLM is missing.
        ModelRefused: one of its files is not the expected one.
    """
    from safetensors.torch import load_file, save_file

    prepare_with_delta(ASSETS / "question-answering", folder)
    config_file, weights_file = folder / "config.json", folder / "model.safetensors"
    config = json.loads(config_file.read_text(encoding="utf-8"))
    weights = {_rename(name): weight for name, weight in load_file(weights_file).items()}
    weights |= _zeros(config["hidden_size"])
    config |= {
        "architectures": ["LayoutLMForQuestionAnswering"],
        "model_type": "layoutlm",
        "max_2d_position_embeddings": PLACES,
        "reading_order": "rows",
    }
    save_file(weights, weights_file, metadata={"format": "pt"})
    write_json(config_file, config)


def _rename(name: str) -> str:
    return f"layoutlm.{name.removeprefix('bert.')}" if name.startswith("bert.") else name


def _zeros(width: int) -> "dict[str, torch.Tensor]":
    """Return the embeddings of places, and the pooler that question answering does not use."""
    import torch

    places = {f"embeddings.{axis}_position_embeddings.weight": (PLACES, width) for axis in "xyhw"}
    shapes = {**places, "pooler.dense.weight": (width, width), "pooler.dense.bias": (width,)}
    return {f"layoutlm.{name}": torch.zeros(shape, dtype=torch.float16) for name, shape in shapes.items()}
