"""What the readers of answers look at: the passes of a run, and what belongs to them."""

from dataclasses import dataclass
from typing import Any

from models.inside.hooks import Call
from models.inside.parts import Score


@dataclass(frozen=True, slots=True)
class Sight:
    """A run, seen.

    Attributes:
        pipe: the pipeline.
        task: the task's id.
        calls: its passes.
        tokenizer: None where it reads no text.
        labels: words to choose from.
        settings: the run's parameters, by name.
        raw: the pipeline's own answer, None where the run was ended early.
    """

    pipe: Any
    task: str
    calls: tuple[Call, ...]
    tokenizer: Any
    labels: tuple[str, ...]
    settings: dict[str, Any]
    raw: Any = None

    def first(self, *names: str) -> Call | None:
        """Return the first pass that answered with all these tensors."""
        return next((call for call in self.calls if all(name in call.outputs for name in names)), None)

    def names_of(self, call: Call, count: int) -> list[str]:
        """Return the names of a model's classes; their numbers where it does not name them."""
        named = getattr(getattr(call.model, "config", None), "id2label", None) or {}
        return [str(named.get(number, number)) for number in range(count)]

    def words_of(self, call: Call) -> list[str]:
        """Return the tokens of a pass's first text."""
        ids = call.inputs.get("input_ids")
        if ids is None or self.tokenizer is None:
            return []
        return [str(word) for word in self.tokenizer.convert_ids_to_tokens(ids[0].tolist())]


def rate(row: Any, chances: Any, names: list[str], most: int) -> list[Score]:
    """Return the best of a row of logits, (n,)."""
    best = row.argsort(descending=True)[:most].tolist()
    return [Score(names[one], float(row[one]), float(chances[one])) for one in best]


def choose_function(seen: Sight, config: Any) -> str:
    """Return what makes probabilities of a whole input's logits: of classes that exclude each other, softmax."""
    chosen = seen.settings.get("function_to_apply")
    if chosen in ("softmax", "sigmoid"):
        return str(chosen)
    if seen.task == "visual-question-answering":  # several answers may be right
        return "sigmoid"
    several = getattr(config, "problem_type", None) == "multi_label_classification"
    return "sigmoid" if several or getattr(config, "num_labels", 2) == 1 else "softmax"
