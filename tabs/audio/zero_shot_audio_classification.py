"""Zero-shot audio classification: which of your own words fits a sound."""

from typing import Any

import numpy as np

from tabs.examples.packaged import find_sound
from tabs.examples.sounds import pick_sound_with_words
from tabs.kinds import LABELS, SCORES, SOUND
from tabs.read.audio import Audio
from tabs.read.template import check_template
from tabs.render.labels import render_labels
from tabs.run.job import Job
from tabs.run.labels import spell_all
from tabs.run.one_label import keep_asked, set_beside
from tabs.run.truncation import check_label_length
from tabs.run.windows import classify_windows
from tabs.task import ASSETS, Input, ModelChoice, Output, Parameter, Task
from tabs.words import say

CODE = """\
import soundfile, soxr
from transformers import pipeline

classifier = pipeline("zero-shot-audio-classification", model={model}{revision})
samples, rate = soundfile.read({audio}, dtype="float32", always_2d=True)
wanted = classifier.feature_extractor.sampling_rate
answers = classifier(
    soxr.resample(samples.mean(axis=1), rate, wanted),
    candidate_labels={candidate_labels},
    hypothesis_template={hypothesis_template},
)
for answer in answers:
    print(f"{{answer['score']:.2f}} {{answer['label']}}")
"""


def call(
    pipe: Any, job: Job, *, audio: Audio, candidate_labels: list[str], hypothesis_template: str
) -> list[dict[str, Any]]:
    """Return [{"score", "label"}, ...], best first; the scores add up to 1."""
    template = check_template(hypothesis_template)
    written = spell_all(candidate_labels)
    check_label_length(pipe, list(written), template)
    labels = set_beside(job, list(written))

    def classify(part: np.ndarray) -> list[dict[str, Any]]:
        answers: list[dict[str, Any]] = pipe(part, candidate_labels=labels, hypothesis_template=template)
        return answers

    return keep_asked(classify_windows(job, audio, pipe.feature_extractor, classify), written)


TASK = Task(
    id="zero-shot-audio-classification",
    title=say("zero_shot_audio_classification.match_sound_to_your_own_words"),
    summary=say("zero_shot_audio_classification.type_any_words"),
    models=(
        ModelChoice(
            "laion/clap-htsat-unfused",
            615_000_000,
            "Apache-2.0",
            say("zero_shot_audio_classification.everyday_sounds_and_music"),
        ),
        ModelChoice(
            "laion/larger_clap_general", 776_000_000, "Apache-2.0", say("zero_shot_audio_classification.larger")
        ),
    ),
    starter="conse-sounds",
    inputs=(
        Input("audio", say("common.sound"), SOUND),
        Input(
            "candidate_labels",
            say("common.words_to_choose_from_with_commas"),
            LABELS,
            lines=2,
        ),
    ),
    outputs=(Output("labels", say("zero_shot_audio_classification.how_well_each_fits"), SCORES),),
    parameters=(
        Parameter(
            "hypothesis_template",
            say("common.sentence_around_each_word"),
            "This is a sound of {}.",
            say("common.braces_are_the_word"),
        ),
    ),
    call=call,
    render=render_labels,
    code=CODE,
    packages=("soundfile", "soxr"),
    examples=(
        (ASSETS / "examples" / "dog.ogg", "an animal, an instrument, a vehicle, the weather"),
        (find_sound("sax.wav"), "saxophone, piano, a person speaking, rain"),
        (ASSETS / "examples" / "short-speech.ogg", "a person speaking, music, a dog barking, traffic"),
    ),
    make_example=pick_sound_with_words,
)
