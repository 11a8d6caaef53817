"""Video classification from decoded frames."""

from typing import Any

import numpy as np
from transformers import VideoClassificationPipeline


class FramesClassificationPipeline(VideoClassificationPipeline):  # type: ignore[misc]
    """Transformers' video-classification pipeline, given the frames instead of a path or an address.

    The original decodes the file itself: only its first frames, and not at all if there are too few.

    Call it with a video, uint8 of shape (config.num_frames, height, width, 3), and it returns
    [{"score", "label"}, ...], the best first. Parameters: top_k, function_to_apply.
    """

    auto_classes = ("AutoModelForVideoClassification",)

    def preprocess(self, video: np.ndarray, **_: Any) -> Any:
        """Turn frames into pixel values, float of shape (1, frames, 3, height, width)."""
        # Said, not guessed: a frame one or three pixels high looks like channels first.
        return self.image_processor(list(video), input_data_format="channels_last", return_tensors="pt").to(self.dtype)
