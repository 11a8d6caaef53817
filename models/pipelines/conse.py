"""Zero-shot classification of pictures and sounds by ConSE, from a classifier and a sentence encoder.

Norouzi et al., "Zero-Shot Learning by Convex Combination of Semantic Embeddings" (ICLR 2014,
arXiv:1312.5650): the embedding of what is seen or heard is the average of the embeddings of the classifier's
ten best class names, weighted by their probabilities; the labels nearest to it by cosine win. Where CLIP and
CLAP learned from captions, ConSE knows only what the classifier's class names say.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from PIL import Image
from torch.nn.functional import normalize
from transformers import (
    AutoFeatureExtractor,
    AutoImageProcessor,
    AutoModelForAudioClassification,
    AutoModelForImageClassification,
    Pipeline,
)

from models.errors import BadInput
from models.parts.sentence_encoder import SentenceEncoder, load_sentence_encoder
from models.starters.builders.conse import IMAGE_CLASSIFIER, TEXT_ENCODER
from models.starters.builders.conse_sounds import SOUND_CLASSIFIER

TOP_CLASSES = 10
"""T of the paper, the best of the values it tried."""

SCALE = 20.0
"""What cosines are multiplied by before the softmax; CLIP's learned scale is 100, for sharper embeddings."""


class ConsePipeline(Pipeline):  # type: ignore[misc]
    """What both kinds have in common: everything after the preprocessing.

    Called and answering like Transformers' own zero-shot pipelines: `pipe(input, candidate_labels,
    hypothesis_template="... {} ...")` returns [{"score", "label"}], the best first, scores that add up to 1;
    for a list of inputs a list of those.

    The hypothesis template is applied to the labels and not to the class names. Of 28 answers on five
    photos (the sets of labels in tests/models/pipelines/test_conse.py) all were right so, 26 with bare
    labels, and 25 with the template on both sides, which then says "photo" more than anything else. The
    embedding of a full sentence differs from that of a bare word, but for all labels alike.

    Args:
        model: a classifier whose config names its classes.
        sentences: embeds the class names and the labels.
        **kwargs: what `transformers.Pipeline` takes: the classifier's processor, device.

    Raises:
        BadInput: no label, a template without "{}", or an input of another kind.
    """

    _load_processor = False
    _load_image_processor = False
    _load_feature_extractor = False
    _load_tokenizer = False
    default_template: str

    def __init__(self, *, model: Any, sentences: SentenceEncoder, **kwargs: Any) -> None:
        super().__init__(model=model, tokenizer=sentences.tokenizer, **kwargs)
        self.sentences = sentences
        names = model.config.id2label
        self.class_embeddings = sentences.embed([names[index] for index in range(len(names))])

    @property
    def models(self) -> tuple[Any, Any]:
        """The torch modules whose parameters take memory."""
        return self.model, self.sentences.model

    def __call__(self, inputs: Any, candidate_labels: Sequence[str], **kwargs: Any) -> Any:
        """Score labels for an input, or for each of a list of inputs."""
        return super().__call__(inputs, candidate_labels=list(candidate_labels), **kwargs)

    def _sanitize_parameters(
        self, candidate_labels: list[str] | None = None, hypothesis_template: str | None = None
    ) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
        if candidate_labels is None:  # the base class asks once for the defaults, without labels
            return {}, {}, {}
        if not candidate_labels:
            raise BadInput("conse.there_no_label_to_choose_from")
        template = self.default_template if hypothesis_template is None else hypothesis_template
        if "{}" not in template:
            raise BadInput("common.hypothesis_template_needs_in_place_label")
        hypotheses = [template.replace("{}", label) for label in candidate_labels]
        return {}, {"hypotheses": hypotheses}, {"candidate_labels": candidate_labels}

    def _forward(self, model_inputs: Any, hypotheses: list[str]) -> dict[str, torch.Tensor]:
        probabilities = self.model(**model_inputs).logits.float().softmax(dim=-1)
        weights, classes = probabilities.topk(min(TOP_CLASSES, probabilities.shape[-1]))
        # The paper divides by the sum of the weights; the cosine does not see lengths.
        combined = (weights.unsqueeze(-1) * self.class_embeddings[classes]).sum(dim=1)
        return {"logits": SCALE * normalize(combined, dim=-1) @ self.sentences.embed(hypotheses).T}

    def postprocess(self, outputs: dict[str, torch.Tensor], candidate_labels: list[str]) -> list[dict[str, Any]]:
        """Pair scores with labels, the best first."""
        scores = outputs["logits"][0].softmax(dim=-1).tolist()
        answers = [{"score": score, "label": label} for score, label in zip(scores, candidate_labels, strict=True)]
        return sorted(answers, key=lambda answer: -answer["score"])


class ImageConsePipeline(ConsePipeline):
    """For PIL images; takes the classifier's `image_processor`."""

    _load_image_processor = True
    default_template = "This is a photo of {}."

    def preprocess(self, image: Any) -> Any:
        """Turn a picture into pixel values, float of shape (1, 3, height, width)."""
        if not isinstance(image, Image.Image):  # the processor would open paths and follow URLs
            raise BadInput("common.not_picture")
        return self.image_processor(images=image, return_tensors="pt").to(self.dtype)


class SoundConsePipeline(ConsePipeline):
    """For mono samples, float32 (n,) at the sampling rate of the classifier's `feature_extractor`."""

    _load_feature_extractor = True
    default_template = "This is a sound of {}."

    def preprocess(self, samples: Any) -> Any:
        """Turn samples into what the classifier takes, a batch of one."""
        if not isinstance(samples, np.ndarray) or samples.ndim != 1:
            raise BadInput("conse.not_mono_recording")
        rate = self.feature_extractor.sampling_rate
        return self.feature_extractor(samples, sampling_rate=rate, return_tensors="pt").to(self.dtype)


def load_conse(folder: Path, device: str = "cpu", dtype: torch.dtype = torch.float32) -> ImageConsePipeline:
    """Load both models and embed the class names (about 1 s for ImageNet's 1000 on two CPU cores).

    Args:
        folder: as `models.starters.builders.conse.prepare` writes it.
        device: where both models go, such as "cpu" or "cuda:0".
        dtype: what both models compute in; the cosines are always float32.

    Raises:
        OSError: the folder is incomplete.
    """
    classifier = folder / IMAGE_CLASSIFIER
    return ImageConsePipeline(
        model=AutoModelForImageClassification.from_pretrained(classifier, dtype=dtype, local_files_only=True),
        image_processor=AutoImageProcessor.from_pretrained(classifier, local_files_only=True),
        sentences=load_sentence_encoder(folder / TEXT_ENCODER, device, dtype),
        task="zero-shot-image-classification",
        device=device,
    )


def load_conse_sounds(folder: Path, device: str = "cpu", dtype: torch.dtype = torch.float32) -> SoundConsePipeline:
    """Load both models, from a folder as `builders.conse_sounds.prepare` writes it; else as `load_conse`."""
    classifier = folder / SOUND_CLASSIFIER
    return SoundConsePipeline(
        model=AutoModelForAudioClassification.from_pretrained(classifier, dtype=dtype, local_files_only=True),
        feature_extractor=AutoFeatureExtractor.from_pretrained(classifier, local_files_only=True),
        sentences=load_sentence_encoder(folder / TEXT_ENCODER, device, dtype),
        task="zero-shot-audio-classification",
        device=device,
    )
