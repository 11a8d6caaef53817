"""How much the guards refuse of what a starter knows, and of what it does not: `python -m tests.meaning.guards`.

Their thresholds were chosen on these texts and sounds, none of which is in tests/truth.
"""

import os
import sys
import tempfile
from collections.abc import Iterable
from typing import Any

import numpy as np

from assets.recipes.sounds import KINDS, RATE, make_sound
from models.errors import BadInput
from tabs import TABS
from tests.meaning.ask import Ask, asker, new_cache
from tests.meaning.fitting_labels import FITTING, NONSENSE
from tests.meaning.labelled import CASES
from tests.meaning.unknown_sounds import unknown_sounds
from tests.truth.case import SURE, first_score

Asked = Iterable[dict[str, Any]]
EACH = 4
SEED = 77_001


def fitting_labels() -> Asked:
    """Yield texts with labels of which one fits."""
    return ({"text": text, "candidate_labels": labels} for labels, pairs in FITTING for text, _ in pairs)


def nonsense_labels() -> Asked:
    """Yield texts with labels that have nothing to do with them."""
    return ({"text": text, "candidate_labels": labels} for labels, texts in NONSENSE for text in texts)


def own_labels() -> Asked:
    """Yield the held-out texts with their own labels."""
    return ({"text": text, "candidate_labels": ", ".join(labels)} for labels, pairs in CASES for text, _ in pairs)


def labels_of_others() -> Asked:
    """Yield the held-out texts with the labels of the third set after theirs."""
    others = [", ".join(labels) for labels, _ in (*CASES[3:], *CASES[:3])]
    pairs = zip(others, CASES, strict=True)
    return ({"text": text, "candidate_labels": other} for other, (_, texts) in pairs for text, _ in texts)


def known_sounds() -> Asked:
    """Yield new sounds of each kind."""
    rng = np.random.default_rng(SEED)
    return ({"audio": (make_sound(rng, kind, float(rng.uniform(1, 3))), RATE)} for kind in KINDS for _ in range(EACH))


def other_sounds() -> Asked:
    """Yield sounds of no known kind."""
    return ({"audio": (sound, RATE)} for sound in unknown_sounds(np.random.default_rng(SEED), 2 * EACH))


MEASURED = {
    "zero-shot-classification": (fitting_labels, own_labels, nonsense_labels, labels_of_others),
    "audio-classification": (known_sounds, other_sounds),
}
"""What each guarded task is asked: what should be answered, and what should not."""


def refused_and_sure(ask: Ask, asked: Asked) -> tuple[float, float]:
    """Return the part that is refused, and the part that is answered with a score above `SURE`."""
    outcomes = [outcome(ask, one) for one in asked]
    return outcomes.count("refused") / len(outcomes), outcomes.count("sure") / len(outcomes)


def outcome(ask: Ask, one: dict[str, Any]) -> str:
    """Return "refused", "sure" or "unsure"."""
    try:
        raw = ask(**one)
    except BadInput:
        return "refused"
    return "sure" if (first_score(raw) or 0) > SURE else "unsure"


def main() -> None:
    """Print both parts for each kind of input."""
    tasks = {task.id: task for tab in TABS for task in tab.tasks}
    with tempfile.TemporaryDirectory() as uploads:
        os.environ["GRADIO_TEMP_DIR"] = uploads
        for name, groups in MEASURED.items():
            ask = asker(tasks[name], new_cache(), [])
            for group in groups:
                refused, sure = refused_and_sure(ask, group())
                sys.stdout.write(f"{name:26} {group.__name__:18} refused {refused:4.0%}, sure {sure:4.0%}\n")
                sys.stdout.flush()


if __name__ == "__main__":
    main()
