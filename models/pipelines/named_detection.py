"""Object detection by a zero-shot detector that is asked for a fixed list of names.

OWL-ViT (Minderer et al. 2022, arXiv:2205.06230) finds what is named; asked for all names at once, in one pass, it is
an ordinary object detector. Transformers' own zero-shot pipeline takes a pass for each name.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from PIL import Image
from transformers import AutoImageProcessor, AutoModelForZeroShotObjectDetection, AutoTokenizer, Pipeline

NAMES_FILE = "names.txt"
"""In the folder of a model: what to look for, a name a line."""

HALF_WAY = 0.1
"""The zero-shot score from which its boxes are worth showing; an object detector calls that one half."""


class NamedDetectionPipeline(Pipeline):  # type: ignore[misc]
    """Called like Transformers' object-detection pipeline, with the same answer.

    Args:
        names: what to look for.
        **kwargs: what `transformers.Pipeline` takes: model, tokenizer, image_processor, device.
    """

    _load_processor = False
    _load_image_processor = True
    _load_feature_extractor = False
    _load_tokenizer = True

    def __init__(self, *, names: Sequence[str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.names = tuple(names)
        self.queries = self.tokenizer(list(names), padding=True, return_tensors="pt").to(self.device)

    def _sanitize_parameters(self, threshold: float | None = None) -> tuple[dict[str, Any], ...]:
        return {}, {}, {} if threshold is None else {"threshold": threshold}

    def preprocess(self, image: Image.Image) -> dict[str, Any]:
        """Turn a picture into pixel values, float of shape (1, 3, height, width), and keep its size."""
        inputs = self.image_processor(images=image, return_tensors="pt").to(self.dtype)
        return {"pixel_values": inputs["pixel_values"], "size": image.size[::-1]}

    def _forward(self, model_inputs: dict[str, Any]) -> dict[str, Any]:
        size = model_inputs.pop("size")
        return {"outputs": self.model(**self.queries, **model_inputs), "size": size}

    def postprocess(self, model_outputs: dict[str, Any], threshold: float = 0.5) -> list[dict[str, Any]]:
        """Return [{"score", "label", "box": {"xmin", "ymin", "xmax", "ymax"}}, ...], boxes in pixels, best first."""
        found = self.image_processor.post_process_object_detection(
            model_outputs["outputs"], threshold=zero_shot_score(threshold), target_sizes=[model_outputs["size"]]
        )[0]
        boxes = [dict(zip(("xmin", "ymin", "xmax", "ymax"), box, strict=True)) for box in found["boxes"].int().tolist()]
        scores = [detector_score(score) for score in found["scores"].tolist()]
        labels = [self.names[number] for number in found["labels"].tolist()]
        answers = zip(scores, labels, boxes, strict=True)
        things = [{"score": score, "label": label, "box": box} for score, label, box in answers]
        return sorted(things, key=lambda thing: -thing["score"])


def detector_score(score: float) -> float:
    """Return a zero-shot score as an object detector gives it: its odds times the same, HALF_WAY to one half."""
    return score * (1 - HALF_WAY) / (score * (1 - HALF_WAY) + (1 - score) * HALF_WAY)


def zero_shot_score(score: float) -> float:
    """Return the zero-shot score that `detector_score` makes this one of."""
    return score * HALF_WAY / (score * HALF_WAY + (1 - score) * (1 - HALF_WAY))


def load_named_detection(folder: Path, device: str = "cpu") -> NamedDetectionPipeline:
    """Load the detector of scenes, asked for every name in its NAMES_FILE.

    Raises:
        OSError: the folder is incomplete.
    """
    return NamedDetectionPipeline(
        names=(folder / NAMES_FILE).read_text(encoding="utf-8").split("\n")[:-1],
        model=AutoModelForZeroShotObjectDetection.from_pretrained(folder, dtype=torch.float32, local_files_only=True),
        tokenizer=AutoTokenizer.from_pretrained(folder, local_files_only=True),
        image_processor=AutoImageProcessor.from_pretrained(folder, local_files_only=True),
        task="object-detection",
        device=device,
    )
