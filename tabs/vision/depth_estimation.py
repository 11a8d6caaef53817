"""Depth estimation: how far away everything in a picture is."""

from typing import Any

import numpy as np
from PIL import Image

from tabs.examples.packaged import find_photo, find_specimen
from tabs.examples.photos import pick_picture
from tabs.kinds import BEFORE_AFTER, DRAWING, SCENE
from tabs.read.image import shrink
from tabs.render.depth import render_depth
from tabs.run.job import Job
from tabs.task import ASSETS, Input, ModelChoice, Output, Task
from tabs.words import say

LONGEST = 1036
"""Twice what Depth Anything looks at; from larger pictures its processor makes minutes of work."""

METRIC_KINDS = {"zoedepth", "glpn", "depth_pro"}

CODE = """\
from transformers import pipeline

estimator = pipeline("depth-estimation", model={model}{revision})
answer = estimator({image})
print(answer["predicted_depth"].shape, answer["predicted_depth"].min(), answer["predicted_depth"].max())
answer["depth"].save("depth.png")
"""


def call(pipe: Any, job: Job, *, image: Image.Image) -> dict[str, Any]:
    """Return {"predicted_depth": float (h, w), "depth": PIL "L", "metric": bool}, of LONGEST at most.

    Metric models answer with the distance in metres, all others with about its inverse, without a unit.
    """
    with np.errstate(invalid="ignore"):  # the pipeline divides by the range, which is 0 for a flat answer
        answer = pipe(shrink(image, LONGEST))
    return {**answer, "metric": is_metric(pipe.model.config)}


def is_metric(config: Any) -> bool:
    """Tell whether a model of this configuration answers with distances."""
    return config.model_type in METRIC_KINDS or getattr(config, "depth_estimation_type", "relative") == "metric"


TASK = Task(
    id="depth-estimation",
    title=say("depth_estimation.see_how_far_away_things_are"),
    summary=say("depth_estimation.from_single_picture_model_tells_what"),
    models=(
        ModelChoice(
            "depth-anything/Depth-Anything-V2-Small-hf",
            99_000_000,
            "Apache-2.0",
            say("depth_estimation.small_sharp_edges"),
        ),
        ModelChoice("Intel/dpt-hybrid-midas", 490_000_000, "Apache-2.0", say("depth_estimation.larger_and_older")),
    ),
    starter=None,
    inputs=(Input("image", say("common.picture"), SCENE),),
    outputs=(
        Output("depth", say("depth_estimation.picture_depth_near_bright"), BEFORE_AFTER),
        Output(
            "relief", say("depth_estimation.relief"), DRAWING, script=(ASSETS / "relief.js").read_text(encoding="utf-8")
        ),
    ),
    call=call,
    render=render_depth,
    code=CODE,
    packages=("pillow",),
    examples=((find_specimen("camera.png"),), (find_specimen("motorcycle_left.png"),), (find_photo("lion.jpg"),)),
    make_example=pick_picture,
)
