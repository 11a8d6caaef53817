"""Labels with confidences."""

from collections import Counter
from typing import Any


def render_labels(raw: list[dict[str, Any]], **_: Any) -> dict[str, float]:
    """Return {label: score} from [{"label", "score"}, ...]; of classes with one name the later ones have a number."""
    scores: dict[str, float] = {}
    seen: Counter[str] = Counter()
    for item in raw:
        label = str(item["label"])
        seen[label] += 1
        scores[label if seen[label] == 1 else f"{label} ({seen[label]})"] = float(item["score"])
    return scores
