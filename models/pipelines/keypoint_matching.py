"""Matching key points in pictures that are not square."""

from typing import Any

from PIL import Image
from transformers import KeypointMatchingPipeline


class UprightKeypointMatchingPipeline(KeypointMatchingPipeline):  # type: ignore[misc]
    """Transformers' keypoint-matching pipeline with the sizes of the pictures the right way round.

    Its post-processing scales by (height, width) and the pipeline of 5.23 hands it PIL's (width, height), so
    the points of a picture that is not square land in the wrong place.

    Call it with a pair of PIL images; it returns [{"keypoint_image_0": {"x", "y"}, "keypoint_image_1",
    "score"}, ...], the best first, in pixels of the pictures. Parameters: threshold.
    """

    auto_classes = ("AutoModelForKeypointMatching",)

    def preprocess(self, images: list[Image.Image], timeout: float | None = None) -> dict[str, Any]:
        """Add the sizes that post-processing wants to what the model takes."""
        prepared: dict[str, Any] = super().preprocess(images, timeout=timeout)
        return {**prepared, "target_sizes": [(image.height, image.width) for image in images]}
