"""Image segmentation: say of every pixel what it belongs to."""

from typing import Any

from PIL import Image

from models.errors import BadInput
from tabs.examples.packaged import find_photo, find_specimen
from tabs.examples.photos import pick_picture
from tabs.kinds import DRAWING, DRAWN_PICTURE, SCENE
from tabs.read.image import shrink
from tabs.render.segments import render_regions
from tabs.run.job import Job
from tabs.run.own_pixels import find_mask_size, note_mask_size
from tabs.task import Input, ModelChoice, Output, Parameter, Task
from tabs.words import say

LONGEST = 1024
"""The pipeline spreads every class over every pixel: 150 classes of 50 million pixels are 30 GB."""

SUBTASKS = ("panoptic", "instance", "semantic")

CODE = """\
from transformers import pipeline

segmenter = pipeline("image-segmentation", model={model}{revision})
subtask = {subtask}
segments = segmenter(
    {image},
    subtask=None if subtask == "automatic" else subtask,
    threshold={threshold},
    mask_threshold={mask_threshold},
    overlap_mask_area_threshold={overlap_mask_area_threshold},
)
print(len(segments), "found")
for segment in segments:
    share = segment["mask"].histogram()[255] / (segment["mask"].width * segment["mask"].height)
    print(segment["label"], segment["score"], f"{{share:.0%}} of the picture")
"""


def call(pipe: Any, job: Job, *, image: Image.Image, subtask: str, **thresholds: float) -> list[dict[str, Any]]:
    """Return [{"score": float or None, "label", "mask": PIL "L", 0 or 255}, ...].

    The masks have the picture's own size, as far as `find_mask_size` goes.
    """
    wanted = None if subtask == "automatic" else subtask
    check_subtask(pipe, wanted)
    segments: list[dict[str, Any]] = pipe(shrink(image, LONGEST), subtask=wanted, **thresholds)
    size = find_mask_size(image, len(segments))
    note_mask_size(job, image, size)
    return [{**one, "mask": one["mask"].resize(size, Image.Resampling.NEAREST)} for one in segments]


def check_subtask(pipe: Any, subtask: str | None) -> None:
    """Refuse what the model's image processor has no method for."""
    able = [one for one in SUBTASKS if hasattr(pipe.image_processor, f"post_process_{one}_segmentation")]
    if subtask and subtask not in able:
        raise BadInput(
            "image_segmentation.model_does_able_segmentation_only_not", able=" and ".join(able) or "no", subtask=subtask
        )


TASK = Task(
    id="image-segmentation",
    title=say("image_segmentation.name_parts_picture"),
    summary=say("image_segmentation.model_colours_every_part_picture_says"),
    models=(
        ModelChoice(
            "nvidia/segformer-b0-finetuned-ade-512-512",
            15_000_000,
            say("image_segmentation.nvidia_non_commercial"),
            say("image_segmentation.tiny_quick_150_kinds_regions"),
        ),
        ModelChoice(
            "openmmlab/upernet-convnext-tiny",
            241_000_000,
            "MIT",
            say("image_segmentation.more_accurate_150_kinds_regions"),
        ),
        ModelChoice(
            "facebook/mask2former-swin-tiny-coco-panoptic",
            190_000_000,
            "other",
            say("image_segmentation.single_things_their_background"),
        ),
        ModelChoice(
            "facebook/mask2former-swin-tiny-coco-instance",
            190_000_000,
            "other",
            say("image_segmentation.single_things_alone"),
        ),
    ),
    starter="nanodet-outlines",
    inputs=(Input("image", say("common.picture"), SCENE),),
    outputs=(
        Output("picture", say("image_segmentation.picture_in_parts"), DRAWN_PICTURE),
        Output("legend", say("image_segmentation.parts"), DRAWING),
    ),
    parameters=(
        Parameter(
            "subtask",
            say("common.kind"),
            "automatic",
            say("image_segmentation.semantic"),
            choices=("automatic", *SUBTASKS),
        ),
        Parameter(
            "threshold", say("common.show_from"), 0.9, say("image_segmentation.how_sure_single_thing"), 0.05, 0.95, 0.05
        ),
        Parameter(
            "mask_threshold",
            say("image_segmentation.pixel_from"),
            0.5,
            say("image_segmentation.how_sure_single_pixel"),
            0.05,
            0.95,
            0.05,
        ),
        Parameter(
            "overlap_mask_area_threshold",
            say("common.overlap"),
            0.5,
            say("image_segmentation.how_much_thing_must_stay_own"),
            0.05,
            0.95,
            0.05,
        ),
    ),
    call=call,
    render=render_regions,
    code=CODE,
    packages=("pillow", "scipy"),
    examples=((find_specimen("camera.png"),), (find_photo("lion.jpg"),), (find_specimen("coffee.png"),)),
    make_example=pick_picture,
)
