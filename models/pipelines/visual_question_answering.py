"""Questions about pictures, whose pipeline Transformers 5 removed."""

from collections.abc import Mapping
from typing import Any

import torch
from transformers import GenerationConfig, Pipeline
from transformers.pipelines.pt_utils import KeyDataset

from models.errors import BadInput
from models.length import token_limit
from models.parts.pictures import TakesPictures, own_settings, warn_of_unknown

TOP_K = 5
READING = ("padding", "truncation", "timeout")
MAX_NEW_TOKENS = 16
"""Answers of the VQA data set (Goyal et al. 2017) are one to three words."""


class VisualQuestionAnsweringPipeline(TakesPictures, Pipeline):  # type: ignore[misc]
    """Called like Transformers 4's visual-question-answering pipeline.

    ViLT (Kim et al. 2021) chooses among the answers it was trained on, each with a probability of its own.
    BLIP (Li et al. 2022) writes; where the pipeline of Transformers 4 returned its one greedy answer without
    a score, here beam search returns several, each with the product of its tokens' probabilities.
    """

    auto_classes = ("AutoModelForVisualQuestionAnswering",)
    model_kinds = ("vilt", "blip")
    _load_processor = False
    _load_image_processor = True
    _load_feature_extractor = False
    _load_tokenizer = True
    _pipeline_calls_generate = True
    _non_generation_params = ("top_k",)
    _default_generation_config = GenerationConfig(max_new_tokens=MAX_NEW_TOKENS)

    @property
    def models(self) -> tuple[Any, ...]:
        """The torch modules that are called: BLIP generates with its text decoder alone."""
        return tuple(module for module in (self.model, getattr(self.model, "text_decoder", None)) if module is not None)

    def __call__(self, image: Any, question: Any = None, **kwargs: Any) -> Any:
        """Answer a question about a picture, or several.

        Args:
            image: a PIL image or a list of them; or {"image", "question"}, a list or a generator of these.
            question: a question or a list of them, each asked about each picture.
            **kwargs: top_k, how many answers (5); truncation, to cut questions that are too long; padding, as
                the tokenizer takes it; timeout, see `TakesPictures`.

        Returns:
            [{"score": float, "answer": str}, ...], the best first; for several pairs a list of such lists, the
            pictures of the first question first.

        Raises:
            BadInput: something else than a picture, or a question longer than the model reads.
        """
        return super().__call__(image if question is None else pairs(image, question), **kwargs)

    def _sanitize_parameters(
        self, top_k: int | None = None, **others: Any
    ) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
        answers = {} if top_k is None else {"top_k": top_k}
        warn_of_unknown(self, others.keys() - set(READING))
        return {name: others[name] for name in READING if others.get(name) is not None}, answers, answers

    def preprocess(
        self,
        inputs: dict[str, Any],
        padding: bool | str = False,
        truncation: bool | str = False,
        timeout: float | None = None,
    ) -> Any:
        """Return the picture and the question as tensors, as the model's tokenizer and image processor make them."""
        if not isinstance(inputs, Mapping) or not {"image", "question"} <= inputs.keys():
            raise BadInput("visual_question_answering.ask_with_image_question_or_with")
        picture = self.picture(inputs["image"], timeout)
        room = token_limit(self)
        limit = {"max_length": room} if padding or truncation else {}
        encoded = self.tokenizer(
            inputs["question"], padding=padding, truncation=truncation, return_tensors="pt", verbose=False, **limit
        )
        if room and encoded["input_ids"].shape[1] > room:
            raise BadInput("visual_question_answering.question_too_long_for_model", room=room - 2)
        if self.model.can_generate():  # BLIP has no use for them, and its own processor leaves them out
            encoded.pop("token_type_ids", None)
        encoded.update(self.image_processor(images=picture, return_tensors="pt").to(self.dtype))
        return encoded

    def _forward(self, model_inputs: Any, top_k: int = TOP_K) -> Any:
        if not self.model.can_generate():
            return {"logits": self.model(**model_inputs).logits}
        written = self.model.generate(
            **model_inputs,
            **self._prepare_generate_kwargs(
                {
                    "num_beams": max(2, top_k),
                    "num_return_sequences": top_k,
                    "length_penalty": 0.0,  # scores are then plain sums of log-probabilities
                    "return_dict_in_generate": True,
                    "output_scores": True,
                }
            ),
        )
        asked = len(model_inputs["input_ids"])
        return {
            "sequences": written.sequences.reshape(asked, top_k, -1),
            "scores": written.sequences_scores.reshape(asked, top_k),
        }

    def postprocess(self, outputs: Any, top_k: int = TOP_K) -> list[dict[str, Any]]:
        """Pair scores with answers, the best first."""
        if "logits" in outputs:  # (1, answers); several can be right, so the training used a sigmoid each
            scores, indices = outputs["logits"][0].float().sigmoid().sort(descending=True)
            names = self.model.config.id2label
            best = zip(scores[:top_k].tolist(), indices[:top_k].tolist(), strict=True)
            return [{"score": score, "answer": names[index]} for score, index in best]
        answers: dict[str, float] = {}
        texts = self.tokenizer.batch_decode(outputs["sequences"][0], skip_special_tokens=True)
        for text, score in zip(texts, torch.exp(outputs["scores"][0].float()).tolist(), strict=True):
            answers[text.strip()] = answers.get(text.strip(), 0.0) + score
        return [{"score": min(score, 1.0), "answer": text} for text, score in sorted(answers.items(), key=by_score)]


class GreedyQuestionAnsweringPipeline(VisualQuestionAnsweringPipeline):
    """The same for models that write as Transformers 4 did it: one answer, the likeliest word by word, no score."""

    _default_generation_config = GenerationConfig(max_new_tokens=256)

    def _forward(self, model_inputs: Any, top_k: int = TOP_K) -> Any:
        if not self.model.can_generate():
            return super()._forward(model_inputs, top_k)
        options = self._prepare_generate_kwargs(own_settings(self.model) | self._generate_kwargs)
        return {"sequences": self.model.generate(**model_inputs, **options)}

    def postprocess(self, outputs: Any, top_k: int = TOP_K) -> list[dict[str, Any]]:
        """Return the answers alone where the model writes."""
        if "logits" in outputs:
            return super().postprocess(outputs, top_k)
        texts = self.tokenizer.batch_decode(outputs["sequences"], skip_special_tokens=True)
        return [{"answer": text.strip()} for text in texts]


def pairs(image: Any, question: Any) -> Any:
    """Return {"image", "question"}, or a list of them where there are several pictures or questions."""
    images = image if isinstance(image, list | KeyDataset) else [image]
    questions = question if isinstance(question, list) else [question]
    every = [{"image": one, "question": text} for text in questions for one in images]
    return every if images is image or questions is question else every[0]


def by_score(item: tuple[str, float]) -> float:
    """Sort the best first."""
    return -item[1]
