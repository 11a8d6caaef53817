"""Image captioning and reading of text lines, which Transformers 5 redirects to a pipeline for chats."""

from typing import Any

import torch
from transformers import GenerationConfig, Pipeline

from models.errors import BadInput
from models.parts.pictures import TakesPictures, own_settings


class ImageToTextPipeline(TakesPictures, Pipeline):  # type: ignore[misc]
    """Called like Transformers 4's image-to-text pipeline, from which it is ported.

    It serves what the image-text-to-text pipeline of Transformers 5 refuses: models without a text input
    (TrOCR, Li et al. 2021; ViT-GPT2) or without a processor class, and captions without a prompt (GIT, Wang
    et al. 2022; BLIP, Li et al. 2022).
    """

    auto_classes = ("AutoModelForImageTextToText",)
    model_kinds = ("blip", "git", "vision-encoder-decoder")
    _load_processor = False
    _load_image_processor = True
    _load_feature_extractor = False
    _load_tokenizer = True
    _pipeline_calls_generate = True
    _default_generation_config = GenerationConfig(max_new_tokens=256)

    @property
    def models(self) -> tuple[Any, ...]:
        """The torch modules that generation calls: BLIP generates with its text decoder alone."""
        return tuple(module for module in (self.model, getattr(self.model, "text_decoder", None)) if module is not None)

    def __call__(self, inputs: Any = None, *, images: Any = None, **kwargs: Any) -> Any:
        """Describe a picture, or read the line of text in it.

        Args:
            inputs: a PIL image, or a list of them.
            images: the same under its older name.
            **kwargs: prompt, the caption's first words (not for encoder-decoder models); max_new_tokens;
                generate_kwargs, further arguments of `generate`; timeout, see `TakesPictures`.

        Returns:
            [{"generated_text": str}] for a picture, a list of such lists for several.

        Raises:
            BadInput: something else than a picture, or a prompt for a model that takes none.
        """
        pictures = inputs if images is None else images
        if pictures is None:
            raise BadInput("image_to_text.there_is_no_picture")
        return super().__call__(pictures, **kwargs)

    def _sanitize_parameters(
        self,
        prompt: str | None = None,
        max_new_tokens: int | None = None,
        generate_kwargs: Any = None,
        timeout: float | None = None,
    ) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
        reading = {"prompt": prompt, "timeout": timeout}
        if not isinstance(prompt, str | None):
            raise BadInput("image_to_text.beginning_one_text_for_all_pictures")
        if max_new_tokens is not None and "max_new_tokens" in (generate_kwargs or {}):
            raise BadInput("image_to_text.max_new_tokens_given_twice_once")
        generation = {"max_new_tokens": max_new_tokens, **(generate_kwargs or {})}
        return known(reading), known(generation), {}

    def preprocess(self, image: Any, prompt: str = "", timeout: float | None = None) -> dict[str, Any]:
        """Turn a picture into pixel values, float (1, 3, height, width), and a prompt into input ids (1, n)."""
        picture = self.picture(image, timeout)
        pixels = self.image_processor(images=picture, return_tensors="pt").pixel_values.to(self.dtype)
        return {"pixel_values": pixels} | (self.begin_with(prompt) if prompt else {})

    def begin_with(self, prompt: str) -> dict[str, torch.Tensor]:
        """Return the prompt as its model wants it."""
        kind = self.model.config.model_type
        if kind == "vision-encoder-decoder":
            raise BadInput("image_to_text.model_finds_words_alone")
        ids = self.tokenizer(prompt, add_special_tokens=False).input_ids
        if not ids or self.tokenizer.unk_token_id in ids:
            raise BadInput("image_to_text.model_cannot_write_prompt", prompt=prompt[:40])
        room = self.tokenizer.model_max_length // 2
        if len(ids) > room:
            raise BadInput("image_to_text.beginning_too_long_for_model", room=room)
        # GIT takes the start token and the words (Transformers 4's pipeline); BLIP drops the last token of
        # what its tokenizer returns (BlipForConditionalGeneration.generate).
        end = [] if kind == "git" else [self.tokenizer.sep_token_id]
        input_ids = torch.tensor([[self.tokenizer.cls_token_id, *ids, *end]])
        return {"input_ids": input_ids, "attention_mask": torch.ones_like(input_ids)}

    def _forward(self, model_inputs: dict[str, Any], **generate_kwargs: Any) -> torch.Tensor:
        options = self._prepare_generate_kwargs(own_settings(self.model) | self._generate_kwargs | generate_kwargs)
        return self.model.generate(**model_inputs, **options)

    def postprocess(self, token_ids: torch.Tensor) -> list[dict[str, str]]:
        """Return the text of each generated sequence, token ids of shape (sequences, n)."""
        return [{"generated_text": text} for text in self.tokenizer.batch_decode(token_ids, skip_special_tokens=True)]


def known(options: dict[str, Any]) -> dict[str, Any]:
    """Return the options that are given."""
    return {name: value for name, value in options.items() if value is not None}
