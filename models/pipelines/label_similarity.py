"""Zero-shot text classification by similarity: the labels whose sentences lie nearest to the text win.

The task is that of Yin et al. (arXiv:1909.00161) and the method that of Veeranna et al. (ESANN 2016), with
sentence embeddings instead of averaged word vectors. Where models trained on entailment read text and label
together, this one embeds them apart, and so knows what a text is about better than what it says.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from transformers import Pipeline

from models.errors import BadInput
from models.parts.sentence_encoder import SentenceEncoder, load_sentence_encoder

SCALE = 37.0
"""What cosines are multiplied by before the softmax: `assets.recipes.label_scale` finds it, on 51 texts."""

RIGHT_FROM, STEEPNESS = 0.17, 13.0
"""With `multi_label`: the cosine at which a label is as likely right as wrong, and how fast that changes; likewise."""


FITS_FROM, ON_ONE_SCALE = 0.16, 0.3
"""A text whose nearest label has a lower cosine than FITS_FROM fits none, unless the labels lie ON_ONE_SCALE as praise
and blame do, by the average cosine between them: such a scale fits any text, however far from it. Chosen on
tests/meaning/fitting_labels.py, where `python -m tests.meaning.guards` tells how much of it is refused."""

SURE_FROM, LEAST_SURE = 0.3, 0.1
"""The nearest label's cosine from which the scores are as sharp as they can be, and the part of SCALE that stays where
nothing fits."""


class LabelSimilarityPipeline(Pipeline):  # type: ignore[misc]
    """Called and answering like Transformers' zero-shot-classification pipeline.

    `pipe(text, candidate_labels, hypothesis_template="This example is {}.", multi_label=False)` returns
    {"sequence", "labels", "scores"}, the best first; for a list of texts a list of those. Scores add up to 1;
    with `multi_label` each label has one of its own.

    Args:
        sentences: embeds texts and labels.
        **kwargs: what `transformers.Pipeline` takes, such as device.

    Raises:
        BadInput: no label, a template without "{}", something else than text, or none of several labels fits.
    """

    _load_processor = False
    _load_image_processor = False
    _load_feature_extractor = False
    _load_tokenizer = True

    def __init__(self, *, sentences: SentenceEncoder, **kwargs: Any) -> None:
        super().__init__(model=sentences.model, tokenizer=sentences.tokenizer, **kwargs)
        self.sentences = sentences

    def __call__(self, text: Any, candidate_labels: Sequence[str], **kwargs: Any) -> Any:
        """Score labels for a text, or for each of a list of texts."""
        return super().__call__(text, candidate_labels=list(candidate_labels), **kwargs)

    def _sanitize_parameters(
        self,
        candidate_labels: list[str] | None = None,
        hypothesis_template: str = "This example is {}.",
        multi_label: bool = False,
    ) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
        if candidate_labels is None:  # the base class asks once for the defaults, without labels
            return {}, {}, {}
        if not candidate_labels:
            raise BadInput("label_similarity.there_no_label_to_choose_from")
        if "{}" not in hypothesis_template:
            raise BadInput("common.hypothesis_template_needs_in_place_label")
        hypotheses = [hypothesis_template.replace("{}", label) for label in candidate_labels]
        asked = {"candidate_labels": candidate_labels, "multi_label": multi_label}
        return {}, {"hypotheses": hypotheses, "labels": candidate_labels}, asked

    def preprocess(self, text: Any) -> dict[str, Any]:
        """Pass the text on, which is embedded together with the labels; a batch holds a list of texts."""
        if not isinstance(text, str):
            raise BadInput("common.this_model_reads_text")
        return {"text": text}

    def _forward(self, model_inputs: dict[str, Any], hypotheses: list[str], labels: list[str]) -> dict[str, Any]:
        texts = model_inputs["text"] if isinstance(model_inputs["text"], list) else [model_inputs["text"]]
        vectors = self.sentences.embed([*texts, *hypotheses, *labels])
        cosines = vectors[: len(texts)] @ vectors[len(texts) :].T
        said, bare = cosines.split(len(labels), dim=1)
        alike = likeness(vectors[-len(labels) :])
        return {"text": texts, "cosines": said, "nearest": bare.max(dim=1).values, "alike": alike.expand(len(texts))}

    def postprocess(self, outputs: dict[str, Any], candidate_labels: list[str], multi_label: bool) -> dict[str, Any]:
        """Turn cosines into scores and sort the labels by them."""
        by_itself = multi_label or len(candidate_labels) == 1  # as in Transformers: a share of one would be all of it
        cosines, nearest = outputs["cosines"][0], float(outputs["nearest"][0])
        if not by_itself and nearest < FITS_FROM and outputs["alike"][0] < ON_ONE_SCALE:
            raise BadInput("guard.no_label_fits")
        scores = (each_for_itself(cosines) if by_itself else one_of_all(cosines, nearest)).tolist()
        order = sorted(range(len(scores)), key=lambda index: -scores[index])
        return {
            "sequence": outputs["text"] if isinstance(outputs["text"], str) else outputs["text"][0],
            "labels": [candidate_labels[index] for index in order],
            "scores": [scores[index] for index in order],
        }


def likeness(labels: torch.Tensor) -> torch.Tensor:
    """Return the average cosine between two of the labels, given their vectors (n, width); 1 for one label."""
    count = len(labels)
    return (labels.sum(dim=0).square().sum() - count) / (count * (count - 1)) if count > 1 else labels.new_ones(())


def one_of_all(cosines: torch.Tensor, nearest: float) -> torch.Tensor:
    """Return the probability of each label where exactly one is right; the less the nearest fits, the more even."""
    sure = min(max(nearest / SURE_FROM, LEAST_SURE), 1.0)
    return (sure * SCALE * cosines).softmax(dim=-1)


def each_for_itself(cosines: torch.Tensor) -> torch.Tensor:
    """Return the probability of each label where any number may be right."""
    return (STEEPNESS * (cosines - RIGHT_FROM)).sigmoid()


def load_label_similarity(folder: Path, device: str = "cpu") -> LabelSimilarityPipeline:
    """Load the pipeline from a folder with MiniLM.

    Raises:
        OSError: the folder is incomplete.
    """
    sentences = load_sentence_encoder(folder, device)
    return LabelSimilarityPipeline(sentences=sentences, task="zero-shot-classification", device=device)
