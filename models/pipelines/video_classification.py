"""Video classification from decoded frames."""

from pathlib import Path
from typing import Any

import numpy as np
import torch
from transformers import AutoImageProcessor, AutoModelForImageClassification, VideoClassificationPipeline
from transformers.modeling_outputs import ImageClassifierOutput

from models.errors import BadInput

MOMENTS = 8
"""Frames that a classifier of single pictures looks at."""


class FramesClassificationPipeline(VideoClassificationPipeline):  # type: ignore[misc]
    """Transformers' video-classification pipeline, given the frames instead of a path or an address.

    The original decodes the file itself: only its first frames, and not at all if there are too few.

    Call it with a video, uint8 of shape (num_frames, height, width, 3), and it returns
    [{"score", "label"}, ...], the best first. Parameters: top_k, function_to_apply.
    """

    auto_classes = ("AutoModelForVideoClassification",)

    @property
    def num_frames(self) -> int:
        """How many frames a video has to have."""
        return int(self.model.config.num_frames)

    def check_count(self, count: int) -> None:
        """Refuse a number of frames that the model cannot take: its positions in time are as many as it learned.

        Raises:
            BadInput: the model looks at another number.
        """
        if count != self.num_frames:
            raise BadInput("video_classification.model_looks_at_num_frames_frames", num_frames=self.num_frames)

    def preprocess(self, video: np.ndarray, **_: Any) -> Any:
        """Turn frames into pixel values, float of shape (1, frames, 3, height, width)."""
        # Said, not guessed: a frame one or three pixels high looks like channels first.
        return self.image_processor(list(video), input_data_format="channels_last", return_tensors="pt").to(self.dtype)


class MomentsClassificationPipeline(FramesClassificationPipeline):
    """The same with a classifier of pictures: the average of what it gives for each frame (Karpathy et al. 2014).

    "Large-scale Video Classification with Convolutional Neural Networks" calls this the single-frame baseline;
    their best network that sees motion was right 1.6 points more often.
    """

    num_frames = MOMENTS

    def check_count(self, count: int) -> None:
        """Take any number: each is looked at alone."""

    def check_model_type(self, supported_models: Any) -> None:
        """Take a classifier of pictures, which the base class would complain about in the log."""

    def _forward(self, model_inputs: Any) -> ImageClassifierOutput:
        average = self.model(**model_inputs).logits.float().softmax(dim=-1).mean(dim=0, keepdim=True)
        return ImageClassifierOutput(logits=average.log())


def load_things_in_clips(
    folder: Path, device: str = "cpu", dtype: torch.dtype = torch.float32
) -> MomentsClassificationPipeline:
    """Load a classifier of pictures from its folder.

    Raises:
        OSError: the folder is incomplete.
    """
    return MomentsClassificationPipeline(
        model=AutoModelForImageClassification.from_pretrained(folder, dtype=dtype, local_files_only=True),
        image_processor=AutoImageProcessor.from_pretrained(folder, local_files_only=True),
        task="video-classification",
        device=device,
    )
