"""Key points of two pictures matched by the features of an image classifier, which was never trained for it.

Places match if each is the other's nearest by the features of several layers (Aberman et al., "Neural Best-Buddies",
SIGGRAPH 2018, arXiv:1805.04140), weighed by a softmax both ways (Rocco et al. 2018, arXiv:1810.10510), and if the
matches around agree on where things have moved.
"""

from pathlib import Path
from typing import Any

import torch
from PIL import Image
from torch import Tensor
from torch.nn.functional import interpolate, normalize
from transformers import AutoImageProcessor, AutoModelForImageClassification, Pipeline

BLOCKS = (4, 7, 10)
"""Of EfficientNet-Lite0: the end of stages with 8 and 16 pixels a step, where, and what."""

CELL = 8
"""Pixels between the places that are compared."""

LONGEST = 480
"""Pixels the longer side is brought to: at most 3,600 places."""

TEMPERATURE = 0.03
NEIGHBOURS = 8
SLACK = 0.03
"""How far a match may be from where its neighbours say, in parts of the longer side, on top of turning and zooming."""


class NearestFeaturesPipeline(Pipeline):  # type: ignore[misc]
    """Called and answering like Transformers' keypoint-matching pipeline.

    Call it with a pair of RGB PIL images; it returns [{"keypoint_image_0": {"x", "y"}, "keypoint_image_1",
    "score"}, ...], the best first, in pixels of the pictures. Parameters: threshold, from 0 to 1.
    """

    _load_processor = False
    _load_image_processor = True
    _load_feature_extractor = False
    _load_tokenizer = False

    def __call__(self, images: list[Image.Image], threshold: float = 0.0, **kwargs: Any) -> list[dict[str, Any]]:
        """Match two pictures."""
        matches: list[dict[str, Any]] = super().__call__({"images": images}, threshold=threshold, **kwargs)
        return matches

    def _sanitize_parameters(self, threshold: float = 0.0) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
        return {}, {}, {"threshold": threshold}

    def preprocess(self, inputs: dict[str, list[Image.Image]]) -> dict[str, Any]:
        """Turn each picture into pixel values, float of shape (1, 3, height, width), whole cells high and wide."""
        return {
            "pixel_values": [self.pixels(image) for image in inputs["images"]],
            "sizes": [image.size for image in inputs["images"]],
        }

    def pixels(self, image: Image.Image) -> Tensor:
        """Return a picture as the classifier takes it, but whole and larger."""
        scale = LONGEST / max(image.size)
        width, height = (max(round(side * scale / CELL), 1) * CELL for side in image.size)
        resized = image.resize((width, height), Image.Resampling.BICUBIC)
        prepared = self.image_processor(resized, do_resize=False, do_center_crop=False, return_tensors="pt")
        pixels: Tensor = prepared["pixel_values"].to(self.dtype)
        return pixels

    def _forward(self, model_inputs: dict[str, Any]) -> dict[str, Any]:
        described = [self.describe(pixels) for pixels in model_inputs["pixel_values"]]
        likeness = described[0].flatten(1).T @ described[1].flatten(1) / TEMPERATURE
        return {
            "sureness": likeness.softmax(0) * likeness.softmax(1),
            "grids": [one.shape[1:] for one in described],
            "sizes": model_inputs["sizes"],
        }

    def describe(self, pixels: Tensor) -> Tensor:
        """Return unit vectors for the cells, float32 of shape (channels, rows, columns)."""
        states = self.model(pixels.to(self.device), output_hidden_states=True).hidden_states
        rows, columns = (side // CELL for side in pixels.shape[-2:])
        layers = []
        for block in BLOCKS:
            grid = interpolate(states[block + 1].float(), (rows, columns), mode="bilinear", align_corners=False)
            spread = grid.std((2, 3), keepdim=True, correction=0)
            layers.append(normalize((grid - grid.mean((2, 3), keepdim=True)) / (spread + 1e-5), dim=1))
        return normalize(torch.cat(layers, dim=1), dim=1)[0]

    def postprocess(self, outputs: dict[str, Any], threshold: float) -> list[dict[str, Any]]:
        """Return the pairs that are each other's nearest and in keeping with those around, the surest first."""
        best, partners = outputs["sureness"].max(1)
        cells = torch.arange(len(best), device=best.device)
        mutual = (outputs["sureness"].argmax(0)[partners] == cells) & (best >= threshold)
        grids, sizes = outputs["grids"], outputs["sizes"]
        starts = centres(cells[mutual], grids[0], sizes[0])
        ends = centres(partners[mutual], grids[1], sizes[1])
        kept = agreeing(starts, ends, slack=SLACK * max(sizes[1]))
        scores = best[mutual][kept].tolist()
        pairs = zip(scores, starts[kept].tolist(), ends[kept].tolist(), strict=True)
        return [
            {"keypoint_image_0": point(start), "keypoint_image_1": point(end), "score": score}
            for score, start, end in sorted(pairs, reverse=True)
        ]


def point(place: list[float]) -> dict[str, float]:
    """Return [x, y] by name."""
    return {"x": place[0], "y": place[1]}


def centres(cells: Tensor, grid: tuple[int, int], size: tuple[int, int]) -> Tensor:
    """Return the middles of cells, numbered row by row, in pixels of a picture of (width, height): float (n, 2)."""
    rows, columns = grid
    x, y = cells % columns + 0.5, cells // columns + 0.5
    return torch.stack([x * size[0] / columns, y * size[1] / rows], dim=1).cpu()


def agreeing(starts: Tensor, ends: Tensor, slack: float) -> Tensor:
    """Return which matches end where the matches around them say, bool of shape (n,).

    What the neighbours say is the median of their shifts; where a picture is turned or zoomed, shifts differ by
    about the distance of their starts.

    Args:
        starts: float (n, 2), pixels.
        ends: float (n, 2), pixels.
        slack: pixels that are forgiven at no distance.
    """
    if len(starts) <= NEIGHBOURS:
        return torch.ones(len(starts), dtype=torch.bool)
    distances, around = torch.cdist(starts, starts).topk(NEIGHBOURS + 1, largest=False)
    shifts = ends - starts
    expected = shifts[around[:, 1:]].median(dim=1).values
    off = (shifts - expected).norm(dim=1)
    return off <= slack + 0.5 * distances[:, 1:].mean(dim=1)


def load_nearest_features(
    folder: Path, device: str = "cpu", dtype: torch.dtype = torch.float32
) -> NearestFeaturesPipeline:
    """Load a classifier of pictures with EfficientNet-Lite0's blocks from its folder.

    Raises:
        OSError: the folder is incomplete.
    """
    return NearestFeaturesPipeline(
        model=AutoModelForImageClassification.from_pretrained(folder, dtype=dtype, local_files_only=True),
        image_processor=AutoImageProcessor.from_pretrained(folder, local_files_only=True),
        task="keypoint-matching",
        device=device,
    )
