"""Words that a model repeats for ever."""

from typing import Any

LONGEST = 24
"""Tokens of what is repeated."""

ALLOWED, MOST = 3, 24
"""Times something may be said in a row before saying it again becomes harder, and at all."""

PENALTY = 1.1
"""By which scores of tokens that go on a loop are worsened, as by Keskar et al. 2019, section 4.1."""


class LoopGuard:
    """Makes `generate` leave loops, as one of its `logits_processor`s.

    Whisper answers “no, no, no” with two hundred of them. A penalty on every repeated token would also change what is
    not repeated in a row, so it counts only for the tokens of a loop that runs.
    """

    def __init__(self, end: int) -> None:
        """Take the token that ends a text."""
        self.end = end

    def __call__(self, input_ids: Any, scores: Any) -> Any:
        """Return the scores (batch, tokens) of what may follow the ids (batch, n)."""
        for row, ids in enumerate(input_ids.tolist()):
            period, times = find_loop(ids)
            if times >= MOST:
                scores[row] = float("-inf")
                scores[row, self.end] = 0.0
            elif times >= ALLOWED:
                loop = sorted(set(ids[-period:]))
                worse = scores[row, loop]
                scores[row, loop] = worse.where(worse > 0, worse * PENALTY**2) / PENALTY
        return scores


def find_loop(ids: list[int]) -> tuple[int, int]:
    """Return how many tokens are repeated at the end of a sequence, and how many times they stand there in a row."""
    best = (0, 0)
    for period in range(1, min(LONGEST, len(ids) // ALLOWED) + 1):
        times, end = 1, len(ids)
        while end >= 2 * period and ids[end - 2 * period : end - period] == ids[-period:]:
            times, end = times + 1, end - period
        if times > best[1]:
            best = (period, times)
    return best
