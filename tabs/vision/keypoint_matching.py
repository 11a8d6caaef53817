"""Key-point matching: find the same spots in two pictures."""

from typing import Any

from PIL import Image

from tabs.examples.packaged import find_photo
from tabs.kinds import DRAWN_PICTURE, NOTE, PICTURE
from tabs.render.matches import DRAWN, draw_matches
from tabs.run.job import Job
from tabs.task import ASSETS, Input, ModelChoice, Output, Parameter, Task
from tabs.words import say

CODE = """\
import torch
from PIL import Image
from transformers import AutoImageProcessor, AutoModelForKeypointMatching

model = AutoModelForKeypointMatching.from_pretrained({model}{revision})
processor = AutoImageProcessor.from_pretrained({model}{revision})
images = [Image.open(name).convert("RGB") for name in ({image_0}, {image_1})]

with torch.no_grad():
    outputs = model(**processor([images], return_tensors="pt"))
sizes = [[(image.height, image.width) for image in images]]
found = processor.post_process_keypoint_matching(outputs, sizes, threshold={threshold})[0]
print(len(found["matching_scores"]), "spots match")
for one, other, score in zip(found["keypoints0"], found["keypoints1"], found["matching_scores"]):
    print(one.tolist(), other.tolist(), float(score))
"""


def call(pipe: Any, job: Job, *, image_0: Image.Image, image_1: Image.Image, threshold: float) -> list[dict[str, Any]]:
    """Return [{"keypoint_image_0": {"x", "y"}, "keypoint_image_1", "score"}, ...], best first."""
    matches: list[dict[str, Any]] = pipe([image_0, image_1], threshold=threshold)
    return matches


def render(raw: list[dict[str, Any]], *, image_0: Image.Image, image_1: Image.Image) -> tuple[Image.Image, str]:
    """Return the pictures side by side with lines between them, and a sentence."""
    return draw_matches(image_0, image_1, raw), describe_count(len(raw))


def describe_count(count: int) -> str:
    """Say how many spots match."""
    if not count:
        return say("keypoint_matching.no_spots_match_surely_enough")
    drawn = say("keypoint_matching.drawn_surest_are_drawn", drawn=DRAWN) if count > DRAWN else ""
    return say("keypoint_matching.so_many_match", count=count, drawn=drawn)


TASK = Task(
    id="keypoint-matching",
    title=say("keypoint_matching.find_same_spots_in_two_pictures"),
    summary=say("keypoint_matching.model_joins_points_show_same_place"),
    models=(
        ModelChoice(
            "zju-community/efficientloftr",
            64_000_000,
            "Apache-2.0",
            say("keypoint_matching.many_matches_also_on_smooth_surfaces"),
        ),
        ModelChoice(
            "magic-leap-community/superglue_outdoor",
            50_000_000,
            "non-commercial",
            say("keypoint_matching.fewer_at_corners"),
            "f4041f8",
        ),
    ),
    starter="nearest-features",
    inputs=(
        Input("image_0", say("keypoint_matching.one_picture"), PICTURE),
        Input("image_1", say("keypoint_matching.the_other"), PICTURE),
    ),
    outputs=(Output("matches", say("keypoint_matching.matches"), DRAWN_PICTURE), Output("note", "", NOTE)),
    parameters=(
        Parameter(
            "threshold",
            say("common.least_sureness"),
            0.2,
            say("keypoint_matching.matches_model_doubts_more_are_left"),
            0,
            1,
            0.05,
        ),
    ),
    call=call,
    render=render,
    code=CODE,
    packages=("pillow",),
    examples=(
        (find_photo("tower.jpg"), ASSETS / "examples" / "tower-turned.jpg"),
        (find_photo("cheetah.jpg"), ASSETS / "examples" / "cheetah-turned.jpg"),
    ),
)
