"""A sound codec of the classic kind, in the form of an EnCodec; see `assets.recipes.audio_to_audio`."""

from models.starters.starter import Starter

STARTER = Starter(
    name="lapped-codec",
    tasks=("audio-to-audio",),
    description="A vector quantizer for speech, in 8 steps of 1024 patterns, at 5 to 20 kilobits a second.",
    limits="It sounds like a bad line, most so below 15 kilobits a second; full models need far fewer for more.",
    licence="Apache-2.0",
    assets="audio-to-audio",
)
