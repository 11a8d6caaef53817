"""Audio to audio: a recording stored in a few bits by a neural codec, and what is left of it."""

from typing import Any

from models.errors import BadInput
from tabs.examples.packaged import find_sound
from tabs.kinds import DRAWING, PLAYER, SOUND
from tabs.read.audio import Audio
from tabs.render.codec import draw_size_bars
from tabs.render.sound import make_playable
from tabs.run.job import Job
from tabs.task import ASSETS, Input, ModelChoice, Output, Parameter, Task
from tabs.words import say

MAX_S = 300

CODE = """\
import soundfile, soxr, torch
from transformers import AutoFeatureExtractor, AutoModel

name, bandwidth = {model}, {bandwidth}  # kbit per second
extractor = AutoFeatureExtractor.from_pretrained(name{revision})
model = AutoModel.from_pretrained(name{revision})
samples, rate = soundfile.read({audio}, dtype="float32", always_2d=True)
sound = soxr.resample(samples.mean(axis=1), rate, extractor.sampling_rate)
inputs = extractor(sound, sampling_rate=extractor.sampling_rate, return_tensors="pt")
if model.config.model_type == "encodec":
    options = {{"bandwidth": min(model.config.target_bandwidths, key=lambda one: abs(one - bandwidth))}}
else:  # Mimi: 11 bits a codebook, 12.5 times a second
    options = {{"num_quantizers": max(1, min(round(bandwidth * 1000 / 137.5), model.config.num_quantizers))}}
with torch.inference_mode():
    output = model(**inputs, **options)
soundfile.write("after.wav", output.audio_values.flatten().numpy(), extractor.sampling_rate, subtype="PCM_16")
print("after.wav; the codes:", tuple(output.audio_codes.shape))
"""


def call(pipe: Any, job: Job, *, audio: Audio, bandwidth: float) -> dict[str, Any]:
    """Return {"audio": float32 (n,), "sampling_rate", "codes": (codebooks, frames), "bits_per_second"}."""
    if audio.duration_s > MAX_S:
        raise BadInput("audio_to_audio.recording_longer_than_max_s_minutes", max_s=MAX_S // 60)

    def report(done: int, total: int) -> None:
        job.check()
        job.report(
            say(
                "audio_to_audio.squeezed_done_duration_s_s",
                done=done / total * audio.duration_s,
                duration_s=audio.duration_s,
            )
        )

    raw: dict[str, Any] = pipe(audio.resample(pipe.sampling_rate), bandwidth=bandwidth, report=report)
    return raw


def render(raw: dict[str, Any], *, audio: Audio) -> tuple[Any, Any, str]:
    """Return the sound as the codec was given it, as it gave it back, and their sizes."""
    rate = raw["sampling_rate"]
    return (
        make_playable(audio.resample(rate), rate),
        make_playable(raw["audio"], rate),
        draw_size_bars(rate * 16, raw["bits_per_second"], audio.duration_s),
    )


TASK = Task(
    id="audio-to-audio",
    title=say("audio_to_audio.make_a_recording_smaller"),
    summary=say("audio_to_audio.model_stores_sound_in_very_few"),
    models=(
        ModelChoice("facebook/encodec_24khz", 93_000_000, "MIT", say("audio_to_audio.speech_music_1_5_to_24")),
        ModelChoice("kyutai/mimi", 385_000_000, "CC-BY-4.0", say("audio_to_audio.speech_in_0_14_to_4")),
    ),
    starter="lapped-codec",
    inputs=(Input("audio", say("common.sound"), SOUND),),
    outputs=(
        Output("before", say("common.before"), PLAYER),
        Output("after", say("common.after"), PLAYER),
        Output("size", say("audio_to_audio.size"), DRAWING),
    ),
    parameters=(
        Parameter(
            "bandwidth",
            say("audio_to_audio.kilobits_per_second"),
            12.0,
            say("audio_to_audio.nearest_model_knows"),
            0.1,
            24,
            0.1,
        ),
    ),
    call=call,
    render=render,
    code=CODE,
    packages=("soundfile", "soxr"),
    examples=(
        (ASSETS / "examples" / "short-speech.ogg",),
        (ASSETS / "examples" / "bell.ogg",),
        (find_sound("sax.wav"),),
    ),
)
