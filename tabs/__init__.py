"""The page: one tab per kind of data, one panel per task."""

from tabs import audio, multimodal, text, vision
from tabs.task import Tab

TABS = (
    Tab("text", "Text", text.TASKS),
    Tab("audio", "Audio", audio.TASKS),
    Tab("vision", "Images & video", vision.TASKS),
    Tab("multimodal", "Pictures & words", multimodal.TASKS),
)
"""In the order of the page."""
