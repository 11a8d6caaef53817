"""What happens inside a model of texts, step by step: tokens, tensors, logits, probabilities."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

CLASSES, WORDS = 8, 5
"""How many of a text's classes are told, and how many words for a gap, the likeliest first."""


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the text: as the vocabulary writes it, its number there, and whether the tokenizer added it."""

    text: str
    id: int
    special: bool


@dataclass(frozen=True, slots=True)
class Score:
    """One possible answer: its label, the model's number for it, and the probability this becomes."""

    label: str
    logit: float
    probability: float


@dataclass(frozen=True, slots=True)
class Inside:
    """A text's way through a model.

    Attributes:
        tokens: the pieces, in order.
        vocabulary: how many different ones the tokenizer knows.
        inputs: the shape of each tensor that the model is given, by name.
        architecture: the model's class in Transformers.
        weights: how many numbers it has learned.
        logits: the shape of what it answers.
        function: what makes probabilities of logits, "softmax" or "sigmoid".
        scores: by the token they belong to, its place in `tokens`, or -1 for the whole text; the best first.
    """

    tokens: tuple[Token, ...]
    vocabulary: int
    inputs: dict[str, tuple[int, ...]]
    architecture: str
    weights: int
    logits: tuple[int, ...]
    function: str
    scores: dict[int, tuple[Score, ...]]


def look_inside(pipe: Any, text: str) -> Inside:
    """Run a text through a pipeline's tokenizer and model, step by step, cut to what the model reads.

    Args:
        pipe: Transformers' text-classification, token-classification or fill-mask pipeline.
        text: for fill-mask with the tokenizer's own mask token in each gap.
    """
    import torch

    tokenizer, model = pipe.tokenizer, pipe.model
    encoded = tokenizer(text, truncation=True, return_tensors="pt", return_special_tokens_mask=True)
    special = encoded.pop("special_tokens_mask")[0].bool().tolist()
    ids = encoded["input_ids"][0].tolist()
    with torch.inference_mode():
        logits = model(**encoded.to(model.device)).logits[0].float().cpu()
    function = choose_function(model.config, logits.ndim)
    chances = logits.softmax(-1) if function == "softmax" else logits.sigmoid()
    names = [] if pipe.task == "fill-mask" else [model.config.id2label[place] for place in range(logits.shape[-1])]

    def rate(place: int, most: int) -> tuple[Score, ...]:
        row, chance = (logits, chances) if place < 0 else (logits[place], chances[place])
        best = row.argsort(descending=True)[:most].tolist()
        labels = names or dict(zip(best, tokenizer.convert_ids_to_tokens(best), strict=True))
        return tuple(Score(str(labels[one]), float(row[one]), float(chance[one])) for one in best)

    return Inside(
        tokens=tuple(
            Token(word, number, added)
            for word, number, added in zip(tokenizer.convert_ids_to_tokens(ids), ids, special, strict=True)
        ),
        vocabulary=len(tokenizer),
        inputs={name: tuple(tensor.shape) for name, tensor in encoded.items()},
        architecture=type(model).__name__,
        weights=sum(parameter.numel() for parameter in model.parameters()),
        logits=(1, *logits.shape),
        function=function,
        scores={place: rate(place, most) for place, most in choose_places(pipe, ids, special)},
    )


def choose_function(config: Any, dimensions: int) -> str:
    """Return what makes probabilities of logits: of classes that do not exclude each other each has its own."""
    each = dimensions == 1 and (config.problem_type == "multi_label_classification" or config.num_labels == 1)
    return "sigmoid" if each else "softmax"


def choose_places(pipe: Any, ids: Sequence[int], special: Sequence[bool]) -> list[tuple[int, int]]:
    """Return for which tokens the task asks the model, -1 for the whole text, and how many answers are told of each."""
    if pipe.task == "fill-mask":
        return [(place, WORDS) for place, number in enumerate(ids) if number == pipe.tokenizer.mask_token_id]
    if pipe.task == "token-classification":
        return [(place, 1) for place, added in enumerate(special) if not added]
    return [(-1, CLASSES)]
