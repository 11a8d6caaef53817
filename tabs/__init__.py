"""The page: one tab per kind of data, one panel per task."""

from tabs import audio, multimodal, text, vision
from tabs.task import Tab
from tabs.words import say

TABS = (
    Tab("text", say("common.text"), text.TASKS),
    Tab("audio", say("page.audio"), audio.TASKS),
    Tab("vision", say("page.images_video"), vision.TASKS),
    Tab("multimodal", say("page.pictures_words"), multimodal.TASKS),
)
"""In the order of the page."""
