"""Long recordings, heard ten seconds at a time: classifiers cut off the rest, at random, or run out of memory."""

from collections.abc import Callable
from typing import Any

import numpy as np

from tabs.read.audio import Audio

WINDOW_S = 10
"""What AST and CLAP hear at once."""

Answers = list[dict[str, Any]]


def windows(audio: Audio, rate: int) -> list[np.ndarray]:
    """Return the samples at a rate in pieces of WINDOW_S, float32; a rest of less than a second is left out."""
    samples = audio.at(rate)
    pieces = [samples[start : start + WINDOW_S * rate] for start in range(0, len(samples), WINDOW_S * rate)]
    return pieces[:-1] if len(pieces) > 1 and len(pieces[-1]) < rate else pieces


def heard(job: Any, audio: Audio, rate: int, classify: Callable[[np.ndarray], Answers]) -> Answers:
    """Return a classifier's answers, [{"score", "label"}, ...] best first, averaged over the windows."""
    pieces = windows(audio, rate)
    answers = []
    for number, piece in enumerate(pieces):
        if len(pieces) > 1:
            job.report(f"Heard {number * WINDOW_S} of {audio.duration_s:.0f} s")
        answers.append(classify(piece))
    return mean(answers)


def mean(answers: list[Answers]) -> Answers:
    """Return each label's mean score, best first; the answers all hold the same labels, in any order."""
    if len(answers) == 1:
        return answers[0]
    scores: dict[str, float] = {}
    for item in (item for answer in answers for item in answer):
        scores[item["label"]] = scores.get(item["label"], 0.0) + item["score"] / len(answers)
    return sorted(({"score": score, "label": label} for label, score in scores.items()), key=lambda one: -one["score"])
