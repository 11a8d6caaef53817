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
        raise BadInput(f"The recording is longer than {MAX_S // 60} minutes. Cut it into shorter parts and try again.")

    def report(done: int, total: int) -> None:
        job.check()
        job.report(f"Squeezed {done / total * audio.duration_s:.0f} of {audio.duration_s:.0f} s")

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
    title="Make a recording smaller",
    summary="A model stores a sound in very few bits and makes it anew from them: compare before and after.",
    models=(
        ModelChoice("facebook/encodec_24khz", 93_000_000, "MIT", "speech and music, 1.5 to 24 kbit/s"),
        ModelChoice("kyutai/mimi", 385_000_000, "CC-BY-4.0", "speech in 0.14 to 4.4 kbit/s"),
    ),
    starter="lapped-codec",
    inputs=(Input("audio", "Sound", SOUND),),
    outputs=(
        Output("before", "Before", PLAYER),
        Output("after", "After", PLAYER),
        Output("size", "Size", DRAWING),
    ),
    parameters=(
        Parameter(
            "bandwidth",
            "Kilobits per second",
            12.0,
            "The nearest that the model knows; less sounds worse",
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
