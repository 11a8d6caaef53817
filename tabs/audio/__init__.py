"""Tasks on sound, in the order of the page."""

from tabs.audio import (
    audio_classification,
    audio_to_audio,
    automatic_speech_recognition,
    text_to_speech,
    voice_activity_detection,
    zero_shot_audio_classification,
)

TASKS = (
    automatic_speech_recognition.TASK,
    text_to_speech.TASK,
    audio_classification.TASK,
    zero_shot_audio_classification.TASK,
    voice_activity_detection.TASK,
    audio_to_audio.TASK,
)
