"""Text, pictures and sound in, text out."""

from typing import Any

from transformers import Pipeline
from transformers.pipelines.any_to_any import AnyToAnyPipeline as TransformersPipeline


class AnyToAnyPipeline(TransformersPipeline):  # type: ignore[misc]
    """Transformers' any-to-any pipeline for models that can do without torchvision.

    The upstream constructor asks for torchvision whenever the model takes pictures, although many processors
    (Idefics3, LLaVA ...) work on PIL images alone; those that do not fail by themselves when they are loaded.
    """

    auto_classes = ("AutoModelForMultimodalLM",)

    def __init__(self, **kwargs: Any) -> None:
        Pipeline.__init__(self, **kwargs)
