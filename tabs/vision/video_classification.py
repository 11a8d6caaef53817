"""Video classification: say what happens in a clip."""

from typing import Any

import numpy as np

from tabs.kinds import DRAWING, SCORES, VIDEO
from tabs.read.video import Video
from tabs.render.film_strip import draw_film_strip
from tabs.render.labels import render_labels
from tabs.run.job import Job
from tabs.task import ASSETS, Input, ModelChoice, Output, Parameter, Task
from tabs.words import say

SHOWN_FRAMES = 8
RATE = say("video_classification.one_so_many_from_first_on")

CODE = """\
import av
import numpy as np
import torch
from transformers import AutoImageProcessor, AutoModelForVideoClassification

model = AutoModelForVideoClassification.from_pretrained({model}{revision})
processor = AutoImageProcessor.from_pretrained({model}{revision})

# Frames from the whole clip; pipeline("video-classification") would look at its first moments only.
with av.open({video}) as container:
    frames = [frame.to_image() for frame in container.decode(video=0)]
wanted = np.linspace(0, len(frames) - 1, model.config.num_frames).round().astype(int)
inputs = processor([frames[index] for index in wanted], return_tensors="pt")
with torch.no_grad():
    scores = model(**inputs).logits[0].softmax(-1)
best = scores.topk(min({top_k}, len(scores)))
for score, index in zip(best.values.tolist(), best.indices.tolist()):
    print(f"{{score:.3f}} {{model.config.id2label[index]}}")
"""


def call(
    pipe: Any, job: Job, *, video: Video, top_k: int, num_frames: int, frame_sampling_rate: int
) -> list[dict[str, Any]]:
    """Return [{"score", "label"}, ...], best first."""
    count = num_frames or pipe.num_frames
    pipe.check_count(count)
    frames = video.begin(count, frame_sampling_rate) if frame_sampling_rate else video.pick(count)
    answer: list[dict[str, Any]] = pipe(np.stack([np.asarray(frame.image) for frame in frames]), top_k=top_k)
    return answer


def render(raw: list[dict[str, Any]], *, video: Video) -> tuple[dict[str, float], str]:
    """Return {label: score}, and moments of the clip."""
    return render_labels(raw), draw_film_strip(video.pick(min(SHOWN_FRAMES, len(video.frames))))


TASK = Task(
    id="video-classification",
    title=say("video_classification.say_what_happens_in_video"),
    summary=say("video_classification.model_looks_at_moments_from_whole"),
    models=(
        ModelChoice(
            "MCG-NJU/videomae-small-finetuned-kinetics",
            88_000_000,
            "CC-BY-NC-4.0",
            say("video_classification.small_quick_400_actions"),
        ),
        ModelChoice(
            "facebook/timesformer-base-finetuned-k400",
            487_000_000,
            "CC-BY-NC-4.0",
            say("video_classification.more_accurate_400_actions"),
        ),
    ),
    starter="things-in-clips",
    inputs=(Input("video", say("video_classification.video"), VIDEO),),
    outputs=(
        Output("labels", say("common.answer"), SCORES),
        Output("moments", say("video_classification.moments_of_the_video"), DRAWING),
    ),
    parameters=(
        Parameter("top_k", say("common.names_to_show"), 5, say("common.how_many_best_are_listed"), 1, 20, 1),
        Parameter(
            "num_frames",
            say("video_classification.frames"),
            0,
            say("video_classification.how_many_are_looked_at"),
            0,
            64,
            1,
        ),
        Parameter("frame_sampling_rate", say("video_classification.frames_from_the_beginning"), 0, RATE, 0, 60, 1),
    ),
    call=call,
    render=render,
    code=CODE,
    packages=("av", "numpy", "pillow"),
    examples=((ASSETS / "examples" / "lion.mp4",),),
)
