"""Recordings without the pauses, and words that were heard in them put back to where they were said."""

from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise
from typing import Any

import numpy as np

from models.speech.where import Span

PAD_S = 0.75
"""Heard on both sides of speech: words begin softly, and over shorter pauses Whisper sets them off by one."""

MOST_PAUSE_S = 2.0
"""Longer pauses are shortened to twice PAD_S; Whisper fills them with words, and loses its clock in them."""

PHRASE_PAUSE_S, PHRASE_CHARACTERS = 0.4, 80
"""Words of a phrase have shorter pauses between them, and it is not much longer."""

WITHOUT_BLANKS = "\u0e00"
"""Thai; from there on most letters are of languages written without blanks."""

SLACK_S = 0.2
"""How far words may lie beyond where a voice was found."""

Chunk = dict[str, Any]
"""{"text", "timestamp": (start_s, end_s or None)}."""


def choose_stretches(speech: list[Span], duration_s: float) -> list[Span]:
    """Return what is to be heard of a recording: speech, what is around it, and pauses that are not long."""
    stretches: list[Span] = []
    heard_s = 0.0
    for start_s, end_s in speech:
        begins_s = start_s - PAD_S
        if start_s - heard_s <= MOST_PAUSE_S:
            begins_s = stretches.pop()[0] if stretches else 0.0
        stretches.append((begins_s, min(end_s + PAD_S, duration_s)))
        heard_s = end_s
    if stretches and duration_s - heard_s <= MOST_PAUSE_S:
        stretches.append((stretches.pop()[0], duration_s))
    return stretches


def plan_windows(stretches: list[Span], speech: list[Span], most_s: float) -> list[list[Span]]:
    """Return what is heard at once: stretches, or parts of them, of `most_s` seconds together at most.

    A window ends in the longest pause of its second half.
    """
    pieces = list(divide(stretches, speech))
    windows: list[list[Span]] = []
    while pieces:
        lengths = np.cumsum([end - start for _, (start, end) in pieces])
        fitting = max(int(np.searchsorted(lengths, most_s, side="right")), 1)
        taken = fitting
        if fitting < len(pieces):
            later = [place for place in range(1, fitting + 1) if lengths[place - 1] >= most_s / 2]
            taken = max(later, key=lambda place: pieces[place][0], default=fitting)
        windows.append([span for _, span in pieces[:taken]])
        pieces = pieces[taken:]
    return windows


def divide(stretches: list[Span], speech: list[Span]) -> Iterator[tuple[float, Span]]:
    """Yield stretches cut in the middle of every pause, and the seconds of the pause before each piece."""
    ended_s = 0.0
    for start_s, end_s in stretches:
        spoken = [one for one in speech if start_s <= one[0] < end_s]
        middles = [(before[1] + after[0]) / 2 for before, after in pairwise(spoken)]
        for piece in pairwise([start_s, *middles, end_s]):
            voice = next((one for one in spoken if piece[0] <= one[0] < piece[1]), piece)
            yield voice[0] - ended_s, piece
            ended_s = voice[1]


def cut(samples: np.ndarray, rate: int, stretches: list[Span]) -> np.ndarray:
    """Return the stretches of a recording, float32 (n,) at a rate, one after another."""
    return np.concatenate([samples[round(start * rate) : round(end * rate)] for start, end in stretches])


def find_second(second: float, stretches: list[Span]) -> float:
    """Return the second of the recording at which a second of its stretches lies."""
    for start_s, end_s in stretches:
        if second <= end_s - start_s:
            return start_s + max(second, 0.0)
        second -= end_s - start_s
    return stretches[-1][1]


def put_back(chunks: list[Chunk], stretches: list[Span], speech: list[Span], *, words: bool) -> list[Chunk]:
    """Return chunks that were heard in the stretches with the times of the recording.

    Times are where a voice is: a model that loses its clock says when its window began, or beyond its end. No chunk
    ends after the next one begins.

    Args:
        chunks: in order.
        stretches: of the recording, as `choose_stretches` returns them.
        speech: where somebody speaks in it.
        words: whether a chunk is a word, which nobody says across a pause.
    """
    chunks = [one for one in chunks if one["text"].strip()]
    if not chunks:
        return []
    ends = [find_second(one["timestamp"][0] or 0.0, stretches) for one in chunks[1:]] + [stretches[-1][1]]
    spans = []
    for chunk, following in zip(chunks, ends, strict=True):
        start, end = chunk["timestamp"]
        start_s = find_second(start or 0.0, stretches)
        end_s = following if end is None else find_second(end, stretches)
        spans.append(fit((start_s, max(start_s, end_s)), speech, words=words))
    return [chunk | {"timestamp": span} for chunk, span in zip(chunks, in_order(spans), strict=True)]


def fit(span: Span, speech: list[Span], *, words: bool) -> Span:
    """Return the part of a span in which somebody speaks, give or take SLACK_S; all of it where nobody does."""
    least_s = min(SLACK_S, (span[1] - span[0]) / 2)
    voices = [one for one in speech if overlap(span, one) > least_s] or [
        one for one in speech if overlap(span, one) > -SLACK_S
    ]
    if not voices:
        return span
    if words:
        voices = [max(voices, key=lambda one: overlap(span, one))]
    return max(span[0], voices[0][0] - SLACK_S, 0.0), min(span[1], voices[-1][1] + SLACK_S)


def overlap(one: Span, other: Span) -> float:
    """Return for how many seconds two spans overlap; below zero, how far apart they are."""
    return min(one[1], other[1]) - max(one[0], other[0])


def in_order(spans: Iterable[Span]) -> list[Span]:
    """Return spans that neither begin before the one before them nor end after the next one begins; to hundredths.

    Those without any length share that of the one they stand at: players show no subtitle for no time.
    """
    ordered: list[Span] = []
    for start_s, end_s in spans:
        begins_s = max(start_s, ordered[-1][0]) if ordered else start_s
        if ordered:
            ordered[-1] = (ordered[-1][0], min(ordered[-1][1], begins_s))
        ordered.append((begins_s, max(begins_s, end_s)))
    return [(round(start_s, 2), round(end_s, 2)) for start_s, end_s in share_out(ordered)]


def share_out(spans: list[Span]) -> list[Span]:
    """Return spans in order with those that begin together one after another, and none without length at the end."""
    groups: list[tuple[float, float, int]] = []
    for start_s, together in groupby(spans, key=lambda span: span[0]):
        *others, (_, end_s) = together
        begins_s, others_before = start_s, 0
        if start_s == end_s and groups:
            begins_s = max(groups[-1][1], start_s - SLACK_S)
            if begins_s == start_s:
                begins_s, _, others_before = groups.pop()
        groups.append((begins_s, end_s, others_before + len(others) + 1))
    edges = (np.linspace(start_s, end_s, count + 1).tolist() for start_s, end_s, count in groups)
    return [part for group in edges for part in pairwise(group)]


def join_phrases(words: list[Chunk]) -> list[Chunk]:
    """Join words between which nobody pauses into chunks of the same form."""
    joined: list[Chunk] = []
    for word in words:
        start, end = word["timestamp"]
        last = joined[-1] if joined else None
        if last and start - last["timestamp"][1] < PHRASE_PAUSE_S and len(last["text"]) < PHRASE_CHARACTERS:
            last["text"] = f"{last['text']} {word['text'].strip()}"
            last["timestamp"] = (last["timestamp"][0], end)
        else:
            joined.append({"text": word["text"].strip(), "timestamp": (start, end)})
    return joined


def join_texts(texts: list[str]) -> str:
    """Return texts as one, with a blank between them where their writing has blanks."""
    joined = ""
    for text in filter(str.strip, texts):
        has_blank = not joined or joined[-1].isspace() or text[0].isspace() or text[0] >= WITHOUT_BLANKS
        joined += text if has_blank else f" {text}"
    return joined
