"""Photos, and altered ones, must be called what they show."""

from tests.meaning.ask import Ask
from tests.meaning.photos import NAMES, altered, opened

METRIC = f"first name right, {len(NAMES)} photos of things it has a name for, in 5 versions each"
FLOOR = 0.9


def score(ask: Ask) -> float:
    """Return the share of pictures whose first name fits."""
    right = [
        ask(image=picture, top_k=1)[0]["label"] in fitting
        for path, (_, fitting) in NAMES.items()
        for picture in [opened(path), *altered(opened(path))]
    ]
    return sum(right) / len(right)
