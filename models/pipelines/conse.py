"""Zero-shot image classification by ConSE, from an ImageNet classifier and a sentence encoder.

Norouzi et al., "Zero-Shot Learning by Convex Combination of Semantic Embeddings" (ICLR 2014,
arXiv:1312.5650): a picture's embedding is the average of the embeddings of the classifier's ten best class
names, weighted by their probabilities; the labels nearest to it by cosine win. Where CLIP learned from
captions, ConSE knows only what the classifier's class names say.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from PIL import Image
from torch.nn.functional import normalize
from transformers import (
    AutoImageProcessor,
    AutoModel,
    AutoModelForImageClassification,
    AutoTokenizer,
    Pipeline,
)

from models.errors import BadInput
from models.starters.conse import IMAGE_CLASSIFIER, TEXT_ENCODER

TOP_CLASSES = 10
"""T of the paper, the best of the values it tried."""

SCALE = 20.0
"""What cosines are multiplied by before the softmax; CLIP's learned scale is 100, for sharper embeddings."""

ENCODING_BATCH = 250


class ConsePipeline(Pipeline):  # type: ignore[misc]
    """Called like Transformers' zero-shot-image-classification pipeline, but with pictures only.

    The hypothesis template is applied to the labels and not to the class names. Of 28 answers on five
    photos (the sets of labels in tests/models/pipelines/test_conse.py) all were right so, 26 with bare
    labels, and 25 with the template on both sides, which then says "photo" more than anything else. The
    embedding of a full sentence differs from that of a bare word, but for all labels alike.

    Args:
        model: an image classifier whose config names its classes.
        image_processor: of the classifier.
        tokenizer: of the sentence encoder.
        text_encoder: a sentence encoder whose sentence embedding is the mean of its last hidden states.
        **kwargs: what `transformers.Pipeline` takes, such as device.
    """

    _load_processor = False
    _load_image_processor = True
    _load_feature_extractor = False
    _load_tokenizer = True

    def __init__(self, *, model: Any, image_processor: Any, tokenizer: Any, text_encoder: Any, **kwargs: Any) -> None:
        super().__init__(model=model, image_processor=image_processor, tokenizer=tokenizer, **kwargs)
        self.text_encoder = text_encoder.to(self.device).eval()
        names = model.config.id2label
        self.class_embeddings = self.embed([names[index] for index in range(len(names))])

    @property
    def models(self) -> tuple[Any, Any]:
        """The torch modules whose parameters take memory."""
        return self.model, self.text_encoder

    def __call__(self, image: Any, candidate_labels: Sequence[str], **kwargs: Any) -> Any:
        """Score labels for a picture.

        Args:
            image: a PIL image, or a list of them.
            candidate_labels: at least one label.
            **kwargs: hypothesis_template with "{}" in the label's place ("This is a photo of {}."), and
                what every pipeline takes, such as batch_size.

        Returns:
            A list of {"score", "label"} per picture, the best first; a picture's scores add up to 1.

        Raises:
            BadInput: no label, a template without "{}", or something else than a PIL image.
        """
        return super().__call__(image, candidate_labels=list(candidate_labels), **kwargs)

    def embed(self, texts: Sequence[str]) -> torch.Tensor:
        """Return sentence embeddings of length 1, float32 of shape (texts, width)."""
        batches = [texts[start : start + ENCODING_BATCH] for start in range(0, len(texts), ENCODING_BATCH)]
        with torch.inference_mode():
            return torch.cat([self._embed_batch(list(batch)) for batch in batches])

    def _embed_batch(self, texts: list[str]) -> torch.Tensor:
        tokens = self.tokenizer(texts, padding=True, truncation=True, return_tensors="pt").to(self.device)
        hidden = self.text_encoder(**tokens).last_hidden_state.float()
        mask = tokens["attention_mask"].unsqueeze(-1)
        return normalize((hidden * mask).sum(1) / mask.sum(1), dim=-1)

    def _sanitize_parameters(
        self, candidate_labels: list[str] | None = None, hypothesis_template: str = "This is a photo of {}."
    ) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
        if candidate_labels is None:  # the base class asks once for the defaults, without labels
            return {}, {}, {}
        if not candidate_labels:
            raise BadInput("There is no label to choose from. Give at least one, such as: cat, dog.")
        if "{}" not in hypothesis_template:
            raise BadInput("The hypothesis template needs {} in the place of the label.")
        hypotheses = [hypothesis_template.replace("{}", label) for label in candidate_labels]
        return {}, {"hypotheses": hypotheses}, {"candidate_labels": candidate_labels}

    def preprocess(self, image: Image.Image) -> Any:
        """Turn a picture into pixel values, float of shape (1, 3, height, width)."""
        if not isinstance(image, Image.Image):  # the processor would open paths and follow URLs
            raise BadInput("This is not a picture. Give a PIL image.")
        return self.image_processor(images=image, return_tensors="pt").to(self.dtype)

    def _forward(self, model_inputs: Any, hypotheses: list[str]) -> dict[str, torch.Tensor]:
        probabilities = self.model(**model_inputs).logits.float().softmax(dim=-1)
        weights, classes = probabilities.topk(min(TOP_CLASSES, probabilities.shape[-1]))
        # The paper divides by the sum of the weights; the cosine does not see lengths.
        combined = (weights.unsqueeze(-1) * self.class_embeddings[classes]).sum(dim=1)
        return {"logits": SCALE * normalize(combined, dim=-1) @ self.embed(hypotheses).T}

    def postprocess(self, outputs: dict[str, torch.Tensor], candidate_labels: list[str]) -> list[dict[str, Any]]:
        """Pair scores with labels, the best first."""
        scores = outputs["logits"][0].softmax(dim=-1).tolist()
        answers = [{"score": score, "label": label} for score, label in zip(scores, candidate_labels, strict=True)]
        return sorted(answers, key=lambda answer: -answer["score"])


def load_conse(folder: Path, device: str = "cpu", dtype: torch.dtype = torch.float32) -> ConsePipeline:
    """Load both models and embed the class names (about 1 s for ImageNet's 1000 on two CPU cores).

    Args:
        folder: as `models.starters.conse.prepare` writes it.
        device: where both models go, such as "cpu" or "cuda:0".
        dtype: what both models compute in; the cosines are always float32.

    Raises:
        OSError: the folder is incomplete.
    """
    image_folder, text_folder = folder / IMAGE_CLASSIFIER, folder / TEXT_ENCODER
    return ConsePipeline(
        model=AutoModelForImageClassification.from_pretrained(image_folder, dtype=dtype, local_files_only=True),
        image_processor=AutoImageProcessor.from_pretrained(image_folder, local_files_only=True),
        tokenizer=AutoTokenizer.from_pretrained(text_folder, local_files_only=True),
        text_encoder=AutoModel.from_pretrained(text_folder, dtype=dtype, local_files_only=True),
        task="zero-shot-image-classification",
        device=device,
    )
