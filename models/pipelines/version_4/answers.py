"""Classes that answer as those of Transformers 4 did, where today's do not.

Each is put in front of the class of a pipeline by `as_before`; none of them needs an import that is not there yet.
"""

import warnings
from functools import cache
from typing import Any

LEFT_ASIDE = ("framework", "modelcard", "torch_dtype", "dtype", "args_parser")
"""What version 4's classes took and today's do not: the model is there already, and so is its number format."""


class AsBefore:
    """What all have in common: no inputs are answered by an empty list, and pictures may be paths and addresses."""

    framework = "pt"
    opens_paths = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{name: value for name, value in kwargs.items() if name not in LEFT_ASIDE})

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call the pipeline; today's look at the first input, whether there is one or not."""
        try:
            return super().__call__(*args, **kwargs)  # type: ignore[misc]
        except IndexError:
            if any(isinstance(one, list) and not one for one in (*args, *kwargs.values())):
                return []
            raise


class AllScores:
    """Text classification with `return_all_scores`, the older name of `top_k=None`."""

    def _sanitize_parameters(self, return_all_scores: bool | None = None, **kwargs: Any) -> Any:
        before, forward, after = super()._sanitize_parameters(**kwargs)  # type: ignore[misc]
        if return_all_scores is not None and "top_k" not in after:
            after["top_k"] = None if return_all_scores else 1
        return before, forward, after


class GroupedEntities:
    """Token classification with `grouped_entities` and `ignore_subwords`, older names of `aggregation_strategy`."""

    def _sanitize_parameters(
        self, grouped_entities: bool | None = None, ignore_subwords: bool | None = None, **kwargs: Any
    ) -> Any:
        if grouped_entities is not None or ignore_subwords is not None:
            together = "first" if ignore_subwords else "simple"
            kwargs["aggregation_strategy"] = together if grouped_entities else "none"
        return super()._sanitize_parameters(**kwargs)  # type: ignore[misc]


class SoundWithChannels:
    """Text to speech whose sound is (channels, samples), as the model gives it."""

    def postprocess(self, audio: Any) -> Any:
        """Give back the dimensions that today's pipeline takes away."""
        answer = super().postprocess(audio)  # type: ignore[misc]
        given = audio[0] if isinstance(audio, tuple) else audio
        given = given.get("waveform", given.get("audio")) if isinstance(given, dict) else given
        shape = getattr(given, "shape", None)
        if shape is not None:
            answer["audio"] = answer["audio"].reshape(tuple(shape))
        return answer


class NamedPair:
    """Translation whose task, where it names no languages, is the first that the model's configuration has."""

    def __init__(self, *args: Any, task: str = "", **kwargs: Any) -> None:
        model = args[0] if args else kwargs["model"]
        named = getattr(model.config, "task_specific_params", None) or {}
        pairs = [name for name in named if name.startswith("translation")]
        if task == "translation" and pairs:
            task = pairs[0]
            warnings.warn(f'The task "translation" names no languages: taken for "{task}".', stacklevel=2)
        super().__init__(*args, task=task, **kwargs)  # type: ignore[call-arg]


IN_FRONT = {
    "TextClassificationPipeline": AllScores,
    "TokenClassificationPipeline": GroupedEntities,
    "TextToAudioPipeline": SoundWithChannels,
    "TranslationPipeline": NamedPair,
}
"""Which goes in front of which class."""

OWN_NAMES = {
    "GreedyQuestionAnsweringPipeline": "VisualQuestionAnsweringPipeline",
    "WholeImageToImagePipeline": "ImageToImagePipeline",
    "PointsMaskGenerationPipeline": "MaskGenerationPipeline",
    "UprightKeypointMatchingPipeline": "KeypointMatchingPipeline",
}
"""What version 4 called classes that have another name here."""


@cache
def as_before(pipeline_class: Any) -> Any:
    """Return the class with what makes it answer as version 4 did, under its name there; see `put_back`."""
    name = pipeline_class.__name__
    first = (IN_FRONT[name],) if name in IN_FRONT else ()
    module = pipeline_class.__module__.removeprefix("models.")
    there = module if module.startswith("transformers.") else f"transformers.{module}"
    about = {"__doc__": pipeline_class.__doc__, "__module__": there}
    return type(OWN_NAMES.get(name, name), (*first, AsBefore, pipeline_class), about)
