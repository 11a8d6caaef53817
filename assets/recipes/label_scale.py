"""Finds the numbers in `models.pipelines.label_similarity`: `python -m assets.recipes.label_scale`."""

import sys

import torch
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy

from assets.recipes.label_cases import CASES
from models.parts.sentence_encoder import SentenceEncoder, load_sentence_encoder
from models.starters import folder_of

TEMPLATE = "This example is {}."
SCALES = range(5, 81)
THRESHOLDS = [step / 100 for step in range(5, 40)]


def answers(encoder: SentenceEncoder) -> list[tuple[torch.Tensor, torch.Tensor]]:
    """Return per set of labels the cosines, (texts, labels), and the places of the right labels."""
    found = []
    for labels, pairs in CASES:
        label_vectors = encoder.embed([TEMPLATE.format(label) for label in labels])
        text_vectors = encoder.embed([text for text, _ in pairs])
        found.append((text_vectors @ label_vectors.T, torch.tensor([labels.index(label) for _, label in pairs])))
    return found


def best_scale(found: list[tuple[torch.Tensor, torch.Tensor]]) -> float:
    """Return the factor with which a softmax over the cosines is least surprised by the right labels."""
    losses = {
        scale: sum(float(cross_entropy(scale * cosines, right, reduction="sum")) for cosines, right in found)
        for scale in SCALES
    }
    return min(losses, key=losses.__getitem__)


def best_threshold(found: list[tuple[torch.Tensor, torch.Tensor]]) -> tuple[float, float]:
    """Return threshold and factor with which a sigmoid is least surprised; right and wrong labels weigh the same."""
    cosines = torch.cat([one.flatten() for one, _ in found])
    right = torch.cat([torch.nn.functional.one_hot(places, one.shape[1]).flatten() for one, places in found]).float()
    weight = right / right.mean() + (1 - right) / (1 - right).mean()
    losses = {
        (threshold, scale): float(binary_cross_entropy_with_logits(scale * (cosines - threshold), right, weight=weight))
        for threshold in THRESHOLDS
        for scale in SCALES
    }
    return min(losses, key=losses.__getitem__)


if __name__ == "__main__":
    cases = answers(load_sentence_encoder(folder_of("all-MiniLM-L6-v2"), "cpu"))
    sys.stdout.write(f"SCALE = {best_scale(cases)}\nRIGHT_FROM, STEEPNESS = {best_threshold(cases)}\n")
