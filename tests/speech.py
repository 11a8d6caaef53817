"""Spoken test sentences, and how well they were understood."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

SENTENCES = (
    "Please open the window and close the door.",
    "The train to London leaves at nine in the morning.",
    "We are going to the market to buy bread and milk.",
    "The children played in the garden until it was dark.",
    "I would like a cup of tea with sugar, please.",
    "Yesterday the weather was cold and windy.",
    "He put the book back on the shelf and went to bed.",
    "Thank you very much for your help today.",
    "My favorite season is autumn, because the leaves turn red.",
    "The quick brown fox jumps over the lazy dog.",
)

needs_espeak = pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed")


def speak(text: str, file: Path) -> Path:
    """Let espeak-ng speak the text into a WAV file and return the file."""
    subprocess.run(["espeak-ng", "-v", "en-us", "-s", "130", "-w", str(file), text], check=True)
    return file


def words(text: str) -> list[str]:
    """Return the words in lower case, without punctuation."""
    return re.findall(r"[a-z0-9']+", text.lower())


def word_error_rate(spoken: str, heard: str) -> float:
    """Return the edit distance of the words as a share of the words spoken."""
    return word_distance(spoken, heard) / len(words(spoken))


def word_distance(spoken: str, heard: str) -> int:
    """Return how many words were changed, added or left out (Levenshtein 1966)."""
    said, understood = words(spoken), words(heard)
    row = list(range(len(understood) + 1))
    for i, word in enumerate(said, 1):
        previous, row[0] = row[0], i
        for j, other in enumerate(understood, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (word != other))
    return row[-1]
