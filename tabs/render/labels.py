"""Labels with confidences."""

from typing import Any


def render_labels(raw: list[dict[str, Any]], **_: Any) -> dict[str, float]:
    """Return {label: score} from [{"label", "score"}, ...]; of labels that come twice the better score."""
    scores: dict[str, float] = {}
    for item in raw:
        label = str(item["label"])
        scores[label] = max(scores.get(label, 0.0), float(item["score"]))
    return scores
