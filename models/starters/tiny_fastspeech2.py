"""A small FastSpeech 2 that speaks like espeak-ng; see `assets.recipes.text_to_speech`."""

from models.starters.starter import Starter

STARTER = Starter(
    name="tiny-fastspeech2",
    tasks=("text-to-speech",),
    description="A FastSpeech 2 of 1.4 million weights that learned to speak from espeak-ng.",
    limits="It speaks English only, in one voice, which is that of a robot; rare words and names it may mispronounce.",
    licence="Apache-2.0",
    assets="text-to-speech",
    build="models.pipelines.text_to_speech.load_text_to_speech",
)
