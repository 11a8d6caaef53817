"""Video classification: say what happens in a clip."""

from typing import Any

import numpy as np

from tabs.kinds import DRAWING, SCORES, VIDEO
from tabs.read.video import Video
from tabs.render.film_strip import draw_film_strip
from tabs.render.labels import render_labels
from tabs.run.job import Job
from tabs.task import ASSETS, Input, ModelChoice, Output, Parameter, Task

SHOWN_FRAMES = 8
RATE = "One of so many, from the first on, as the pipeline takes them; 0: evenly from the whole clip"

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
    title="Say what happens in a video",
    summary="The model looks at moments from the whole clip and says what it shows; full models know 400 actions.",
    models=(
        ModelChoice(
            "MCG-NJU/videomae-small-finetuned-kinetics", 88_000_000, "CC-BY-NC-4.0", "small and quick, 400 actions"
        ),
        ModelChoice(
            "facebook/timesformer-base-finetuned-k400", 487_000_000, "CC-BY-NC-4.0", "more accurate, 400 actions"
        ),
    ),
    starter="things-in-clips",
    inputs=(Input("video", "Video", VIDEO),),
    outputs=(Output("labels", "Answer", SCORES), Output("moments", "Moments of the video", DRAWING)),
    parameters=(
        Parameter("top_k", "Names to show", 5, "How many of the best are listed", 1, 20, 1),
        Parameter("num_frames", "Frames", 0, "How many are looked at; 0: as many as the model has learned", 0, 64, 1),
        Parameter("frame_sampling_rate", "Frames from the beginning", 0, RATE, 0, 60, 1),
    ),
    call=call,
    render=render,
    code=CODE,
    packages=("av", "numpy", "pillow"),
    examples=((ASSETS / "examples" / "lion.mp4",), (ASSETS / "examples" / "juggling.mp4",)),
)
