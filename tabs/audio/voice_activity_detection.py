"""Voice activity detection: when somebody speaks."""

from typing import Any

from models.speech.where import raise_level
from tabs.kinds import DRAWING, SOUND
from tabs.read.audio import Audio
from tabs.render.seek import SEEK
from tabs.render.time_line import draw_time_line, list_segments
from tabs.run.job import Job
from tabs.task import ASSETS, Input, ModelChoice, Output, Parameter, Task
from tabs.words import say

NONE = "voice_activity_detection.nobody_speaks_in_recording"

CODE = """\
import soundfile, soxr, torch
from transformers import AutoFeatureExtractor, AutoModelForAudioFrameClassification

name = {model}
extractor = AutoFeatureExtractor.from_pretrained(name{revision})
model = AutoModelForAudioFrameClassification.from_pretrained(name{revision})
samples, rate = soundfile.read({audio}, dtype="float32", always_2d=True)
speech = soxr.resample(samples.mean(axis=1), rate, extractor.sampling_rate)
inputs = extractor(speech, sampling_rate=extractor.sampling_rate, return_tensors="pt")
with torch.inference_mode():
    probabilities = model(**inputs).logits[0].sigmoid().amax(dim=-1)  # of anybody speaking, frame by frame
frame_s = len(speech) / extractor.sampling_rate / len(probabilities)

spans, shortest, pause = [], {min_speech_duration_ms} / 1000, {min_silence_duration_ms} / 1000
for frame in (probabilities >= {threshold}).nonzero().flatten().tolist():
    start, end = frame * frame_s, (frame + 1) * frame_s
    if spans and start - spans[-1][1] < pause:
        spans[-1][1] = end
    else:
        spans.append([start, end])
print("somebody speaks:", [(round(start, 2), round(end, 2)) for start, end in spans if end - start >= shortest])
"""


def call(
    pipe: Any, job: Job, *, audio: Audio, threshold: float, min_speech_duration_ms: int, min_silence_duration_ms: int
) -> dict[str, Any]:
    """Return {"segments": [{"start", "end", "score"}, ...], "probabilities": (frames,), "frame_s"}."""

    def report(done: int, total: int) -> None:
        job.check()
        job.report(
            say(
                "voice_activity_detection.heard_done_duration_s_s",
                done=done / total * audio.duration_s,
                duration_s=audio.duration_s,
            )
        )

    raw: dict[str, Any] = pipe(
        raise_level(audio.resample(pipe.sampling_rate), pipe.sampling_rate),
        threshold=threshold,
        min_speech_duration_ms=min_speech_duration_ms,
        min_silence_duration_ms=min_silence_duration_ms,
        report=report,
    )
    ended = [one | {"end": min(one["end"], audio.duration_s)} for one in raw["segments"]]  # frames go on beyond it
    return raw | {"segments": ended}


def render(raw: dict[str, Any], *, audio: Audio) -> str:
    """Return the time line and the list of segments, both clickable."""
    segments = raw["segments"]
    spoken = sum(one["end"] - one["start"] for one in segments)
    told = say("voice_activity_detection.speech_for_spoken_duration_s_s", spoken=spoken, duration_s=audio.duration_s)
    words = (f"<p class='note'>{told}</p>") if segments else ""
    return draw_time_line(segments, raw["probabilities"], audio.duration_s) + words + list_segments(segments, say(NONE))


TASK = Task(
    id="voice-activity-detection",
    title=say("voice_activity_detection.find_where_somebody_speaks"),
    summary=say("voice_activity_detection.model_marks_parts_recording_in_which"),
    models=(
        ModelChoice(
            "microsoft/wavlm-base-plus-sd",
            378_000_000,
            "CC-BY-SA-3.0",
            say("voice_activity_detection.up_to_two_english_speakers"),
            "09f4e5e93ef901510a512b4c45ad76f473d38b23",
        ),
        ModelChoice(
            "nvidia/Nemotron-3-Diarization",
            400_000_000,
            "OpenMDW-1.1",
            say("voice_activity_detection.up_to_eight_speakers_noisy_rooms"),
        ),
    ),
    starter="silero-vad",
    inputs=(Input("audio", say("common.recording"), SOUND),),
    outputs=(Output("segments", say("common.speech"), DRAWING, script=SEEK),),
    parameters=(
        Parameter(
            "threshold",
            say("voice_activity_detection.threshold"),
            0.5,
            say("voice_activity_detection.higher_marks_less"),
            0.05,
            0.95,
            0.05,
        ),
        Parameter(
            "min_speech_duration_ms",
            say("voice_activity_detection.shortest_speech"),
            250,
            say("voice_activity_detection.milliseconds"),
            0,
            5000,
            50,
        ),
        Parameter(
            "min_silence_duration_ms",
            say("voice_activity_detection.shortest_pause"),
            300,
            say("voice_activity_detection.milliseconds"),
            0,
            5000,
            50,
        ),
    ),
    call=call,
    render=render,
    code=CODE,
    packages=("soundfile", "soxr"),
    examples=((ASSETS / "examples" / "long-speech.ogg",), (ASSETS / "examples" / "short-speech.ogg",)),
)
