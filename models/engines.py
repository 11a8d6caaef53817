"""How each task's models are loaded and run: one row a task, and the classes that follow from it."""

import importlib
import re
from dataclasses import dataclass
from typing import Any

from models.errors import ModelRefused, word

DPT_NEVER_CALLS = r"neck\.fusion_stage\.layers\.0\.residual_layer1\."
"""Weights that no answer depends on and published DPT checkpoints lack (transformers issue 28292)."""


@dataclass(frozen=True, slots=True)
class Engine:
    """How one task is served.

    Attributes:
        pipeline: our Pipeline subclass, as "module.Class", with its `auto_classes`; "" for Transformers' own.
        same_as: the task under whose name Transformers has the pipeline; "" for the task's own name.
        is_sentence_transformer: there is no pipeline: sentence-transformers loads and runs the model.
        more_classes: AutoModel classes beyond those with which Transformers' pipeline is registered; `pipeline()`
            itself finds their models through `config.architectures`.
        left_out: AutoModel classes that are registered, and not for us.
        kinds: the only kinds of model that serve, such as "clap"; () where the AutoModel classes tell.
        reads: what a kind must read ("text", "pictures"), for AutoModel, which knows every kind; "" where it is clear.
        through_numpy: the pipeline hands its tensors to NumPy as they are, which has no bfloat16.
        never_called: pattern of weights that may be missing; "" for none.
        rounds: a CPU that computes with bfloat16 does so unless another format is asked for: chances move by less than
            0.01 from those in float32, and come sooner. Only where the pipeline makes them of its numbers in float32.
    """

    pipeline: str = ""
    same_as: str = ""
    is_sentence_transformer: bool = False
    more_classes: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    reads: str = ""
    through_numpy: bool = False
    never_called: str = ""
    rounds: bool = False

    def may_lack(self, weight: str) -> bool:
        """Tell whether a model without this weight answers all the same."""
        return bool(self.never_called) and re.match(self.never_called, weight) is not None


def ours(path: str) -> Engine:
    """Return the row of a task that is served by a class in models/pipelines."""
    return Engine(pipeline=f"models.pipelines.{path}")


ENGINES: dict[str, Engine] = {
    # text
    "text-classification": Engine(rounds=True),
    "zero-shot-classification": Engine(),
    "token-classification": Engine(),
    "question-answering": ours("question_answering.QuestionAnsweringPipeline"),
    "table-question-answering": Engine(through_numpy=True),
    "fill-mask": Engine(),
    "decision": Engine(),
    "chat": ours("chat.ChatPipeline"),
    "text-generation": Engine(),
    "summarization": ours("text2text.SummarizationPipeline"),
    "translation": ours("text2text.TranslationPipeline"),
    "text2text-generation": ours("text2text.Text2TextGenerationPipeline"),
    "sentence-similarity": Engine(is_sentence_transformer=True, reads="text"),
    "feature-extraction": Engine(reads="text"),
    # audio
    "automatic-speech-recognition": Engine(),
    # AutoModelForTextToSpectrogram: its pipeline fetches a vocoder from the Hub inside its constructor, past every
    # check of ours (SpeechT5).
    "text-to-speech": Engine(same_as="text-to-audio", left_out=("AutoModelForTextToSpectrogram",)),
    "audio-classification": Engine(),
    "zero-shot-audio-classification": Engine(kinds=("clap",)),
    "voice-activity-detection": ours("voice_activity.VoiceActivityPipeline"),
    "audio-to-audio": ours("audio_codec.AudioCodecPipeline"),
    # vision
    "image-classification": Engine(rounds=True),
    "object-detection": Engine(),
    "zero-shot-object-detection": Engine(),
    "image-segmentation": Engine(
        more_classes=("AutoModelForUniversalSegmentation", "AutoModelForInstanceSegmentation"),
        never_called=DPT_NEVER_CALLS,
    ),
    "depth-estimation": Engine(through_numpy=True, never_called=DPT_NEVER_CALLS),
    "image-feature-extraction": Engine(reads="pictures"),
    "mask-generation": ours("mask_generation.PointsMaskGenerationPipeline"),
    "image-to-image": ours("image_to_image.ImageToImagePipeline"),
    "video-classification": ours("video_classification.FramesClassificationPipeline"),
    "keypoint-matching": ours("keypoint_matching.UprightKeypointMatchingPipeline"),
    # multimodal
    "image-to-text": ours("image_to_text.ImageToTextPipeline"),
    "visual-question-answering": ours("visual_question_answering.VisualQuestionAnsweringPipeline"),
    "document-question-answering": ours("document_question_answering.DocumentQuestionAnsweringPipeline"),
    "image-text-to-text": Engine(),
    "zero-shot-image-classification": Engine(),
    "any-to-any": ours("any_to_any.AnyToAnyPipeline"),
}
"""One row a task, in the order of the page."""


def pipeline_class_for(task: str) -> Any:
    """Return the Pipeline subclass of a task: ours, or Transformers' own."""
    from transformers.pipelines import SUPPORTED_TASKS

    engine = ENGINES[task]
    path = engine.pipeline or SUPPORTED_TASKS[engine.same_as or task]["impl"]
    module, _, name = path.rpartition(".")
    return getattr(importlib.import_module(module), name)


def classes_for(task: str, config: Any) -> list[Any]:
    """Return the AutoModel classes of the task that know this configuration, the likeliest first.

    Raises:
        ModelRefused: there are none, or the task's pipeline cannot serve this kind of model.
    """
    check_kind(task, config.model_type)
    classes = [auto_class for auto_class in auto_classes(task) if type(config) in auto_class._model_mapping]
    if not classes:
        raise cannot_do(task, config.model_type)
    return classes


def check_kind(task: str, kind: str) -> None:
    """Raise ModelRefused if the task's pipeline cannot serve a kind of model, such as "resnet"."""
    engine = ENGINES[task]
    served = getattr(pipeline_class_for(task), "model_kinds", ()) if engine.pipeline else engine.kinds
    needed, known = engine.reads, inputs_of(kind)
    speaks = needed == "text" and "sounds" in known and "pictures" not in known  # its text is what was said
    if (served and kind not in served) or (needed and known and needed not in known) or speaks:
        raise cannot_do(task, kind, served)


def inputs_of(kind: str) -> set[str]:
    """Return what Transformers has readers for, for a kind of model: "text", "pictures", "sounds"."""
    from transformers.models.auto.feature_extraction_auto import FEATURE_EXTRACTOR_MAPPING_NAMES
    from transformers.models.auto.image_processing_auto import IMAGE_PROCESSOR_MAPPING_NAMES
    from transformers.models.auto.processing_auto import PROCESSOR_MAPPING_NAMES
    from transformers.models.auto.tokenization_auto import TOKENIZER_MAPPING_NAMES

    readers = {
        "text": {*TOKENIZER_MAPPING_NAMES, *PROCESSOR_MAPPING_NAMES},
        "pictures": IMAGE_PROCESSOR_MAPPING_NAMES,
        "sounds": FEATURE_EXTRACTOR_MAPPING_NAMES,
    }
    return {name for name, kinds in readers.items() if kind in kinds}


def cannot_do(task: str, kind: str, served: tuple[str, ...] = ()) -> ModelRefused:
    """Say that a kind of model does not serve a task, and which kinds do where they are few."""
    doing = task.replace("-", " ")
    if task == "text-to-speech" and kind == "speecht5":
        return ModelRefused("models.speecht5_writes_spectrograms", doing=doing)
    instead = (
        word("models.one_kinds_served", served=", ".join(served)) if served else word("models.model_made_for_task")
    )
    return ModelRefused("models.model_kind_kind_cannot_do_doing", kind=kind, doing=doing, instead=instead)


def auto_classes(task: str) -> tuple[Any, ...]:
    """Return the AutoModel classes that can serve a task, the likeliest first."""
    import transformers
    from transformers.pipelines import SUPPORTED_TASKS

    engine = ENGINES[task]
    if engine.pipeline:
        return tuple(getattr(transformers, name) for name in pipeline_class_for(task).auto_classes)
    more = tuple(getattr(transformers, name) for name in engine.more_classes)
    known = SUPPORTED_TASKS[engine.same_as or task]["pt"]
    return tuple(one for one in (*known, *more) if one.__name__ not in engine.left_out)
