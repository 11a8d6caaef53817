"""Long recordings, heard ten seconds at a time or less: classifiers cut off the rest, or run out of memory."""

from collections.abc import Callable
from typing import Any

import numpy as np

from tabs.read.audio import Audio
from tabs.run.job import Job
from tabs.words import say

WINDOW_S = 10
"""What AST and CLAP hear at once."""

Answers = list[dict[str, Any]]


def find_window_s(extractor: Any) -> int:
    """Return how many seconds a classifier hears at once, by its feature extractor; Whisper's have a length."""
    return min(getattr(extractor, "chunk_length", WINDOW_S), WINDOW_S)


def cut_windows(audio: Audio, rate: int, window_s: int = WINDOW_S) -> list[np.ndarray]:
    """Return the samples at a rate in pieces of `window_s`, float32; a rest of less than a second is left out."""
    samples = audio.resample(rate)
    pieces = [samples[start : start + window_s * rate] for start in range(0, len(samples), window_s * rate)]
    return pieces[:-1] if len(pieces) > 1 and len(pieces[-1]) < rate else pieces


def classify_windows(job: Job, audio: Audio, extractor: Any, classify: Callable[[np.ndarray], Answers]) -> Answers:
    """Return a classifier's answers, [{"score", "label"}, ...] best first, averaged over the windows.

    Args:
        job: is told how far it is.
        audio: what is heard.
        extractor: the classifier's feature extractor.
        classify: returns the answers for samples at the extractor's rate.
    """
    window_s = find_window_s(extractor)
    pieces = cut_windows(audio, extractor.sampling_rate, window_s)
    answers = []
    for number, piece in enumerate(pieces):
        if len(pieces) > 1:
            job.report(say("run.heard_number_duration_s_s", number=number * window_s, duration_s=audio.duration_s))
        answers.append(classify(piece))
    return average_scores(answers)


def average_scores(answers: list[Answers]) -> Answers:
    """Return each label's mean score, best first; the answers all hold the same labels, in any order."""
    if len(answers) == 1:
        return answers[0]
    scores: dict[str, float] = {}
    for item in (item for answer in answers for item in answer):
        scores[item["label"]] = scores.get(item["label"], 0.0) + item["score"] / len(answers)
    return sorted(({"score": score, "label": label} for label, score in scores.items()), key=lambda one: -one["score"])
