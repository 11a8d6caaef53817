"""Masks of everything in a picture, or of what points lie on, without torchvision."""

from typing import Any

import numpy as np
import torch
from PIL import Image
from transformers import MaskGenerationPipeline, SamProcessor


class PointsMaskGenerationPipeline(MaskGenerationPipeline):  # type: ignore[misc]
    """Transformers' mask-generation pipeline (SAM, Kirillov et al. 2023, arXiv:2304.02643) with point prompts.

    Only the last step of the original needs torchvision, to drop masks whose boxes nearly coincide.
    """

    auto_classes = ("AutoModelForMaskGeneration",)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.image_processor.post_process_for_mask_generation = distinct_masks

    def at_points(self, image: Image.Image, points: list[tuple[float, float]]) -> dict[str, Any]:
        """Return the masks SAM offers for the one thing that all points lie on, the surest first.

        Args:
            image: PIL image of any size.
            points: (x, y) in pixels of the picture, at least one.

        Returns:
            {"masks": list of bool arrays (height, width), "scores": float tensor, the overlap the model expects}.
        """
        processor = SamProcessor(self.image_processor)
        inputs = processor(image, input_points=[[list(map(list, points))]], return_tensors="pt")
        sizes, reshaped = inputs["original_sizes"].tolist(), inputs["reshaped_input_sizes"].tolist()
        with torch.inference_mode():
            outputs = self.model(
                pixel_values=inputs["pixel_values"].to(self.device, self.dtype),
                input_points=inputs["input_points"].to(self.device, torch.float32),
            )
        masks = self.image_processor.post_process_masks(
            outputs.pred_masks.float().cpu(), sizes, reshaped_input_sizes=reshaped
        )[0][0]
        scores = outputs.iou_scores[0, 0].float().cpu()
        order = scores.argsort(descending=True)
        return {"masks": [masks[index].numpy() for index in order], "scores": scores[order]}


def distinct_masks(
    all_masks: list[dict[str, Any]], all_scores: torch.Tensor, all_boxes: torch.Tensor, crops_nms_thresh: float
) -> tuple[list[np.ndarray], torch.Tensor, list[dict[str, Any]], torch.Tensor]:
    """Do what SamImageProcessor.post_process_for_mask_generation does: keep the best of nearly equal boxes.

    Args:
        all_masks: run-length encoded masks, {"size": [height, width], "counts": [...]}, down the columns.
        all_scores: float (n,).
        all_boxes: (n, 4), left, top, right, bottom.
        crops_nms_thresh: boxes that overlap by more than this (intersection over union) count as one.

    Returns:
        Masks as bool arrays (height, width), scores, encoded masks and boxes of those kept, the best first.
    """
    kept = non_maximum_suppression(all_boxes.float(), all_scores.float(), crops_nms_thresh)
    encoded = [all_masks[index] for index in kept]
    return [decode(mask) for mask in encoded], all_scores[kept], encoded, all_boxes[kept]


def non_maximum_suppression(boxes: torch.Tensor, scores: torch.Tensor, threshold: float) -> list[int]:
    """Return the indices of the boxes, best first, that overlap no better one by more than the threshold."""
    areas = (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])
    left = scores.argsort(descending=True)
    kept = []
    while len(left):
        best, left = left[0], left[1:]
        kept.append(int(best))
        corner = torch.maximum(boxes[best, :2], boxes[left, :2])
        opposite = torch.minimum(boxes[best, 2:], boxes[left, 2:])
        shared = (opposite - corner).clamp(min=0).prod(dim=1)
        union = areas[best] + areas[left] - shared
        left = left[shared / union.clamp(min=1e-9) <= threshold]
    return kept


def decode(mask: dict[str, Any]) -> np.ndarray:
    """Return a run-length encoded mask as a bool array (height, width); the first run is of False."""
    height, width = mask["size"]
    values = np.arange(len(mask["counts"])) % 2 == 1
    return np.repeat(values, mask["counts"]).reshape(width, height).T
