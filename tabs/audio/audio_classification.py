"""Audio classification: which of the sounds it knows a model hears."""

from typing import Any

from tabs.examples.sounds import pick_sound
from tabs.kinds import SCORES, SOUND
from tabs.read.audio import Audio
from tabs.render.labels import render_labels
from tabs.run.job import Job
from tabs.run.windows import classify_windows
from tabs.task import ASSETS, Input, ModelChoice, Output, Parameter, Task
from tabs.words import say

EXAMPLES = ("dog.ogg", "short-speech.ogg", "bell.ogg", "guitar.ogg", "waves.ogg")

CODE = """\
import soundfile, soxr
from transformers import pipeline

classifier = pipeline("audio-classification", model={model}{revision})
samples, rate = soundfile.read({audio}, dtype="float32", always_2d=True)
wanted = classifier.feature_extractor.sampling_rate
for answer in classifier(soxr.resample(samples.mean(axis=1), rate, wanted), top_k={top_k}):
    print(f"{{answer['score']:.2f}} {{answer['label']}}")
"""


def call(pipe: Any, job: Job, *, audio: Audio, top_k: int) -> list[dict[str, Any]]:
    """Return [{"score", "label"}, ...], best first."""
    every = pipe.model.config.num_labels
    return classify_windows(job, audio, pipe.feature_extractor, lambda part: pipe(part, top_k=every))[:top_k]


TASK = Task(
    id="audio-classification",
    title=say("audio_classification.name_a_sound"),
    summary=say("audio_classification.upload_a_sound"),
    models=(
        ModelChoice(
            "MIT/ast-finetuned-audioset-10-10-0.4593",
            346_000_000,
            "BSD-3-Clause",
            say("audio_classification.527_everyday_sounds_voices_instruments"),
        ),
        ModelChoice(
            "superb/wav2vec2-base-superb-ks",
            378_000_000,
            "Apache-2.0",
            say("audio_classification.a_dozen_spoken_commands"),
            "372e048",
        ),
    ),
    starter="whisper-sounds",
    inputs=(Input("audio", say("common.sound"), SOUND),),
    outputs=(Output("labels", say("audio_classification.what_it_hears"), SCORES),),
    parameters=(
        Parameter(
            "top_k", say("audio_classification.sounds_to_show"), 5, say("common.how_many_best_are_listed"), 1, 20, 1
        ),
    ),
    call=call,
    render=render_labels,
    code=CODE,
    packages=("soundfile", "soxr"),
    examples=tuple((ASSETS / "examples" / name,) for name in EXAMPLES),
    make_example=pick_sound,
)
