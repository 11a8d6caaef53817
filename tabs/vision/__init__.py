"""Tasks on pictures and videos, in the order of the page."""

from tabs.vision import (
    depth_estimation,
    image_classification,
    image_feature_extraction,
    image_segmentation,
    image_to_image,
    keypoint_matching,
    mask_generation,
    object_detection,
    video_classification,
    zero_shot_object_detection,
)

TASKS = (
    image_classification.TASK,
    object_detection.TASK,
    zero_shot_object_detection.TASK,
    image_segmentation.TASK,
    depth_estimation.TASK,
    image_feature_extraction.TASK,
    mask_generation.TASK,
    image_to_image.TASK,
    video_classification.TASK,
    keypoint_matching.TASK,
)
